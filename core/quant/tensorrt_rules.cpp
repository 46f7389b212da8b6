// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/tensorrt_rules.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace halftone {

namespace {

/// Operators that quantize by definition, in their own way.
constexpr std::array<std::string_view, 7> kForeign{
    "DynamicQuantizeLinear", "MatMulInteger", "ConvInteger", "MatMulNBits", "GatherBlockQuantized", "DynamicQuantizeLSTM", "QAttention"};

bool isLayer(const Node &node)
{
    return node.opType == "Conv" || node.opType == "ConvTranspose" || node.opType == "Gemm" || node.opType == "MatMul";
}

class TensorRtRules
{
public:
    explicit TensorRtRules(const Model &model) : m_graph(*model.graph) { }

    std::vector<Issue> run()
    {
        for (const Node &node : m_graph.nodes()) {
            if (isPairNode(node))
                checkPairNode(node);
            else if (std::ranges::find(kForeign, node.opType) != kForeign.end() || node.opType.starts_with("QLinear")
                || node.opType == "QGemm")
                report(Issue::Severity::Problem, node, errc::kTrtOperator, {node.name, node.opType});
            else if (isLayer(node))
                checkLayer(node);
            else if (node.opType == "Add")
                checkSum(node);
        }
        return std::move(m_found);
    }

private:
    static bool isPairNode(const Node &node) { return node.opType == "QuantizeLinear" || node.opType == "DequantizeLinear"; }

    void report(Issue::Severity severity, const Node &node, ErrorCode code, std::vector<std::string> arguments)
    {
        m_found.push_back({severity, Error(code, std::move(arguments)), Issue::Target::Node, node.name});
    }

    const Node *producer(ValueId value) const
    {
        const NodeId id = value == kNone ? kNone : m_graph.value(value).producer;
        return id == kNone ? nullptr : &m_graph.node(id);
    }

    bool isDequantized(ValueId value) const
    {
        const Node *node = producer(value);
        return node && node->opType == "DequantizeLinear";
    }

    /// Also through the pair.
    bool isWeight(ValueId value) const
    {
        for (const Node *node = producer(value); node && isPairNode(*node); node = producer(value))
            value = node->inputs[0];
        return m_graph.constant(value) != nullptr;
    }

    void checkPairNode(const Node &node)
    {
        using Severity = Issue::Severity;
        if (!node.domain.empty())
            return report(Severity::Problem, node, errc::kTrtOperator, {node.name, node.domain + "." + node.opType});
        const ConstantTensor *scale = node.inputs.size() > 1 ? m_graph.constant(node.inputs[1]) : nullptr;
        const ConstantTensor *zeroPoint = node.inputs.size() > 2 && node.inputs[2] != kNone ? m_graph.constant(node.inputs[2]) : nullptr;
        checkScale(node, scale);
        checkZeroPoint(node, zeroPoint);
        if (scale && scale->count() > 1 && !isWeight(node.inputs[0]))
            report(Severity::Problem, node, errc::kTrtPerTensor, {node.name});
        if (node.opType != "DequantizeLinear")
            return;
        const Node *quantizer = producer(node.inputs[0]);
        if (!m_graph.constant(node.inputs[0]) && (!quantizer || quantizer->opType != "QuantizeLinear"))
            report(Severity::Problem, node, errc::kTrtPair, {node.name, m_graph.value(node.inputs[0]).name});
        const Value &result = m_graph.value(node.outputs[0]);
        if (result.consumers.size() > 1 && !isWeight(node.inputs[0]))
            report(Severity::Warning, node, errc::kTrtShared, {result.name, std::to_string(result.consumers.size())});
    }

    void checkScale(const Node &node, const ConstantTensor *scale)
    {
        const auto tensor = scale && scale->dtype() == DType::Float ? scale->load() : Result<Tensor>(Error(errc::kTrtScale));
        const bool good = tensor && std::ranges::all_of(tensor->as<float>(), [](float each) { return each > 0 && std::isfinite(each); });
        if (!good)
            report(Issue::Severity::Problem, node, errc::kTrtScale, {node.name});
    }

    void checkZeroPoint(const Node &node, const ConstantTensor *zeroPoint)
    {
        // Without one, QuantizeLinear makes u8.
        const DType type = zeroPoint ? zeroPoint->dtype() : node.opType == "QuantizeLinear" ? DType::UInt8 : DType::Int8;
        if (type == DType::Int32)
            return;
        if (type != DType::Int8)
            return report(Issue::Severity::Problem, node, errc::kTrtType, {node.name, std::string(dtypeName(type))});
        if (!zeroPoint)
            return;
        const auto tensor = zeroPoint->load();
        if (!tensor || std::ranges::any_of(tensor->as<std::int8_t>(), [](std::int8_t each) { return each != 0; }))
            report(Issue::Severity::Problem, node, errc::kTrtZeroPoint, {node.name});
    }

    void checkLayer(const Node &node)
    {
        const std::size_t operands = std::min<std::size_t>(2, node.inputs.size());
        int quantized = 0;
        for (std::size_t i = 0; i < operands; ++i)
            quantized += isDequantized(node.inputs[i]) ? 1 : 0;
        for (std::size_t i = 0; quantized == 1 && i < operands; ++i) {
            if (!isDequantized(node.inputs[i]))
                report(Issue::Severity::Warning, node, errc::kTrtLayer, {node.name, m_graph.value(node.inputs[i]).name});
        }
        if (node.inputs.size() > 2 && isDequantized(node.inputs[2]))
            report(Issue::Severity::Problem, node, errc::kTrtBias, {node.name, m_graph.value(node.inputs[2]).name});
        if (quantized > 0 && operands == 2)
            checkAxis(node);
    }

    /// Weights have a scale for each output channel, or one.
    void checkAxis(const Node &node)
    {
        const Node *dequantizer = producer(node.inputs[1]);
        if (!dequantizer || dequantizer->opType != "DequantizeLinear" || !isWeight(node.inputs[1]))
            return;
        const ConstantTensor *scale = m_graph.constant(dequantizer->inputs[1]);
        if (!scale || scale->count() <= 1)
            return;
        const std::int64_t wanted = node.opType == "Conv" || (node.opType == "Gemm" && node.intAttribute("transB", 0) != 0) ? 0 : 1;
        const std::int64_t found = dequantizer->intAttribute("axis", 1);
        if (found != wanted && node.opType != "MatMul")
            report(Issue::Severity::Problem, node, errc::kTrtAxis, {node.name, std::to_string(found), std::to_string(wanted)});
    }

    /// A sum of two layers is fused into one of them when both its inputs are quantized.
    void checkSum(const Node &node)
    {
        if (node.inputs.size() != 2 || isDequantized(node.inputs[0]) == isDequantized(node.inputs[1]))
            return;
        const ValueId bare = node.inputs[isDequantized(node.inputs[0]) ? 1 : 0];
        if (!m_graph.constant(bare))
            report(Issue::Severity::Warning, node, errc::kTrtSum, {node.name, m_graph.value(bare).name});
    }

    const Graph &m_graph;
    std::vector<Issue> m_found;
};

} // namespace

std::vector<Issue> checkTensorRt(const Model &model) { return TensorRtRules(model).run(); }

} // namespace halftone
