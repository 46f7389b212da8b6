// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/quantize.h"
#include "core/samples/source.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace halftone {

/// Weights and biases that data made better: constants to quantize in place of the model's, by value name.
struct WeightTuning
{
    std::map<std::string, Tensor> constants;
    /// Squared error of a layer's outputs on float inputs relative to their power, before and after.
    struct Layer
    {
        std::string node;
        double before = 0;
        double after = 0;
    };
    std::vector<Layer> layers;
    double seconds = 0;
    /// Ranges of activations that data found better, by value name, and the mean relative error of the layers that read them, before
    /// and after.
    std::map<std::string, std::pair<float, float>> ranges;
    double rangesBefore = 0;
    double rangesAfter = 0;

    /// Mean over layers of the relative error, as dB: 10·log10 of its inverse.
    double beforeDb() const;
    double afterDb() const;
};

struct TuningOptions
{
    int workers = 0;
    /// First N samples; 0: 32.
    std::int64_t samples = 0;
    std::map<std::string, std::int64_t> dims;
};

/// True when the recipe asks for algorithms that need samples: rounding (AdaRound), bias correction or range search.
bool needsTuning(const Recipe &recipe);
/// The first two of them.
bool tunesWeights(const Recipe &recipe);

/// Tunes every quantized layer with a constant weight on the inputs it has in the float model. Deterministic whatever the number of
/// workers. The result serves recipes that give the same weights the same scales. Reports layers; fails when cancelled.
Result<std::shared_ptr<const WeightTuning>> tuneWeights(const PreparedGraph &prepared, const GraphFacts &facts,
    const Statistics &statistics, const Recipe &recipe, const SampleSource &samples, const TuningOptions &options, Progress &progress);

/// The model with those of the tuned constants that are `wanted` (the weights and biases of nodes that are quantized).
Result<std::shared_ptr<const Model>> applyTuning(
    const std::shared_ptr<const Model> &model, const WeightTuning &tuning, const std::set<std::string> &wanted);

} // namespace halftone
