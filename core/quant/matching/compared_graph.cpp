// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/matching/compared_graph.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace halftone {

namespace {

bool isConversion(const Node &node)
{
    constexpr std::array<std::string_view, 3> kTypes{"QuantizeLinear", "DequantizeLinear", "DynamicQuantizeLinear"};
    return std::find(kTypes.begin(), kTypes.end(), node.opType) != kTypes.end() && !node.inputs.empty() && node.inputs[0] != kNone
        && !node.outputs.empty() && node.outputs[0] != kNone;
}

bool isIntegerData(DType type)
{
    return !isFloatingPoint(type) && type != DType::Bool && type != DType::String && type != DType::Undefined;
}

} // namespace

ComparedGraph::ComparedGraph(const Graph &graph)
    : m_graph(graph), m_hidden(graph.nodes().size(), false), m_source(graph.values().size()), m_standIns(graph.values().size())
{
    std::iota(m_source.begin(), m_source.end(), 0U);
    for (NodeId id = 0; id < graph.nodes().size(); ++id) {
        const Node &node = graph.node(id);
        if (isConversion(node))
            hide(id, node.inputs[0]);
        else if (node.opType == "Constant" && node.domain.empty() && node.outputs.size() == 1)
            m_hidden[id] = true;
        else if ((node.opType == "ConvInteger" || node.opType == "MatMulInteger") && !node.outputs.empty() && node.outputs[0] != kNone)
            hideScaling(node);
    }
}

void ComparedGraph::hide(NodeId id, ValueId passesOn)
{
    const ValueId output = m_graph.node(id).outputs[0];
    m_hidden[id] = true;
    m_source[output] = m_source[passesOn];
    m_standIns[m_source[output]].push_back(output);
}

/// The node of a type that alone reads a value.
const Node *ComparedGraph::readerOf(ValueId value, std::string_view type) const
{
    const Value &read = m_graph.value(value);
    if (read.isOutput || read.consumers.size() != 1)
        return nullptr;
    const Node &node = m_graph.node(read.consumers[0].node);
    return node.opType == type && node.domain.empty() && node.outputs.size() == 1 && node.outputs[0] != kNone ? &node : nullptr;
}

/// Sum → Cast → Mul by the scales (→ Add of a convolution's bias), as dynamic quantization writes it.
void ComparedGraph::hideScaling(const Node &sum)
{
    const auto idOf = [this](const Node &node) { return m_graph.value(node.outputs[0]).producer; };
    const auto otherOf = [](const Node &node, ValueId one) { return node.inputs[0] == one ? node.inputs.back() : node.inputs[0]; };
    const Node *cast = readerOf(sum.outputs[0], "Cast");
    const Node *scale = cast ? readerOf(cast->outputs[0], "Mul") : nullptr;
    if (!scale)
        return;
    hide(idOf(*cast), sum.outputs[0]);
    hide(idOf(*scale), cast->outputs[0]);
    const ValueId factor = otherOf(*scale, cast->outputs[0]);
    if (const NodeId product = factor == kNone ? kNone : m_graph.value(factor).producer;
        product != kNone && m_graph.node(product).opType == "Mul")
        m_hidden[product] = true;
    ValueId real = scale->outputs[0];
    if (const Node *bias = sum.opType == "ConvInteger" ? readerOf(real, "Add") : nullptr) {
        // The bias in the shape of the output: a constant, or a constant reshaped.
        const ValueId added = otherOf(*bias, real);
        const NodeId shaping = added == kNone ? kNone : m_graph.value(added).producer;
        const bool isShaped
            = shaping != kNone && m_graph.node(shaping).opType == "Reshape" && m_graph.constant(m_graph.node(shaping).inputs[0]);
        if (isShaped || (added != kNone && m_graph.constant(added))) {
            if (isShaped)
                m_hidden[shaping] = true;
            hide(idOf(*bias), real);
            real = bias->outputs[0];
        }
    }
    m_scaled[sum.outputs[0]] = real;
}

ValueId ComparedGraph::realOf(ValueId value) const
{
    if (const auto scaled = m_scaled.find(value); scaled != m_scaled.end())
        value = scaled->second;
    // Whoever runs the model gets this value, not what a pair makes of it for others.
    if (m_graph.value(value).isOutput)
        return value;
    const auto consumer = [this](ValueId read, std::string_view type) -> const Node * {
        for (const Use &use : m_graph.value(read).consumers)
            if (use.index == 0 && m_hidden[use.node] && m_graph.node(use.node).opType == type)
                return &m_graph.node(use.node);
        return nullptr;
    };
    if (const Node *dequantize = consumer(value, "DequantizeLinear"))
        return dequantize->outputs[0];
    const Node *quantize = consumer(value, "QuantizeLinear");
    const Node *dequantize = quantize ? consumer(quantize->outputs[0], "DequantizeLinear") : nullptr;
    if (dequantize)
        return dequantize->outputs[0];
    // Read by operators on integers only.
    return quantize && m_graph.value(value).consumers.size() == 1 ? quantize->outputs[0] : value;
}

