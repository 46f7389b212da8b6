// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/qdq/qdq_activations.h"

#include "core/quant/activation_params.h"

namespace halftone {

QdqActivations::QdqActivations(QdqState &state) : m_state(state), m_dequantized(state.graph.values().size(), kNone)
{
    if (m_state.options().dedicatedPairs)
        countReaders();
}

Status QdqActivations::connectReads()
{
    // The pair whose result is a graph output has the output's own type.
    for (const ValueId output : m_state.graph.outputs()) {
        if (m_state.topology.quantized[output] && !m_state.graph.constant(output) && m_state.graph.value(output).producer != kNone
            && !m_state.topology.given.contains(output))
            HALFTONE_CHECK(dequantizedStatus(output));
    }
    for (const auto &read : m_state.topology.reads) {
        if (m_state.topology.absorbed[read.node])
            continue;
        const ValueId id = m_state.graph.node(read.node).inputs[read.index];
        if (m_state.topology.given.contains(id))
            continue;
        HALFTONE_TRY(const ValueId source, isDedicated(id) ? dedicatedPair(read, id) : dequantized(id, read.dtype));
        m_state.builder.node(read.node).inputs[read.index] = source;
    }
    // What only nodes without an int8 kernel read is dequantized too: the pair rounds what they see, as in ONNX Runtime.
    for (ValueId id = 0; id < m_state.topology.quantized.size(); ++id) {
        if (!m_state.topology.quantized[id] || m_dequantized[id] != kNone || m_state.graph.constant(id)
            || m_state.topology.given.contains(id))
            continue;
        for (const Use &use : m_state.graph.value(id).consumers) {
            if (!use.isCapture() && readsRounded(use.node)) {
                HALFTONE_CHECK(dequantizedStatus(id));
                break;
            }
        }
    }
    return {};
}

void QdqActivations::connectFloatNodes()
{
    for (NodeId id = 0; id < m_state.graph.nodes().size(); ++id) {
        if (m_state.topology.decisions[id].precision != Precision::Float)
            continue;
        for (ValueId &input : m_state.builder.node(id).inputs) {
            if (input == kNone || input >= m_dequantized.size() || m_dequantized[input] == kNone)
                continue;
            // A constant is there as float; in ONNX Runtime's tool all consumers read the dequantized one.
            if (m_state.graph.constant(input) && (m_state.topology.readsFloat[id] || !m_state.isOrt()))
                continue;
            const bool exact = m_state.topology.readsFloat[id] || isDedicated(input);
            input = exact ? m_rawOf.at(input) : m_dequantized[input];
        }
    }
}

void QdqActivations::connectOutputs()
{
    for (ValueId id = 0; id < m_dequantized.size(); ++id) {
        if (m_dequantized[id] == kNone)
            continue;
        const auto own = m_state.params.find({m_state.topology.root(id), m_state.topology.types[id]});
        const auto used = m_state.scales.find({m_state.topology.root(id), m_state.topology.types[id]});
        const auto other = m_state.scales.lower_bound({m_state.topology.root(id), DType{}});
        m_state.result.params[m_state.nameOf(id)]
            = used == m_state.scales.end() && other != m_state.scales.end() ? m_state.params.at(other->first) : own->second;
    }
}

void QdqActivations::countReaders()
{
    for (const auto &read : m_state.topology.reads) {
        const ValueId id = m_state.graph.node(read.node).inputs[read.index];
        if (!m_state.topology.absorbed[read.node] && !m_state.graph.constant(id))
            ++m_readers[id];
    }
}

Result<ValueId> QdqActivations::dequantized(ValueId id, DType type)
{
    const auto [entry, isNew] = m_pairs.try_emplace({id, type}, kNone);
    if (isNew) {
        const std::string suffix = type == m_state.topology.types[id] ? std::string() : "_" + std::string(dtypeName(type));
        HALFTONE_TRY(entry->second, m_state.graph.constant(id) ? addConstantPair(id, type) : addPair(id, type, suffix));
        if (m_dequantized[id] == kNone || type == m_state.topology.types[id])
            m_dequantized[id] = entry->second;
    }
    return entry->second;
}

Result<ValueId> QdqActivations::addConstantPair(ValueId id, DType type)
{
    const std::string &name = m_state.nameOf(id);
    HALFTONE_TRY(const Tensor values, m_state.graph.constant(id)->load());
    HALFTONE_TRY(const QuantParams *params, m_state.paramsOf(id, type));
    HALFTONE_TRY(const QdqState::ScaleIds scale, m_state.scaleIds(id, type));
    const ActivationScheme own = activationScheme(m_state.context, m_state.topology, id, type);
    const WeightScheme scheme{type, own.symmetric, own.reduceRange, -1};
    HALFTONE_TRY(const ValueId data, m_state.quantizedConstant(id, values, *params, scheme, scale, -1));
    const ValueId result = m_state.builder.freshValue(name + "_DequantizeLinear_Output");
    m_state.addQuantNode("DequantizeLinear", name, data, scale, result, -1);
    return result;
}

Result<ValueId> QdqActivations::addPair(ValueId id, DType type, const std::string &suffix)
{
    const Value &value = m_state.graph.value(id);
    const std::string &name = value.name;
    HALFTONE_TRY(const QdqState::ScaleIds scale, m_state.scaleIds(id, type));
    const bool isFirst = !m_rawOf.contains(id);
    const bool renamed = isFirst && value.isOutput && value.producer != kNone && suffix.empty();
    ValueId source = isFirst ? id : m_rawOf.at(id);
    if (renamed) {
        source = m_state.builder.freshValue(name + "_QuantizeLinear_Input");
        retargetProducer(id, source);
    }
    m_rawOf[id] = source;
    const ValueId data = m_state.builder.freshValue(name + "_QuantizeLinear_Output" + suffix);
    const ValueId result = renamed ? id : m_state.builder.freshValue(name + "_DequantizeLinear_Output" + suffix);
    HALFTONE_TRY(const QuantParams *params, m_state.paramsOf(id, type));
    const int axis = params->axis;
    m_state.addQuantNode("QuantizeLinear", name, source, scale, data, axis, suffix);
    m_state.addQuantNode("DequantizeLinear", name, data, scale, result, axis, suffix);
    return result;
}

bool QdqActivations::isDedicated(ValueId id) const
{
    const auto found = m_readers.find(id);
    return found != m_readers.end() && found->second > 1;
}

Result<ValueId> QdqActivations::dedicatedPair(const QuantTopology::Read &read, ValueId id)
{
    const auto [entry, isNew] = m_dedicated.try_emplace({id, read.node}, kNone);
    if (isNew) {
        HALFTONE_TRY(entry->second, addPair(id, read.dtype, "_" + std::to_string(++m_nextPair[id])));
        if (m_dequantized[id] == kNone)
            m_dequantized[id] = entry->second;
    }
    return entry->second;
}

void QdqActivations::retargetProducer(ValueId from, ValueId to)
{
    const Value &value = m_state.graph.value(from);
    NodeId producer = value.producer;
    // The producer of an absorbed Relu's input now makes its output.
    while (m_state.builder.isRemoved(producer)) {
        const ValueId input = m_state.graph.node(producer).inputs[0];
        producer = m_state.graph.value(input).producer;
    }
    for (ValueId &output : m_state.builder.node(producer).outputs) {
        if (output == from)
            output = to;
    }
}

Status QdqActivations::dequantizedStatus(ValueId id)
{
    if (isDedicated(id))
        return {};
    auto result = dequantized(id, m_state.topology.types[id]);
    return result ? Status() : Status(std::move(result).error());
}

bool QdqActivations::readsRounded(NodeId node) const
{
    return m_state.topology.decisions[node].precision == Precision::Float && !m_state.topology.readsFloat[node];
}

} // namespace halftone
