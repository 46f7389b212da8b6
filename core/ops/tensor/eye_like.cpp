// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/nn/node_helpers.h"
#include "core/tensor/cast.h"

namespace halftone {

namespace {

class EyeLike final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"EyeLike", "", OpCategory::Tensor, "A matrix of the input's shape with ones on the k-th diagonal.", 9};
    }

    Status infer(InferContext &context) const override
    {
        HALFTONE_TRY(const DType type, dtypeAttribute(context.node(), "dtype", context.inputType(0)));
        context.setOutput(0, type, context.inputShape(0));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        HALFTONE_TRY(const DType type, dtypeAttribute(context.node(), "dtype", input.dtype()));
        if (input.shape().rank() != 2)
            return context.badArgument("rank " + std::to_string(input.shape().rank()), "2");
        HALFTONE_TRY(Tensor eye, Tensor::allocate(DType::Float, input.shape()));
        const std::int64_t k = context.node().intAttribute("k", 0);
        const std::int64_t rows = input.shape()[0];
        const std::int64_t columns = input.shape()[1];
        if (k > -rows && k < columns)
            for (std::int64_t row = std::max<std::int64_t>(0, -k); row < rows && row + k < columns; ++row)
                eye.mutableAs<float>()[static_cast<std::size_t>(row * columns + row + k)] = 1.0F;
        HALFTONE_TRY(Tensor typed, castTensor(eye, type));
        context.setOutput(0, std::move(typed));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(EyeLike)

} // namespace halftone
