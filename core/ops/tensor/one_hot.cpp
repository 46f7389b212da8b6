// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/sub_byte.h"
#include "core/ops/tensor/strided_copy.h"

namespace halftone {

namespace {

class OneHot final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"OneHot", "", OpCategory::Tensor, "Adds an axis that is `on` at the index and `off` elsewhere.", 9};
    }

    Status infer(InferContext &context) const override
    {
        auto shape = context.inputShape(0);
        if (shape) {
            HALFTONE_TRY(const int axis,
                normalizedAxis(context.node(), context.node().intAttribute("axis", -1), static_cast<int>(shape->size()) + 1));
            const auto depth = context.inputDims(1);
            const auto number = context.inputNumbers(1);
            const Dim length = depth && depth->size() == 1 ? depth->front()
                : number && number->size() == 1            ? Dim(static_cast<std::int64_t>(number->front()))
                                                           : Dim::unknown();
            shape->insert(shape->begin() + axis, length);
        }
        context.setOutput(0, context.inputType(2), std::move(shape));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const auto indices, elements<double>(context, 0));
        HALFTONE_TRY(const double depthNumber, scalarInput<double>(context, 1, 0));
        HALFTONE_TRY(const Tensor values, unpacked(context.tensor(2)));
        if (!(depthNumber >= 0 && depthNumber < 9e15) || values.count() != 2)
            return context.badArgument("depth or values", "a depth of at least 0 and two values");
        const auto depth = static_cast<std::int64_t>(depthNumber);
        const Shape &shape = context.tensor(0).shape();
        HALFTONE_TRY(const int axis, normalizedAxis(context.node(), context.node().intAttribute("axis", -1), shape.rank() + 1));
        std::vector<std::int64_t> dims = shape.dims();
        dims.insert(dims.begin() + axis, depth);
        HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(values.dtype(), Shape(dims)));
        copyStrided(values, {0, std::vector<std::int64_t>(dims.size(), 0)}, result, densePlace(Shape(dims)), Shape(dims));
        const std::int64_t inner = shape.count(axis, shape.rank());
        for (std::int64_t i = 0; i < indices.size(); ++i) {
            const double index = indices[i] < 0 ? indices[i] + depthNumber : indices[i];
            // An index out of range selects nothing.
            if (index >= 0 && index < depthNumber)
                copyElements(values, 1, result, (i / inner * depth + static_cast<std::int64_t>(index)) * inner + i % inner, 1);
        }
        HALFTONE_TRY(Tensor typed, packed(result, context.tensor(2).dtype()));
        context.setOutput(0, std::move(typed));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(OneHot)

} // namespace halftone
