// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/reduce/reduction.h"

namespace halftone {

namespace {

class ReduceL2 final : public ReduceOperator
{
public:
    OpInfo info() const override
    {
        return {"ReduceL2", "", OpCategory::Arithmetic, "Square root of the sum of squares over the given axes."};
    }

    Status compute(KernelContext &context) const override
    {
        return computeReduction(context, [](const auto *row, std::int64_t length) {
            return std::sqrt(static_cast<double>(sumOver(row, length, [](auto x) { return x * x; })));
        });
    }
};

} // namespace

HALFTONE_OPERATOR(ReduceL2)

} // namespace halftone
