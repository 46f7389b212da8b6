// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/fusion.h"

#include "core/tensor/cast.h"

#include <cmath>
#include <limits>

namespace halftone {

namespace {

bool is8Bit(DType type) { return type == DType::UInt8 || type == DType::Int8; }

bool hasStaticParameters(const Graph &graph, const Node &node)
{
    if (node.inputs.size() < 2 || node.outputs.size() != 1 || node.outputs[0] == kNone || node.inputs[0] == kNone
        || node.inputs[1] == kNone)
        return false;
    const ConstantTensor *scale = graph.storedValue(node.inputs[1]);
    if (!scale || scale->dtype() != DType::Float || scale->shape().rank() > 1 || node.intAttribute("block_size", 0) != 0)
        return false;
    if (node.inputs.size() < 3 || node.inputs[2] == kNone)
        return true;
    const ConstantTensor *zero = graph.storedValue(node.inputs[2]);
    return zero && zero->count() == scale->count();
}

std::optional<float> scalarOf(const Graph &graph, const Node &node, std::size_t input, float fallback)
{
    if (input >= node.inputs.size() || node.inputs[input] == kNone)
        return fallback;
    const auto values = smallConstant(graph, node.inputs[input], 1);
    if (!values || values->size() != 1)
        return std::nullopt;
    return values->front();
}

std::optional<Eltwise> clipOf(const Graph &graph, const Node &node)
{
    constexpr float kInfinity = std::numeric_limits<float>::max();
    auto low = node.attribute("min") ? std::optional(node.floatAttribute("min", -kInfinity)) : scalarOf(graph, node, 1, -kInfinity);
    auto high = node.attribute("max") ? std::optional(node.floatAttribute("max", kInfinity)) : scalarOf(graph, node, 2, kInfinity);
    if (!low || !high || std::isnan(*low) || std::isnan(*high) || *low > *high)
        return std::nullopt;
    return Eltwise{Eltwise::Kind::Clip, *low, *high};
}

} // namespace

bool hidesNan(const Eltwise &activation)
{
    using Kind = Eltwise::Kind;
    switch (activation.kind) {
    case Kind::Relu:
        return activation.alpha == 0;
    // All but the first two on some processors, for some shapes.
    case Kind::Clip:
    case Kind::HardSigmoid:
    case Kind::Sigmoid:
    case Kind::Tanh:
    case Kind::Elu:
    case Kind::Exp:
    case Kind::Log:
    case Kind::Sqrt:
    case Kind::Softplus:
    case Kind::Round:
    case Kind::Pow:
        return true;
    default:
        return false;
    }
}

std::optional<std::vector<float>> smallConstant(const Graph &graph, ValueId value, std::int64_t limit)
{
    if (value == kNone)
        return std::nullopt;
    const ConstantTensor *constant = graph.storedValue(value);
    const auto isReal = [](DType type) { return type == DType::Float || type == DType::Float16 || type == DType::BFloat16; };
    if (!constant || !isReal(constant->dtype()) || constant->count() > limit)
        return std::nullopt;
    auto tensor = constant->load();
    if (tensor && constant->dtype() != DType::Float)
        tensor = castTensor(*tensor, DType::Float);
    if (!tensor)
        return std::nullopt;
    const auto elements = tensor->as<float>();
    return std::vector<float>(elements.begin(), elements.end());
}

bool isStaticQuantize(const Graph &graph, const Node &node)
{
    if (node.opType != "QuantizeLinear" || !hasStaticParameters(graph, node) || node.intAttribute("precision", 0) > 1)
        return false;
    if (node.inputs.size() < 3 || node.inputs[2] == kNone) {
        const std::int64_t type = node.intAttribute("output_dtype", 0);
        return type == 0 || type == static_cast<std::int64_t>(DType::UInt8) || type == static_cast<std::int64_t>(DType::Int8);
    }
    return is8Bit(graph.storedValue(node.inputs[2])->dtype());
}

bool isStaticDequantize(const Graph &graph, const Node &node)
{
    if (node.opType != "DequantizeLinear" || !hasStaticParameters(graph, node))
        return false;
    if (const ConstantTensor *source = graph.storedValue(node.inputs[0]))
        return is8Bit(source->dtype()) || source->dtype() == DType::Int32;
    if (node.inputs.size() < 3 || node.inputs[2] == kNone)
        return graph.value(node.inputs[0]).producer != kNone && isStaticQuantize(graph, graph.node(graph.value(node.inputs[0]).producer));
    return is8Bit(graph.storedValue(node.inputs[2])->dtype());
}

std::optional<Eltwise> activationOf(const Graph &graph, const Node &node)
{
    using Kind = Eltwise::Kind;
    if (node.outputs.size() != 1 || node.inputs.empty() || node.inputs[0] == kNone)
        return std::nullopt;
    const std::string &type = node.opType;
    if (!node.domain.empty()) {
        if (node.domain == "com.microsoft" && type == "Gelu")
            return Eltwise{Kind::GeluErf};
        if (node.domain == "com.microsoft" && type == "QuickGelu")
            return Eltwise{Kind::Silu, node.floatAttribute("alpha", 1.702F)};
        return std::nullopt;
    }
    if (type == "Relu")
        return Eltwise{Kind::Relu};
    if (type == "LeakyRelu")
        return Eltwise{Kind::Relu, node.floatAttribute("alpha", 0.01F)};
    if (type == "Clip")
        return clipOf(graph, node);
    if (type == "Sigmoid")
        return Eltwise{Kind::Sigmoid};
    if (type == "Tanh")
        return Eltwise{Kind::Tanh};
    if (type == "Elu")
        return Eltwise{Kind::Elu, node.floatAttribute("alpha", 1)};
    if (type == "HardSwish")
        return Eltwise{Kind::HardSwish};
    if (type == "HardSigmoid")
        return Eltwise{Kind::HardSigmoid, node.floatAttribute("alpha", 0.2F), node.floatAttribute("beta", 0.5F)};
    if (type == "Gelu")
        return Eltwise{node.stringAttribute("approximate", "none") == "tanh" ? Kind::GeluTanh : Kind::GeluErf};
    if (type == "Swish")
        return Eltwise{Kind::Silu, node.floatAttribute("alpha", 1)};
    if (type == "Softplus")
        return Eltwise{Kind::Softplus};
    if (type == "Mish")
        return Eltwise{Kind::Mish};
    return std::nullopt;
}

} // namespace halftone
