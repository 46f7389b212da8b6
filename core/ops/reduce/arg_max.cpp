// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/reduce/arg_extreme.h"

namespace halftone {

namespace {

class ArgMax final : public Operator
{
public:
    OpInfo info() const override { return {"ArgMax", "", OpCategory::Arithmetic, "Position of the largest element along an axis."}; }
    Status infer(InferContext &context) const override { return inferArgExtreme(context); }
    Status compute(KernelContext &context) const override { return computeArgExtreme(context, true); }
    QuantRule quantRule(const NodeView &) const override { return argExtremeRule(); }
};

} // namespace

HALFTONE_OPERATOR(ArgMax)

} // namespace halftone
