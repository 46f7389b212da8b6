// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/dispatch.h"
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/nn/node_helpers.h"
#include "core/tensor/cast.h"

#include <algorithm>
#include <numeric>

namespace halftone {

namespace {

class TopK final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"TopK", "", OpCategory::Tensor, "The k largest or smallest elements along an axis and their positions."};
    }

    Status infer(InferContext &context) const override
    {
        auto shape = context.inputShape(0);
        if (shape) {
            HALFTONE_TRY(
                const int axis, normalizedAxis(context.node(), context.node().intAttribute("axis", -1), static_cast<int>(shape->size())));
            const auto k
                = context.opset() < 10 ? std::optional(std::vector<Dim>{Dim(context.node().intAttribute("k", 0))}) : context.inputDims(1);
            (*shape)[static_cast<std::size_t>(axis)] = k && k->size() == 1 ? k->front() : Dim::unknown();
        }
        context.setOutput(0, context.inputType(0), shape);
        context.setOutput(1, DType::Int64, shape);
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const DType type = context.tensor(0).dtype();
        HALFTONE_TRY(const Tensor input, castTensor(context.tensor(0), isNarrowFloat(type) ? DType::Float : type));
        HALFTONE_TRY(const int axis, normalizedAxis(context.node(), context.node().intAttribute("axis", -1), input.shape().rank()));
        std::int64_t k = context.node().intAttribute("k", 0);
        if (context.opset() >= 10) {
            HALFTONE_TRY(const auto given, context.ints(1));
            k = given.size() == 1 ? given.front() : -1;
        }
        Shape shape = input.shape();
        if (k < 0 || k > shape[axis])
            return context.badArgument("k = " + std::to_string(k), "0 … " + std::to_string(shape[axis]));
        shape[axis] = k;
        HALFTONE_TRY(Tensor values, Tensor::allocateUninitialized(input.dtype(), shape));
        HALFTONE_TRY(Tensor positions, Tensor::allocateUninitialized(DType::Int64, shape));
        const bool largest = context.node().intAttribute("largest", 1) != 0;
        if (!visitNumber(input.dtype(), [&](auto zero) { select<decltype(zero)>(input, axis, largest, values, positions); }))
            return context.unsupported(std::string(dtypeName(type)));
        HALFTONE_TRY(Tensor typed, castTensor(values, type));
        context.setOutput(0, std::move(typed));
        context.setOutput(1, std::move(positions));
        return {};
    }

    QuantRule quantRule(const NodeView &) const override { return sameScaleRule(); }

private:
    /// Among equal elements the lower position comes first; NaN counts as larger than all.
    template <typename T>
    static void select(const Tensor &input, int axis, bool largest, Tensor &values, Tensor &positions)
    {
        const Shape &shape = input.shape();
        const std::int64_t length = shape[axis];
        const std::int64_t k = values.shape()[axis];
        const std::int64_t inner = shape.count(axis + 1, shape.rank());
        std::vector<std::int64_t> order(static_cast<std::size_t>(length));
        for (std::int64_t o = 0; o < shape.count(0, axis); ++o) {
            for (std::int64_t i = 0; i < inner; ++i) {
                const T *data = input.as<T>().data() + o * length * inner + i;
                std::iota(order.begin(), order.end(), std::int64_t(0));
                const auto before = [&](std::int64_t a, std::int64_t b) {
                    const T x = data[a * inner];
                    const T y = data[b * inner];
                    const bool xNan = x != x;
                    const bool yNan = y != y;
                    if (xNan != yNan)
                        return largest ? xNan : yNan;
                    if (!xNan && x != y)
                        return largest ? x > y : x < y;
                    return a < b;
                };
                std::partial_sort(order.begin(), order.begin() + k, order.end(), before);
                for (std::int64_t j = 0; j < k; ++j) {
                    const std::int64_t to = (o * k + j) * inner + i;
                    values.mutableAs<T>()[static_cast<std::size_t>(to)] = data[order[static_cast<std::size_t>(j)] * inner];
                    positions.mutableAs<std::int64_t>()[static_cast<std::size_t>(to)] = order[static_cast<std::size_t>(j)];
                }
            }
        }
    }
};

} // namespace

HALFTONE_OPERATOR(TopK)

} // namespace halftone
