// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/qdq/qdq_weights.h"

#include <set>

namespace halftone {

/// Biases in 32-bit integers, with the scale of what a layer's products have.
class QdqBiases
{
public:
    QdqBiases(QdqState &state, const QdqWeights &weights) : m_state(state), m_weights(weights) { }

    Status quantizeBiases();

private:
    /// Nodes that share a bias get copies from ONNX Runtime's tool also when it stays float.
    Status copyBias(const QuantTopology::Bias &bias);
    /// The bias holds the factor now.
    void neutralizeBeta(Node &node) const;
    /// The DequantizeLinear of the bias emits the value itself; with others that share it, in ONNX Runtime's profile only the first.
    bool keepsName(ValueId id);
    /// A name that no constant has, as ONNX Runtime's tool numbers copies: one above the largest number behind `base`.
    std::string numberedName(const std::string &base);
    Status addBias(const QuantTopology::Bias &bias);

    QdqState &m_state;
    const QdqWeights &m_weights;
    /// Biases that some node has under their own name (ONNX Runtime's profile).
    std::set<ValueId> m_namedBiases;
    /// Next number of a copy, by name.
    std::map<std::string, int> m_copies;
};

} // namespace halftone
