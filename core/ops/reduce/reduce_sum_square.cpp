// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/reduce/reduction.h"

namespace halftone {

namespace {

class ReduceSumSquare final : public ReduceOperator
{
public:
    OpInfo info() const override { return {"ReduceSumSquare", "", OpCategory::Arithmetic, "Sum of squares over the given axes."}; }

    Status compute(KernelContext &context) const override
    {
        return computeReduction(
            context, [](const auto *row, std::int64_t length) { return sumOver(row, length, [](auto x) { return x * x; }); });
    }
};

} // namespace

HALFTONE_OPERATOR(ReduceSumSquare)

} // namespace halftone
