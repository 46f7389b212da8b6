// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/reduce/arg_extreme.h"

namespace halftone {

namespace {

class ArgMin final : public Operator
{
public:
    OpInfo info() const override { return {"ArgMin", "", OpCategory::Arithmetic, "Position of the smallest element along an axis."}; }
    Status infer(InferContext &context) const override { return inferArgExtreme(context); }
    Status compute(KernelContext &context) const override { return computeArgExtreme(context, false); }
    QuantRule quantRule(const NodeView &) const override { return argExtremeRule(); }
};

} // namespace

HALFTONE_OPERATOR(ArgMin)

} // namespace halftone
