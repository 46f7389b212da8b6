// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/session/node_distances.h"

#include "core/quant/analysis/sample_split.h"
#include "core/quant/sensitivity.h"

#include <algorithm>

namespace halftone {

Result<std::vector<NodeDistance>> nodeDistances(const QuantizeResult &quantized, const SampleSource &source,
    const std::vector<std::int64_t> &indices, const OutputReference &reference, const TuningOptions &tuning, Progress &progress)
{
    const SampleSubset subset(source, indices);
    SensitivityOptions options;
    options.workers = tuning.workers;
    options.dims = tuning.dims;
    options.distance = [&](std::int64_t sample, const std::vector<RuntimeValue> &outputs) {
        return reference.distance(indices[static_cast<std::size_t>(sample)], outputs);
    };
    HALFTONE_TRY(const SensitivityReport report, measureSensitivity(quantized.reference, quantized, subset, options, progress));
    if (!report.complete)
        return Error(errc::kCancelled);
    std::vector<NodeDistance> result;
    for (const NodeSensitivity &node : report.nodes)
        result.push_back({node.node, node.distance});
    std::map<std::string, std::size_t> place;
    for (std::size_t i = 0; i < quantized.decisions.size(); ++i)
        place[quantized.decisions[i].node] = i;
    std::sort(result.begin(), result.end(), [&](const NodeDistance &a, const NodeDistance &b) {
        return a.distance != b.distance ? a.distance > b.distance : place[a.node] < place[b.node];
    });
    return result;
}

} // namespace halftone
