// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/broadcast.h"
#include "core/ops/elementwise/binary.h"
#include "core/ops/sub_byte.h"
#include "core/ops/tensor/strided_copy.h"

#include <algorithm>

namespace halftone {

namespace {

class Expand final : public Operator
{
public:
    OpInfo info() const override
    {
        return {
            "Expand", "", OpCategory::Shape, "Repeats axes of length one until the tensor has the given shape (numpy broadcasting).", 8};
    }

    Status infer(InferContext &context) const override
    {
        Fact fact = Fact::of(context.inputType(0), std::nullopt);
        const auto wanted = context.inputDims(1);
        if (wanted && context.inputShape(0)) {
            bool contradiction = false;
            fact.type.shape = broadcastDims(*context.inputShape(0), *wanted, contradiction);
            if (contradiction)
                return context.badArgument(context.input(0).type.toString(), "a shape that broadcasts to the given one");
            const std::int64_t count = fact.type.shape->size() == 1 ? fact.type.shape->front().value().value_or(-1) : -1;
            const auto &elements = context.input(0).symbolic;
            if (elements && elements->size() == 1 && count >= 0 && count <= kFactElements)
                fact.symbolic = std::vector<Dim>(static_cast<std::size_t>(count), elements->front());
        } else if (const auto &length = context.inputShape(1); context.inputShape(0) && length && length->size() == 1) {
            if (const auto rank = length->front().value(); rank && *rank >= 0 && *rank <= kFactElements)
                fact.type.shape = std::vector<Dim>(std::max(static_cast<std::size_t>(*rank), context.inputShape(0)->size()));
        }
        context.setOutput(0, std::move(fact));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const Tensor input, unpacked(context.tensor(0)));
        HALFTONE_TRY(auto wanted, context.ints(1));
        HALFTONE_TRY(const Shape shape, broadcastShape(context, input.shape(), Shape(std::move(wanted))));
        HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(input.dtype(), shape));
        StridedPlace from{0, std::vector<std::int64_t>(static_cast<std::size_t>(shape.rank()), 0)};
        const auto strides = input.shape().strides();
        const int skipped = shape.rank() - input.shape().rank();
        for (int axis = 0; axis < input.shape().rank(); ++axis)
            if (input.shape()[axis] != 1)
                from.strides[static_cast<std::size_t>(skipped + axis)] = strides[static_cast<std::size_t>(axis)];
        copyStrided(input, from, result, densePlace(shape), shape);
        HALFTONE_TRY(Tensor typed, packed(result, context.tensor(0).dtype()));
        context.setOutput(0, std::move(typed));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(Expand)

} // namespace halftone
