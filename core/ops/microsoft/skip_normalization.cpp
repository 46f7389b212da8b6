// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/microsoft/skip_normalization.h"

#include "core/ops/nn/broadcast_index.h"
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/norm/normalize_rows.h"

namespace halftone {

Status inferSkipNormalization(InferContext &context)
{
    HALFTONE_CHECK(inferSameAs(context));
    for (int i = 1; i < context.outputCount(); ++i)
        context.setOutput(i, i == 3 ? context.input(0).dtype() : DType::Float, i == 3 ? context.input(0).shape() : std::nullopt);
    return {};
}

Status computeSkipNormalization(KernelContext &context, const SkipPorts &ports, bool centers)
{
    const Tensor &input = context.tensor(0);
    const Shape &shape = input.shape();
    const Shape &skipShape = context.tensor(1).shape();
    if (shape.rank() < 1 || !broadcastsTo(skipShape, shape))
        return context.badArgument("input " + shape.toString() + ", skip " + skipShape.toString(), "shapes that add");
    const std::int64_t size = shape[shape.rank() - 1];
    HALFTONE_TRY(const auto x, elements<double>(context, 0));
    HALFTONE_TRY(const auto skip, elements<double>(context, 1));
    HALFTONE_TRY(const auto gamma, elements<double>(context, ports.gamma));
    HALFTONE_TRY(const auto beta, optionalElements<double>(context, ports.beta));
    HALFTONE_TRY(const auto bias, optionalElements<double>(context, ports.bias));
    if (gamma.size() != size || (!beta.empty() && beta.size() != size) || (!bias.empty() && bias.size() != size))
        return context.badArgument("parameters of " + std::to_string(gamma.size()), std::to_string(size) + " elements");
    HALFTONE_TRY(auto y, Output<double>::make(context, 0, input.dtype(), shape));
    Output<double> sums;
    if (context.wantsOutput(3)) {
        HALFTONE_TRY(sums, Output<double>::make(context, 3, input.dtype(), shape));
    }
    const double epsilon = static_cast<double>(context.node().floatAttribute("epsilon", 1e-12F));
    BroadcastIndex index(shape, {&skipShape});
    std::vector<double> row(static_cast<std::size_t>(size));
    for (std::int64_t first = 0; first < x.size(); first += size) {
        for (std::int64_t i = 0; i < size; ++i, index.next())
            row[static_cast<std::size_t>(i)] = x[first + i] + skip[index.offset(0)] + (bias.empty() ? 0.0 : bias[i]);
        const RowStatistics statistics
            = centers ? rowStatistics(row.data(), size, epsilon) : RowStatistics{0.0, inverseRootMeanSquare(row.data(), size, epsilon)};
        for (std::int64_t i = 0; i < size; ++i) {
            const double value = row[static_cast<std::size_t>(i)];
            y[first + i] = (value - statistics.mean) * statistics.inverseDeviation * gamma[i] + (beta.empty() ? 0.0 : beta[i]);
            if (context.wantsOutput(3))
                sums[first + i] = value;
        }
    }
    HALFTONE_CHECK(y.finish());
    return context.wantsOutput(3) ? sums.finish() : Status();
}

} // namespace halftone
