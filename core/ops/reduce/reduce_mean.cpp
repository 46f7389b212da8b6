// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/reduce/reduction.h"

namespace halftone {

namespace {

class ReduceMean final : public ReduceOperator
{
public:
    OpInfo info() const override { return {"ReduceMean", "", OpCategory::Arithmetic, "Mean over the given axes."}; }

    Status compute(KernelContext &context) const override
    {
        return computeReduction(context, [](const auto *row, std::int64_t length) {
            using T = std::remove_cvref_t<decltype(*row)>;
            if constexpr (std::is_integral_v<T>)
                return static_cast<T>(
                    length == 0 ? std::int64_t(0) : static_cast<std::int64_t>(sumOver(row, length, [](auto x) { return x; })) / length);
            else
                return static_cast<T>(sumOver(row, length, [](auto x) { return x; }) / static_cast<double>(length));
        });
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0}); }
};

} // namespace

HALFTONE_OPERATOR(ReduceMean)

} // namespace halftone
