// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/reduce/reduction.h"

namespace halftone {

namespace {

class ReduceSum final : public ReduceOperator
{
public:
    OpInfo info() const override { return {"ReduceSum", "", OpCategory::Arithmetic, "Sum over the given axes."}; }

    Status compute(KernelContext &context) const override
    {
        return computeReduction(
            context, [](const auto *row, std::int64_t length) { return sumOver(row, length, [](auto x) { return x; }); });
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0}); }

protected:
    Dim onDims(const std::vector<Dim> &elements) const override
    {
        Dim sum(0);
        for (const Dim &element : elements)
            sum = sum + element;
        return sum;
    }
};

} // namespace

HALFTONE_OPERATOR(ReduceSum)

} // namespace halftone
