// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/model/model.h"
#include "core/samples/source.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace halftone {

/// What a value [..., channels] looked like on samples.
struct LayerSample
{
    std::int64_t channels = 0;
    /// Finite extremes by channel over all rows of all samples.
    std::vector<float> minimum;
    std::vector<float> maximum;
    /// Some rows, evenly spread over the samples, one after the other; rows with values that are not finite are left out.
    std::vector<float> rows;

    std::int64_t rowCount() const { return channels > 0 ? static_cast<std::int64_t>(rows.size()) / channels : 0; }
    /// How many-fold the largest channel exceeds the median one; 1 without channels that differ from 0.
    double outlierRatio() const;
};

/// By value name.
using LayerSamples = std::map<std::string, LayerSample>;

/// Runs the float model over the first `samples` samples (at most 32; 0: 32). Values that were not seen have no rows. Samples that cannot
/// be used are left out. Does not depend on the number of workers.
Result<LayerSamples> collectLayerSamples(const std::shared_ptr<const Model> &model, const std::vector<ValueId> &values,
    const SampleSource &source, std::int64_t samples, int workers, Progress &progress);

} // namespace halftone
