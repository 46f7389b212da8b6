// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/engine/bench.h"
#include "core/model/model.h"
#include "core/ops/fact.h"
#include "core/quant/quantize.h"
#include "core/samples/spec.h"

#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace halftone {

/// Time that nodes take, float beside quantized, in milliseconds a run with one sample on all cores. NaN where not measured.
struct NodeTimes
{
    struct TypeTime
    {
        std::string type;
        int nodes = 0;
        double floatMs = 0;
        double quantizedMs = std::numeric_limits<double>::quiet_NaN();
    };

    /// By NodeId of the open model; NaN for nodes that were folded away or fused into another one.
    std::vector<double> floatMs;
    std::vector<double> quantizedMs;
    /// Name of the implementation that took the time; "" where there is none.
    std::vector<std::string> floatKernel;
    std::vector<std::string> quantizedKernel;
    /// Longest float time first.
    std::vector<TypeTime> types;
    /// The fastest of a few whole runs, without the cost of measuring nodes.
    double floatTotalMs = 0;
    double quantizedTotalMs = std::numeric_limits<double>::quiet_NaN();
    /// In QuantizeLinear and DequantizeLinear that no operator took in; part of the nodes whose values they convert.
    double conversionMs = 0;
    int threads = 0;
};

/// What is measured. `prepared` and `quantized` may be null: then the model as opened is, and only that.
struct TimedModels
{
    std::shared_ptr<const Model> original;
    std::shared_ptr<const GraphFacts> facts;
    std::shared_ptr<const Model> prepared;
    std::shared_ptr<const QuantizeResult> quantized;
    /// The first sample is run; made-up data where there are none.
    SampleSpec data;
};
Result<NodeTimes> measureNodeTimes(const TimedModels &models, Progress &progress);

/// The node of `original` that a node of a quantized model stands for: the one of its name; for a QuantizeLinear the one that makes what
/// it converts, for a DequantizeLinear of a weight or input the one that reads it. kNone when there is none.
NodeId originalOf(const Graph &original, const Graph &quantized, const std::string &node);

} // namespace halftone
