// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/compared_graph.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <span>
#include <unordered_map>

namespace halftone {

namespace {

struct Place
{
    int value = 0, scale = -1, zeroPoint = -1;
};

/// Where the operands of the float form are among the inputs of an integer form (ONNX and ONNX Runtime operator specifications).
struct IntegerForm
{
    std::string_view floatType;
    std::vector<Place> places;
};

const std::unordered_map<std::string_view, IntegerForm> &integerForms()
{
    static const std::unordered_map<std::string_view, IntegerForm> forms{
        {"QLinearConv", {"Conv", {{0, 1, 2}, {3, 4, 5}, {8}}}},
        {"QLinearMatMul", {"MatMul", {{0, 1, 2}, {3, 4, 5}}}},
        {"QGemm", {"Gemm", {{0, 1, 2}, {3, 4, 5}, {6}}}},
        {"QLinearAdd", {"Add", {{0, 1, 2}, {3, 4, 5}}}},
        {"QLinearMul", {"Mul", {{0, 1, 2}, {3, 4, 5}}}},
        {"QLinearSigmoid", {"Sigmoid", {{0, 1, 2}}}},
        {"QLinearLeakyRelu", {"LeakyRelu", {{0, 1, 2}}}},
        {"QLinearSoftmax", {"Softmax", {{0, 1, 2}}}},
        {"QLinearAveragePool", {"AveragePool", {{0, 1, 2}}}},
        {"QLinearGlobalAveragePool", {"GlobalAveragePool", {{0, 1, 2}}}},
        {"QLinearReduceMean", {"ReduceMean", {{0, 1, 2}}}},
        {"ConvInteger", {"Conv", {{0, -1, 2}, {1, -1, 3}}}},
        {"MatMulInteger", {"MatMul", {{0, -1, 2}, {1, -1, 3}}}},
        {"DynamicQuantizeMatMul", {"MatMul", {{0}, {1, 2, 3}}}},
        {"MatMulIntegerToFloat", {"MatMul", {{0, 2, 4}, {1, 3, 5}}}},
        {"DynamicQuantizeLSTM", {"LSTM", {{0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}}}},
        {"MatMulNBits", {"MatMul", {{0}, {1}}}},
        {"GatherBlockQuantized", {"Gather", {{0}, {1}}}},
    };
    return forms;
}

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

std::string_view floatTypeOf(std::string_view opType)
{
    const auto form = integerForms().find(opType);
    return form == integerForms().end() ? opType : form->second.floatType;
}

ComparedGraph::ComparedGraph(const Graph &graph)
    : m_graph(graph), m_hidden(graph.nodes().size(), false), m_source(graph.values().size()), m_standIns(graph.values().size())
{
    std::iota(m_source.begin(), m_source.end(), 0U);
    for (NodeId id = 0; id < graph.nodes().size(); ++id) {
        const Node &node = graph.node(id);
        if (isConversion(node)) {
            m_hidden[id] = true;
            m_source[node.outputs[0]] = m_source[node.inputs[0]];
            m_standIns[m_source[node.outputs[0]]].push_back(node.outputs[0]);
        } else if (node.opType == "Constant" && node.domain.empty() && node.outputs.size() == 1) {
            m_hidden[id] = true;
        }
    }
}

std::vector<ComparedGraph::Operand> ComparedGraph::operandsOf(NodeId id) const
{
    const Node &node = m_graph.node(id);
    std::vector<Operand> operands;
    const auto form = integerForms().find(node.opType);
    const auto input = [&](int index) {
        return index >= 0 && static_cast<std::size_t>(index) < node.inputs.size() ? node.inputs[static_cast<std::size_t>(index)] : kNone;
    };
    if (form == integerForms().end()) {
        for (const ValueId value : node.inputs)
            operands.push_back({value});
        return operands;
    }
    for (const Place &place : form->second.places)
        operands.push_back({input(place.value), input(place.scale), input(place.zeroPoint), form->second.floatType == "Conv" ? 0 : 1});
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
