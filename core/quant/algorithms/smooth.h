// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/issue.h"
#include "core/ops/fact.h"
#include "core/quant/algorithms/findings.h"
#include "core/quant/algorithms/layer_samples.h"
#include "core/quant/quantize.h"

#include <set>

namespace halftone {

/// The same function with products whose inputs have channels of like ranges.
struct Smoothing
{
    /// Null when nothing was changed. Nodes and values keep their names; constants differ, and a Mul is added before products whose
    /// input others read too.
    std::shared_ptr<const Model> model;
    std::shared_ptr<const GraphFacts> facts;
    std::shared_ptr<const Statistics> statistics;
    /// The Muls, and products that 8 bits hurt too much.
    FloatNodes floatNodes;
    std::vector<Issue> issues;
};

struct SmoothOptions
{
    bool smooth = true;
    /// 0: the best on the samples.
    double alpha = 0;
    /// Least gain in dB that a change must bring.
    double leastGain = 0;
    /// Products below this many dB stay float; nothing where none shall.
    std::optional<double> floatBelow;
    /// An added Mul reads float values.
    bool mayInsert = true;
};

/// Values that smoothing wants to know samples of: inputs of products with constant weights (MatMul, Gemm), and what lies between
/// them and the normalization before them. Empty when none of them has the rank of a sequence, unless `any`.
std::vector<ValueId> smoothedValues(const Model &model, const GraphFacts &facts, bool any);

/// SmoothQuant (Xiao et al., "SmoothQuant: accurate and efficient post-training quantization for large language models", 2022):
/// channel c of a product's input is divided by s = max|x_c|^α / max|w_c|^(1−α), its weights are multiplied by it. Factors are
/// powers of two, so that the float function stays the same to the bit. They are folded into the normalization (or Mul and Add)
/// before where nobody else reads it, else a Mul is added. What is done is decided by the error of each product on its samples,
/// in the recipe's types. `skip`: values and constants that are not to be touched.
Result<Smoothing> smoothChannels(const Model &model, const GraphFacts &facts, const Statistics &statistics, const LayerSamples &samples,
    const FloatNodes &floatNodes, const std::set<std::string> &skip, const SmoothOptions &options, const Recipe &recipe,
    Progress &progress);

} // namespace halftone
