// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/reduce/reduction.h"

namespace halftone {

namespace {

class ReduceLogSumExp final : public ReduceOperator
{
public:
    OpInfo info() const override
    {
        return {
            "ReduceLogSumExp", "", OpCategory::Arithmetic, "Logarithm of the sum of exponentials over the given axes, without overflow."};
    }

    Status compute(KernelContext &context) const override
    {
        return computeReduction(context, [](const auto *row, std::int64_t length) {
            double largest = -std::numeric_limits<double>::infinity();
            for (std::int64_t i = 0; i < length; ++i)
                largest = std::max(largest, static_cast<double>(row[i]));
            if (!std::isfinite(largest))
                return largest;
            double sum = 0;
            for (std::int64_t i = 0; i < length; ++i)
                sum += std::exp(static_cast<double>(row[i]) - largest);
            return largest + std::log(sum);
        });
    }
};

} // namespace

HALFTONE_OPERATOR(ReduceLogSumExp)

} // namespace halftone
