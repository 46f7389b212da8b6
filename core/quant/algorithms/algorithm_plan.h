// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/algorithms/channel_ranges.h"
#include "core/quant/algorithms/findings.h"
#include "core/quant/algorithms/layer_columns.h"
#include "core/quant/algorithms/layer_samples.h"
#include "core/quant/quantize.h"

#include <mutex>
#include <optional>

namespace halftone {

/// What the algorithms make of a prepared graph before it is quantized.
struct AlgorithmPlan
{
    /// The graph to quantize: the same function, with other constants perhaps and Muls that scale channels.
    std::shared_ptr<const Model> model;
    /// Of `model`, where its values are not those of the prepared graph; else null.
    std::shared_ptr<const GraphFacts> facts;
    std::shared_ptr<const Statistics> statistics;
    /// Nodes that stay float, and why.
    FloatNodes floatNodes;
    /// Values that are quantized with a scale for each channel.
    ChannelRangesByName channelRanges;
    std::vector<Issue> issues;
};

/// Whether the products of an encoder read 16-bit activations, and the mean cosines of its outputs that say so.
struct Widening
{
    bool wide = false;
    double before = 1, after = 1;
};

/// Keeps the plan of one prepared graph and its statistics between refreshes: most edits of a recipe do not change it. Thread-safe.
class AlgorithmCache
{
public:
    /// `part`: what of a recipe plans depend on.
    std::shared_ptr<const AlgorithmPlan> find(const Statistics &statistics, const Recipe &part) const;
    void keep(const Statistics &statistics, const Recipe &part, std::shared_ptr<const AlgorithmPlan> plan);

    /// What layers read on the samples of these statistics; plans made before they were known are dropped.
    std::shared_ptr<const LayerSamples> layerSamples(const Statistics &statistics) const;
    void keepLayerSamples(const Statistics &statistics, std::shared_ptr<const LayerSamples> samples);

    /// Columns of what the layers of `model` read; null when they were cut for another graph.
    std::shared_ptr<const std::vector<LayerColumns>> layerColumns(const std::shared_ptr<const Model> &model) const;
    void keepLayerColumns(const std::shared_ptr<const Model> &model, std::shared_ptr<const std::vector<LayerColumns>> columns);

    std::shared_ptr<const WeightTuning> findTuning(const Statistics &statistics, const Recipe &recipe) const;
    void keepTuning(const Statistics &statistics, const Recipe &recipe, std::shared_ptr<const WeightTuning> tuning);

    /// Whether products get activations of 16 bits; `part`: what of a recipe that depends on.
    std::optional<Widening> findWidening(const Statistics &statistics, const Recipe &part) const;
    void keepWidening(const Statistics &statistics, const Recipe &part, const Widening &widening);

private:
    mutable std::mutex m_mutex;
    const Statistics *m_tunedOn = nullptr;
    Recipe m_tunedFor;
    std::shared_ptr<const WeightTuning> m_tuning;
    const Statistics *m_statistics = nullptr;
    Recipe m_part;
    const Statistics *m_sampledWith = nullptr;
    std::shared_ptr<const LayerSamples> m_layerSamples;
    std::shared_ptr<const Model> m_columnsOf;
    std::shared_ptr<const std::vector<LayerColumns>> m_layerColumns;
    std::shared_ptr<const AlgorithmPlan> m_plan;
    const Statistics *m_widenedOn = nullptr;
    Recipe m_widenedFor;
    std::optional<Widening> m_widening;
};

/// Values whose samples planAlgorithms() wants to find in prepared.cache for this recipe; often none.
std::vector<ValueId> sampledValues(const PreparedGraph &prepared, const GraphFacts &facts, const Recipe &recipe);

/// Decides by recipe.algorithms; what is Auto is done in the default profile where the statistics call for it.
Result<std::shared_ptr<const AlgorithmPlan>> planAlgorithms(
    const PreparedGraph &prepared, const GraphFacts &facts, const Statistics &statistics, const Recipe &recipe, Progress &progress);

} // namespace halftone
