// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"
#include "core/quant/analysis/output_kind.h"

namespace halftone {

/// What float runs show of one output.
struct OutputFacts
{
    /// Of the first sample.
    Shape shape;
    bool isInteger = false;
    /// The shape is the same in all samples.
    bool isFixed = true;
    double minimum = 0;
    double maximum = 0;
    /// Operator that makes the values, behind what moves, casts, scales and shifts them.
    std::string head;
    std::vector<Tensor> samples;

    bool isUnit() const { return minimum >= 0 && maximum <= 1; }
    /// Values along `axis` are probabilities of one choice.
    bool sumsToOne(int axis) const;
    /// Their exponentials are.
    bool isLogOfOne(int axis) const;
    /// Median over rows of the largest softmax along `axis`, from 0 (chance) to 1.
    double skill(int axis) const;
    /// Largest magnitude among elements [first, last) along `axis`.
    double largest(int axis, std::int64_t first, std::int64_t last) const;
};

/// Nothing when no run made a tensor of that output, or its type is not judged.
std::optional<OutputFacts> outputFacts(const Graph &graph, const OutputRuns &runs, std::size_t output);

} // namespace halftone
