// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/algorithms/layer_columns.h"
#include "core/quant/quantize.h"

#include <map>
#include <string>
#include <utility>

namespace halftone {

/// Ranges judged by what rounding and clipping to them does to the layers that read the values.
struct RangeSearch
{
    /// By value name: lowest and highest real value.
    std::map<std::string, std::pair<float, float>> ranges;
    /// Mean over the values of the relative squared error of the layers' outputs, with the recipe's method and with these ranges.
    double before = 0;
    double after = 0;
};

/// For each value of `base` that layers read in 8 bits: of ranges between a fraction and all of what calibration saw, both ends
/// together and each alone, and the recipe's own choice, the one with the least Σ ‖W·(x̂ − x)‖² / ‖W·x‖² over the layers that read it
/// (some outputs, sampled columns x). `layers` are of base.reference, or of a graph with the same names. Values that the user gave a
/// range keep it. Fails when cancelled.
Result<RangeSearch> searchRanges(const QuantizeResult &base, const Model &model, const Statistics &statistics,
    const std::vector<LayerColumns> &layers, const Recipe &recipe, Progress &progress);

} // namespace halftone
