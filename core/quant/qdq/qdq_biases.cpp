// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/qdq/qdq_biases.h"

#include "core/quant/errors.h"

#include <algorithm>
#include <charconv>

namespace halftone {

namespace {

/// One number as a vector, for kernels that take a bias of a channel each.
Result<Tensor> repeated(const Tensor &number, std::int64_t count)
{
    HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(DType::Float, Shape{count}));
    std::ranges::fill(result.mutableAs<float>(), number.as<float>()[0]);
    return result;
}

} // namespace

Status QdqBiases::quantizeBiases()
{
    for (const auto &bias : m_state.topology.biases)
        HALFTONE_CHECK(m_state.options().quantizeBias ? addBias(bias) : copyBias(bias));
    return {};
}

Status QdqBiases::copyBias(const QuantTopology::Bias &bias)
{
    if (!m_state.isOrt() || keepsName(bias.value))
        return {};
    HALFTONE_TRY(Tensor values, m_state.graph.constant(bias.value)->load());
    const ValueId copy = m_state.builder.value(numberedName(m_state.nameOf(bias.value)));
    m_state.builder.setInitializer(copy, ConstantTensor(std::move(values)));
    m_state.builder.node(bias.node).inputs[static_cast<std::size_t>(bias.input)] = copy;
    return {};
}

void QdqBiases::neutralizeBeta(Node &node) const
{
    if (!m_state.isOrt()) {
        std::erase_if(node.attributes, [](const Attribute &attribute) { return attribute.name == "beta"; });
        return;
    }
    for (Attribute &attribute : node.attributes) {
        if (attribute.name == "beta")
            attribute.value = 1.0F;
    }
}

bool QdqBiases::keepsName(ValueId id)
{
    const Value &value = m_state.graph.value(id);
    if (value.isOutput || value.isInput || value.producer != kNone)
        return false;
    if (value.consumers.size() == 1)
        return true;
    return m_state.isOrt() && !m_state.topology.quantized[id] && m_namedBiases.insert(id).second;
}

std::string QdqBiases::numberedName(const std::string &base)
{
    int &next = m_copies.try_emplace(base, -1).first->second;
    if (next < 0) {
        next = 0;
        for (ValueId id = 0; id < m_state.graph.values().size(); ++id) {
            const std::string &name = m_state.nameOf(id);
            int number = 0;
            const char *const end = name.data() + name.size();
            if (!m_state.graph.constant(id) || !name.starts_with(base))
                continue;
            const auto parsed = std::from_chars(name.data() + base.size(), end, number);
            if (parsed.ec == std::errc() && parsed.ptr == end && number >= next)
                next = number + 1;
        }
    }
    return base + std::to_string(next++);
}

Status QdqBiases::addBias(const QuantTopology::Bias &bias)
{
    const Value &value = m_state.graph.value(bias.value);
    const QuantParams &weight = m_weights.paramsOfNode(bias.node);
    HALFTONE_TRY(const Tensor given, m_state.graph.constant(bias.value)->load());
    const auto scales = static_cast<std::int64_t>(weight.scale.size());
    const bool spread = scales > 1 && given.count() == 1;
    HALFTONE_TRY(const Tensor values, spread ? repeated(given, scales) : Result<Tensor>(given));
    const Shape &shape = values.shape();
    if (scales > 1 && (shape.rank() == 0 || shape.count() != scales || shape[shape.rank() - 1] != scales))
        return {};
    Node &node = m_state.builder.node(bias.node);
    const GemmFactors factors = gemmFactors(node);
    if (!factors.scaleBias())
        return {};
    HALFTONE_TRY(const QuantParams *input, m_state.paramsOf(bias.activation, bias.dtype));
    HALFTONE_TRY(QuantizedBias quantized, quantizeBias(values, input->scale.front(), weight.scale, factors));
    if (quantized.saturated > 0) {
        m_state.result.issues.push_back({Issue::Severity::Warning,
            Error(errc::kBiasSaturates, {std::to_string(quantized.saturated), value.name}), Issue::Target::Value, value.name});
    }
    if (factors.bias != 1)
        neutralizeBeta(node);

    // Of another shape it is another value.
    const bool shared = spread || !keepsName(bias.value);
    const ValueId result = !shared ? bias.value
        : m_state.isOrt()          ? m_state.builder.value(numberedName(value.name))
                                   : m_state.builder.freshValue(value.name);
    const std::string base = m_state.builder.valueInfo(result).name;
    QuantParams params{
        DType::Int32, quantized.scale, std::vector<std::int32_t>(quantized.scale.size(), 0), scales > 1 ? shape.rank() - 1 : -1, 0, 0};
    HALFTONE_TRY(const QdqState::ScaleIds scale, m_state.addScale(base + "_quantized", params, Shape{scales}));
    const ValueId data = m_state.addConstant(base + "_quantized", std::move(quantized.values));
    if (!shared)
        m_state.builder.removeInitializer(bias.value);
    m_state.addQuantNode("DequantizeLinear", base, data, scale, result, params.axis);
    // Adding a node moves all others: `node` is no more.
    m_state.builder.node(bias.node).inputs[static_cast<std::size_t>(bias.input)] = result;
    m_state.result.counterpart[value.name] = base;
    m_state.result.params[value.name] = std::move(params);
    return {};
}

} // namespace halftone