std::vector<ComparedGraph::Operand> ComparedGraph::operandsOf(NodeId id) const
{
    const Node &node = m_graph.node(id);
    std::vector<Operand> operands;
    const IntegerForm *form = integerForm(node.opType);
    if (!form) {
        for (const ValueId value : node.inputs)
            operands.push_back({value});
        return operands;
    }
    const auto input = [&](int index) {
        return index >= 0 && static_cast<std::size_t>(index) < node.inputs.size() ? node.inputs[static_cast<std::size_t>(index)] : kNone;
    };
    const bool firstAxis = form->floatType == "Conv" || node.intAttribute("transB", 0) != 0;
    const auto add = [&](const IntegerPlace &place) {
        operands.push_back({input(place.value), input(place.scale), input(place.zeroPoint), firstAxis ? 0 : 1});
    };
    for (const IntegerPlace &place : form->places)
        add(place);
    if (form->triplesFrom >= 0)
        for (int i = form->triplesFrom; static_cast<std::size_t>(i) + 2 < node.inputs.size(); i += 3)
            add({i, i + 1, i + 2});
    return operands;
}

NodeId ComparedGraph::producerOf(const Operand &operand) const
{
    const ValueId source = sourceOf(operand.value);
    if (source == kNone)
        return kNone;
    const NodeId producer = m_graph.value(source).producer;
    return producer != kNone && isSeen(producer) ? producer : kNone;
}

const ConstantTensor *ComparedGraph::constantOf(const Operand &operand) const
{
    const ValueId source = sourceOf(operand.value);
    return source == kNone ? nullptr : m_graph.constant(source);
}

NodeId ComparedGraph::dequantizeOf(const Operand &operand) const
{
    const NodeId producer = operand.value == kNone ? kNone : m_graph.value(operand.value).producer;
    return producer != kNone && m_graph.node(producer).opType == "DequantizeLinear" ? producer : kNone;
}

std::string ComparedGraph::precisionOf(NodeId id) const
{
    const Node &node = m_graph.node(id);
    const auto nameOf = [](DType type) { return isIntegerData(type) ? std::string(dtypeName(type)) : std::string(); };
    for (const Operand &operand : operandsOf(id)) {
        const NodeId dequantize = dequantizeOf(operand);
        const bool integerForm = floatTypeOf(node.opType) != node.opType;
        if (const ConstantTensor *constant = constantOf(operand)) {
            if (dequantize != kNone || integerForm)
                if (const std::string name = nameOf(constant->dtype()); !name.empty())
                    return name;
            continue;
        }
        if (dequantize == kNone && !integerForm)
            continue;
        // The zero point has the type of the data.
        const auto &inputs = dequantize == kNone ? node.inputs : m_graph.node(dequantize).inputs;
        const ValueId zero = dequantize == kNone ? operand.zeroPoint : inputs.size() > 2 ? inputs[2] : kNone;
        if (const ConstantTensor *constant = zero == kNone ? nullptr : m_graph.constant(zero))
            if (const std::string name = nameOf(constant->dtype()); !name.empty())
                return name;
        return "uint8";
    }
    return {};
}

std::vector<Use> ComparedGraph::readersOf(NodeId id) const
{
    std::vector<Use> readers;
    const auto add = [&](ValueId value) {
        for (const Use &use : m_graph.value(value).consumers) {
            if (!isSeen(use.node))
                continue;
            const std::vector<Operand> operands = operandsOf(use.node);
            for (std::uint32_t place = 0; place < operands.size(); ++place)
                if (operands[place].value == value)
                    readers.push_back({use.node, place});
        }
    };
    for (const ValueId output : m_graph.node(id).outputs) {
        if (output == kNone)
            continue;
        add(output);
        for (const ValueId standIn : m_standIns[output])
            add(standIn);
    }
    std::sort(
        readers.begin(), readers.end(), [](const Use &a, const Use &b) { return std::pair(a.node, a.index) < std::pair(b.node, b.index); });
    readers.erase(
        std::unique(readers.begin(), readers.end(), [](const Use &a, const Use &b) { return a.node == b.node && a.index == b.index; }),
        readers.end());
    return readers;
}

} // namespace halftone
