// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/axes.h"
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/sub_byte.h"
#include "core/ops/tensor/strided_copy.h"

namespace halftone {

namespace {

class Compress final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Compress", "", OpCategory::Tensor, "Keeps the slices along an axis for which the condition holds.", 9};
    }

    Status infer(InferContext &context) const override
    {
        HALFTONE_TRY(auto shape, shapeOfSomeSlices(context));
        context.setOutput(0, context.inputType(0), std::move(shape));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const Tensor input, unpacked(context.tensor(0)));
        HALFTONE_TRY(const auto condition, context.ints(1));
        const bool byAxis = context.node().attribute("axis") != nullptr;
        int axis = 0;
        Shape shape{input.count()};
        if (byAxis) {
            HALFTONE_TRY(axis, normalizedAxis(context.node(), context.node().intAttribute("axis", 0), input.shape().rank()));
            shape = input.shape();
        }
        const std::int64_t length = shape[axis];
        std::vector<std::int64_t> kept;
        for (std::size_t i = 0; i < condition.size() && static_cast<std::int64_t>(i) < length; ++i)
            if (condition[i] != 0)
                kept.push_back(static_cast<std::int64_t>(i));
        const std::int64_t inner = shape.count(axis + 1, shape.rank());
        const std::int64_t outer = shape.count(0, axis);
        shape[axis] = static_cast<std::int64_t>(kept.size());
        HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(input.dtype(), shape));
        std::int64_t to = 0;
        for (std::int64_t o = 0; o < outer; ++o) {
            for (const std::int64_t index : kept) {
                copyElements(input, (o * length + index) * inner, result, to, inner);
                to += inner;
            }
        }
        HALFTONE_TRY(Tensor typed, packed(result, context.tensor(0).dtype()));
        context.setOutput(0, std::move(typed));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(Compress)

} // namespace halftone
