// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/reduce/arg_extreme.h"

#include "core/ops/dispatch.h"
#include "core/ops/nn/node_helpers.h"
#include "core/tensor/cast.h"

namespace halftone {

namespace {

template <typename T>
std::int64_t position(const T *first, std::int64_t length, std::int64_t step, bool largest, bool last)
{
    std::int64_t best = 0;
    for (std::int64_t i = 1; i < length; ++i) {
        const T x = first[i * step];
        const T y = first[best * step];
        if (largest ? x > y : x < y)
            best = i;
        else if (last && x == y)
            best = i;
    }
    return best;
}

} // namespace

Status inferArgExtreme(InferContext &context)
{
    auto shape = context.inputShape(0);
    if (shape) {
        HALFTONE_TRY(
            const int axis, normalizedAxis(context.node(), context.node().intAttribute("axis", 0), static_cast<int>(shape->size())));
        if (context.node().intAttribute("keepdims", 1) != 0)
            (*shape)[static_cast<std::size_t>(axis)] = Dim(1);
        else
            shape->erase(shape->begin() + axis);
    }
    context.setOutput(0, DType::Int64, std::move(shape));
    return {};
}

Status computeArgExtreme(KernelContext &context, bool largest)
{
    const DType type = context.tensor(0).dtype();
    HALFTONE_TRY(const Tensor input, castTensor(context.tensor(0), isNarrowFloat(type) ? DType::Float : type));
    HALFTONE_TRY(const int axis, normalizedAxis(context.node(), context.node().intAttribute("axis", 0), input.shape().rank()));
    const bool last = context.node().intAttribute("select_last_index", 0) != 0;
    const std::int64_t length = input.shape()[axis];
    const std::int64_t inner = input.shape().count(axis + 1, input.shape().rank());
    const std::int64_t outer = input.shape().count(0, axis);
    std::vector<std::int64_t> dims = input.shape().dims();
    if (context.node().intAttribute("keepdims", 1) != 0)
        dims[static_cast<std::size_t>(axis)] = 1;
    else
        dims.erase(dims.begin() + axis);
    if (length == 0 && inner * outer > 0)
        return context.badArgument("an axis of length 0", "at least one element to choose from");
    HALFTONE_TRY(Tensor * output, context.allocate(0, DType::Int64, Shape(std::move(dims))));
    std::int64_t *out = output->mutableAs<std::int64_t>().data();
    const bool native = visitNumber(input.dtype(), [&](auto zero) {
        using T = decltype(zero);
        const T *data = input.as<T>().data();
        for (std::int64_t o = 0; o < outer; ++o)
            for (std::int64_t i = 0; i < inner; ++i)
                *out++ = position(data + o * length * inner + i, length, inner, largest, last);
    });
    return native ? Status() : Status(context.unsupported(std::string(dtypeName(type))));
}

QuantRule argExtremeRule()
{
    QuantRule rule = computeRule({0});
    rule.outputs.clear();
    return rule;
}

} // namespace halftone
