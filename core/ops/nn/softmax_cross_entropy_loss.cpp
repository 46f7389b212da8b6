// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/softmax_base.h"
#include "core/ops/nn/loss.h"

#include <algorithm>

namespace halftone {

namespace {

class SoftmaxCrossEntropyLoss final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"SoftmaxCrossEntropyLoss", "", OpCategory::Other,
            "Training loss of class scores: minus the log of the right class's softmax.", 12};
    }

    Status infer(InferContext &context) const override
    {
        context.setOutput(1, context.input(0).dtype(), context.input(0).shape());
        return inferLoss(context);
    }

    Status compute(KernelContext &context) const override
    {
        const Shape &shape = context.tensor(0).shape();
        if (shape.rank() < 2)
            return context.badArgument("input " + shape.toString(), "[N, C, …]");
        HALFTONE_TRY(const auto x, elements<double>(context, 0));
        std::vector<double> values(x.begin(), x.end());
        const std::int64_t inner = shape.count(2, shape.rank());
        std::vector<double> row(static_cast<std::size_t>(shape[1]));
        for (std::int64_t r = 0; r < shape[0] * inner && shape[1] > 0; ++r) {
            const std::int64_t first = r / inner * shape[1] * inner + r % inner;
            for (std::int64_t c = 0; c < shape[1]; ++c)
                row[static_cast<std::size_t>(c)] = values[static_cast<std::size_t>(first + c * inner)];
            logSoftmaxRow(row.data(), shape[1]);
            for (std::int64_t c = 0; c < shape[1]; ++c)
                values[static_cast<std::size_t>(first + c * inner)] = row[static_cast<std::size_t>(c)];
        }
        HALFTONE_CHECK(computeLoss(context, values));
        if (!context.wantsOutput(1))
            return {};
        HALFTONE_TRY(auto log, Output<double>::make(context, 1, context.tensor(0).dtype(), shape));
        std::copy(values.begin(), values.end(), log.data());
        return log.finish();
    }
};

} // namespace

HALFTONE_OPERATOR(SoftmaxCrossEntropyLoss)

} // namespace halftone
