// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/qdq/qdq_state.h"

#include <unordered_map>

namespace halftone {

/// Pairs on activations, and who reads which side of them.
class QdqActivations
{
public:
    explicit QdqActivations(QdqState &state);

    Status connectReads();
    void connectFloatNodes();
    void connectOutputs();
    /// By ValueId of the float graph: its dequantized twin, kNone while there is none; of several, that of the value's own type.
    const std::vector<ValueId> &twins() const { return m_dequantized; }

private:
    void countReaders();
    /// The value that holds `id` dequantized from `type`; made on first use.
    Result<ValueId> dequantized(ValueId id, DType type);
    Result<ValueId> addConstantPair(ValueId id, DType type);
    /// `suffix` tells several pairs of one value apart.
    Result<ValueId> addPair(ValueId id, DType type, const std::string &suffix);
    /// Such a value stays float for whoever is no quantized reader.
    bool isDedicated(ValueId id) const;
    /// A node that reads the value twice has one pair.
    Result<ValueId> dedicatedPair(const QuantTopology::Read &read, ValueId id);
    /// Whoever makes `from` in the new graph makes `to`.
    void retargetProducer(ValueId from, ValueId to);
    Status dequantizedStatus(ValueId id);
    bool readsRounded(NodeId node) const;

    QdqState &m_state;
    std::vector<ValueId> m_dequantized;
    /// By value and type that it is read in.
    std::map<std::pair<ValueId, DType>, ValueId> m_pairs;
    /// Quantized readers, and pairs made so far, where each has its own.
    std::unordered_map<ValueId, int> m_readers;
    std::unordered_map<ValueId, int> m_nextPair;
    std::map<std::pair<ValueId, NodeId>, ValueId> m_dedicated;
    /// What goes into the QuantizeLinear of a value.
    std::unordered_map<ValueId, ValueId> m_rawOf;
};

} // namespace halftone
