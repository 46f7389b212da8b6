// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/dispatch.h"
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/sub_byte.h"
#include "core/ops/tensor/element_walk.h"
#include "core/ops/tensor/strided_copy.h"

namespace halftone {

namespace {

class GatherElements final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"GatherElements", "", OpCategory::Transform, "Picks single elements: each index replaces the position along one axis.", 11};
    }

    Status infer(InferContext &context) const override
    {
        context.setOutput(0, context.inputType(0), context.inputShape(1));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const Tensor data, unpacked(context.tensor(0)));
        HALFTONE_TRY(const auto indices, context.ints(1));
        const Shape &shape = context.tensor(1).shape();
        HALFTONE_TRY(const int axis, normalizedAxis(context.node(), context.node().intAttribute("axis", 0), data.shape().rank()));
        if (shape.rank() != data.shape().rank())
            return context.badArgument("indices of shape " + shape.toString(), "the rank of the data");
        for (int i = 0; i < shape.rank(); ++i)
            if (i != axis && shape[i] > data.shape()[i])
                return context.badArgument("indices of shape " + shape.toString(), "within " + data.shape().toString());
        HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(data.dtype(), shape));
        const auto strides = data.shape().strides();
        const std::int64_t length = data.shape()[axis];
        for (const std::int64_t index : indices)
            if (index < -length || index >= length)
                return context.badArgument("index " + std::to_string(index), "below " + std::to_string(length));
        const int last = shape.rank() - 1;
        // Rows along the last axis: elsewhere an index moves by whole rows, there by elements.
        const Shape outer(std::vector<std::int64_t>(shape.begin(), shape.begin() + last));
        visitUnit(data.dtype(), [&](const auto &unit) {
            using U = std::remove_cvref_t<decltype(unit)>;
            const U *const from = unitsOf<U>(data);
            U *const to = mutableUnitsOf<U>(result);
            (void)walkElements(outer, [&](std::int64_t row, const std::vector<std::int64_t> &position) -> Status {
                std::int64_t base = 0;
                for (int i = 0; i < last; ++i)
                    base += i == axis ? 0 : strides[static_cast<std::size_t>(i)] * position[static_cast<std::size_t>(i)];
                const std::int64_t step = strides[static_cast<std::size_t>(axis)];
                for (std::int64_t i = 0; i < shape[last]; ++i) {
                    const std::int64_t index = indices[static_cast<std::size_t>(row * shape[last] + i)];
                    to[row * shape[last] + i] = from[base + (index < 0 ? index + length : index) * step + (axis == last ? 0 : i)];
                }
                return {};
            });
        });
        HALFTONE_TRY(Tensor typed, packed(result, context.tensor(0).dtype()));
        context.setOutput(0, std::move(typed));
        return {};
    }

    QuantRule quantRule(const NodeView &) const override { return sameScaleRule(); }
};

} // namespace

HALFTONE_OPERATOR(GatherElements)

} // namespace halftone
