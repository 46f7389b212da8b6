// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/reduce/reduction.h"

namespace halftone {

namespace {

class ReduceL1 final : public ReduceOperator
{
public:
    OpInfo info() const override { return {"ReduceL1", "", OpCategory::Arithmetic, "Sum of absolute values over the given axes."}; }

    Status compute(KernelContext &context) const override
    {
        return computeReduction(context, [](const auto *row, std::int64_t length) {
            using T = std::remove_cvref_t<decltype(*row)>;
            if constexpr (std::is_floating_point_v<T>)
                return sumOver(row, length, [](double x) { return std::fabs(x); });
            else
                return sumOver(
                    row, length, [](std::uint64_t x) { return std::is_signed_v<T> && static_cast<std::int64_t>(x) < 0 ? 0 - x : x; });
        });
    }
};

} // namespace

HALFTONE_OPERATOR(ReduceL1)

} // namespace halftone
