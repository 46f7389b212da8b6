// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/reduce/reduction.h"

namespace halftone {

namespace {

class ReduceMax final : public ReduceOperator
{
public:
    OpInfo info() const override { return {"ReduceMax", "", OpCategory::Arithmetic, "Largest element over the given axes."}; }

    Status compute(KernelContext &context) const override
    {
        return computeReduction(context, [](const auto *row, std::int64_t length) {
            using T = std::remove_cvref_t<decltype(*row)>;
            // Of no elements: the least value there is. NaN wins, as in numpy.
            T best = std::numeric_limits<T>::has_infinity ? -std::numeric_limits<T>::infinity() : std::numeric_limits<T>::lowest();
            for (std::int64_t i = 0; i < length; ++i)
                best = row[i] > best || row[i] != row[i] ? row[i] : best;
            return best;
        });
    }

    QuantRule quantRule(const NodeView &) const override { return sameScaleRule(); }
};

} // namespace

HALFTONE_OPERATOR(ReduceMax)

} // namespace halftone
