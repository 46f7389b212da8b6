// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph_builder.h"
#include "core/quant/topology.h"
#include "core/quant/weight_scheme.h"

#include <map>

namespace halftone {

/// A model that gets Q/DQ pairs: what the parts of the rewriter share, and how each of them adds constants and nodes.
struct QdqState
{
    /// Constants of a QuantizeLinear or DequantizeLinear.
    struct ScaleIds
    {
        ValueId scale = kNone;
        ValueId zeroPoint = kNone;
    };

    QdqState(const TopologyContext &context, QuantTopology topology);

    const std::string &nameOf(ValueId id) const { return graph.value(id).name; }
    const QdqOptions &options() const { return context.recipe.qdq; }
    bool isOrt() const { return context.recipe.profile == QuantProfile::Ort; }
    const TensorOverride *overrideOf(ValueId id) const;

    ValueId addConstant(const std::string &base, Tensor tensor);
    Result<ScaleIds> addScale(const std::string &base, const QuantParams &params, const Shape &shape);
    /// `suffix` tells nodes of several pairs of one value apart.
    NodeId addQuantNode(const char *opType, const std::string &base, ValueId input, ScaleIds scale, ValueId output, int axis,
        const std::string &suffix = {});
    /// The integers of a constant: stored, or made from its floats by a QuantizeLinear.
    Result<ValueId> quantizedConstant(
        ValueId value, const Tensor &values, const QuantParams &params, const WeightScheme &scheme, ScaleIds scale, int axis);
    /// Of a value that shares the scale of QuantTopology::root.
    Result<const QuantParams *> paramsOf(ValueId id, DType type);
    Result<ScaleIds> scaleIds(ValueId id, DType type);

    const TopologyContext &context;
    const Graph &graph;
    QuantTopology topology;
    GraphBuilder builder;
    QuantizeResult result;
    /// Of QuantizeLinear and DequantizeLinear.
    std::string domain;
    /// Of activations, by deciding value and type.
    std::map<std::pair<ValueId, DType>, QuantParams> params;
    std::map<std::pair<ValueId, DType>, ScaleIds> scales;

private:
    /// ai.onnx has 16- and 4-bit types from opset 21 on; before, ONNX Runtime's own operators have them.
    const char *quantDomain() const;
};

} // namespace halftone
