// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/binary.h"

namespace halftone {

namespace {

class LessOrEqual final : public BroadcastOperator
{
public:
    OpInfo info() const override
    {
        return {"LessOrEqual", "", OpCategory::Arithmetic, "Tells where the first tensor is smaller or equal.", 12};
    }

    Status compute(KernelContext &context) const override
    {
        return computePredicate(context, [](auto a, auto b) { return a <= b; });
    }

protected:
    DType outputType(const InferContext &) const override { return DType::Bool; }
};

} // namespace

HALFTONE_OPERATOR(LessOrEqual)

} // namespace halftone
