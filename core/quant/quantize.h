// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/issue.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/model/model.h"
#include "core/ops/fact.h"
#include "core/quant/recipe.h"
#include "core/quant/statistics.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace halftone {

class AlgorithmCache;
struct WeightTuning;

/// Numeric form a node runs in after quantization.
enum class Precision { Float, Int8, Int16, Int4Weights, Half };

/// What became (or will become) of one node, in the order of the graph.
struct NodeDecision
{
    std::string node;
    Precision precision = Precision::Float;
    enum class Cause {
        Rule,
        ExcludedByUser,
        NotIncluded,
        NoKernel,
        InputIsFloat,
        DataType,
        Constant,
        NoStatistics,
        Algorithm
    } cause
        = Cause::Rule;
    /// Why, as a message for the user ("no int8 kernel for Erf"); code.id is "" when quantized.
    ErrorCode reason{""};
    std::vector<std::string> reasonArguments;
};

/// Scale and zero point of one quantized tensor; several scales when per channel.
struct QuantParams
{
    DType dtype = DType::UInt8;
    std::vector<float> scale;
    std::vector<std::int32_t> zeroPoint;
    /// Channel axis when there is more than one scale, else -1.
    int axis = -1;
    float minimum = 0;
    float maximum = 0;
};

/// The preprocessing that precedes quantization: constants folded, batch norms folded, identities removed, opset raised.
/// Values keep their names; `origin` maps a new node's name to the original it came from.
struct PreparedGraph
{
    std::shared_ptr<const Model> model;
    std::map<std::string, std::string> origin;
    /// One line per pass that changed something: pass name and count.
    std::vector<std::pair<std::string, int>> passes;
    /// Keeps what algorithms decided between calls of quantize() with the same statistics; may be null.
    std::shared_ptr<AlgorithmCache> cache;
    /// Constants that tuneWeights() made better for the recipe; may be null.
    std::shared_ptr<const WeightTuning> tuning;
};
Result<PreparedGraph> preprocess(std::shared_ptr<const Model> model, const PreprocessOptions &options, Progress &progress);
Result<PreparedGraph> preprocess(std::shared_ptr<const Model> model, Progress &progress);

struct SecondMoments;

struct QuantizeResult
{
    std::shared_ptr<const Model> model;
    /// The float model whose values the quantized ones stand for: the prepared one, or the same function with channels evened out.
    /// What is compared is compared with this; null when the quantized model was not made here.
    std::shared_ptr<const Model> reference;
    std::vector<NodeDecision> decisions;
    /// Quantized activations and weights by value name of the prepared float model.
    std::map<std::string, QuantParams> params;
    /// Value of the float model → value of the quantized model that holds it dequantized (for comparison).
    std::map<std::string, std::string> counterpart;
    std::vector<Issue> issues;
};

/// Which nodes will be quantized, without statistics or weights: fast enough to call on every click.
std::vector<NodeDecision> decideNodes(const Model &model, const GraphFacts &facts, const Recipe &recipe);

/// The model in the recipe's format. `prepared` is what was calibrated; `moments` (see formats/moments.h) is for recipes that
/// need them and may be null.
Result<QuantizeResult> quantize(const PreparedGraph &prepared, const GraphFacts &facts, const Statistics &statistics, const Recipe &recipe,
    Progress &progress, const SecondMoments *moments = nullptr);

} // namespace halftone
