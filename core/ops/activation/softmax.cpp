// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/softmax_base.h"

namespace halftone {

namespace {

class Softmax final : public UnaryElementwise
{
public:
    OpInfo info() const override
    {
        return {"Softmax", "", OpCategory::Activation, "Turns scores along an axis into probabilities: exponentials that sum to 1."};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const SoftmaxRows rows, softmaxRows(context.node(), context.opset(), context.tensor(0).shape()));
        return mapRows(context, rows, [](auto *row, std::int64_t size) { softmaxRow(row, size); });
    }

    QuantRule quantRule(const NodeView &) const override
    {
        QuantRule rule = computeRule({0});
        rule.fixedOutputRange = {0.0F, 1.0F};
        return rule;
    }

    Cost cost(const NodeView &, const CostShapes &shapes) const override { return elementwiseCost(shapes, 4); }
};

} // namespace

HALFTONE_OPERATOR(Softmax)

} // namespace halftone
