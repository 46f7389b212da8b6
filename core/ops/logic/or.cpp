// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/binary.h"

namespace halftone {

namespace {

class Or final : public BroadcastOperator
{
public:
    OpInfo info() const override { return {"Or", "", OpCategory::Arithmetic, "Logical or of two boolean tensors."}; }

    Status compute(KernelContext &context) const override
    {
        if (context.tensor(0).dtype() != DType::Bool)
            return context.badArgument(std::string(dtypeName(context.tensor(0).dtype())), "bool");
        return computePredicate(context, [](auto a, auto b) { return a || b; });
    }

protected:
    DType outputType(const InferContext &) const override { return DType::Bool; }
};

} // namespace

HALFTONE_OPERATOR(Or)

} // namespace halftone
