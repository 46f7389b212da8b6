// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/quant/qdq/qdq_state.h"

#include <tuple>
#include <unordered_map>

namespace halftone {

/// Integers of weights, and the DequantizeLinear that layers read instead of them.
class QdqWeights
{
public:
    explicit QdqWeights(QdqState &state) : m_state(state) { }

    Status quantizeWeights(Progress &progress);
    /// Of the weight that a node reads.
    const QuantParams &paramsOfNode(NodeId node) const { return m_weightOfNode.at(node)->params; }

private:
    struct WeightEntry
    {
        WeightScheme scheme;
        QuantParams params;
        Tensor values;
        ValueId dequantized = kNone;
    };
    /// A weight shared by nodes is quantized once for each axis and type it is used with.
    using WeightKey = std::tuple<ValueId, int, DType>;

    WeightScheme weightScheme(const QuantTopology::Weight &weight) const;
    WeightKey weightKey(const QuantTopology::Weight &weight) const;
    /// Also for biases that stay float: ONNX Runtime makes 32-bit integers of them as it loads the model.
    Status raiseScales();
    Status addWeight(ValueId value, WeightEntry &entry);

    QdqState &m_state;
    std::map<WeightKey, WeightEntry> m_weights;
    std::unordered_map<NodeId, WeightEntry *> m_weightOfNode;
};

} // namespace halftone
