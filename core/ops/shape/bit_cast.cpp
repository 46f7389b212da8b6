// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/nn/node_helpers.h"

#include <cstring>

namespace halftone {

namespace {

class BitCast final : public Operator
{
public:
    OpInfo info() const override { return {"BitCast", "", OpCategory::Tensor, "The same bits read as another type of equal width.", 26}; }

    Status infer(InferContext &context) const override
    {
        HALFTONE_TRY(const DType type, dtypeAttribute(context.node(), "to", DType::Undefined));
        context.setOutput(0, type, context.inputShape(0));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        HALFTONE_TRY(const DType type, dtypeAttribute(context.node(), "to", DType::Undefined));
        if (dtypeBits(type) != dtypeBits(input.dtype()) || dtypeBits(type) == 0)
            return context.badArgument(
                std::string(dtypeName(input.dtype())) + " to " + std::string(dtypeName(type)), "types of equal width");
        HALFTONE_TRY(Tensor * output, context.allocate(0, type, input.shape()));
        if (input.bytes() > 0)
            std::memcpy(output->mutableRaw(), input.raw(), input.bytes());
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(BitCast)

} // namespace halftone
