// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/model/model.h"
#include "core/quant/algorithms/layer_inputs.h"
#include "core/samples/source.h"

#include <memory>
#include <vector>

namespace halftone {

/// A layer and some columns of its input on samples.
struct LayerColumns
{
    LinearLayer layer;
    /// Groups that were looked at, evenly spread, and for each its columns one after the other.
    std::vector<std::int64_t> groups;
    std::vector<std::vector<float>> columns;
};

/// Columns of every layer with a constant weight (LinearLayer) from the first `samples` samples (at most 8; 0: 8); layers that
/// were not reached have none. Does not depend on the number of workers.
Result<std::vector<LayerColumns>> collectLayerColumns(
    const std::shared_ptr<const Model> &model, const SampleSource &source, std::int64_t samples, int workers, Progress &progress);

} // namespace halftone
