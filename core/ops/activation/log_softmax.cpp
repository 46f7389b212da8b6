// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/softmax_base.h"

namespace halftone {

namespace {

class LogSoftmax final : public UnaryElementwise
{
public:
    OpInfo info() const override
    {
        return {
            "LogSoftmax", "", OpCategory::Activation, "Logarithm of the softmax probabilities along an axis, computed without underflow."};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const SoftmaxRows rows, softmaxRows(context.node(), context.opset(), context.tensor(0).shape()));
        return mapRows(context, rows, [](auto *row, std::int64_t size) { logSoftmaxRow(row, size); });
    }

    Cost cost(const NodeView &, const CostShapes &shapes) const override { return elementwiseCost(shapes, 4); }
};

} // namespace

HALFTONE_OPERATOR(LogSoftmax)

} // namespace halftone
