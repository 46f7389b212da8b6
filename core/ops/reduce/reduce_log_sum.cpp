// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/reduce/reduction.h"

namespace halftone {

namespace {

class ReduceLogSum final : public ReduceOperator
{
public:
    OpInfo info() const override { return {"ReduceLogSum", "", OpCategory::Arithmetic, "Logarithm of the sum over the given axes."}; }

    Status compute(KernelContext &context) const override
    {
        return computeReduction(context, [](const auto *row, std::int64_t length) {
            return std::log(static_cast<double>(sumOver(row, length, [](auto x) { return x; })));
        });
    }
};

} // namespace

HALFTONE_OPERATOR(ReduceLogSum)

} // namespace halftone
