// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/softmax_base.h"

#include <algorithm>

namespace halftone {

namespace {

class Hardmax final : public UnaryElementwise
{
public:
    OpInfo info() const override
    {
        return {"Hardmax", "", OpCategory::Activation, "1 at the first largest element along an axis, 0 elsewhere."};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const SoftmaxRows rows, softmaxRows(context.node(), context.opset(), context.tensor(0).shape()));
        return mapRows(context, rows, [](auto *row, std::int64_t size) {
            auto *best = std::max_element(row, row + size);
            std::fill(row, best, 0);
            std::fill(best + 1, row + size, 0);
            *best = 1;
        });
    }
};

} // namespace

HALFTONE_OPERATOR(Hardmax)

} // namespace halftone
