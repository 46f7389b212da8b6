// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/qdq/qdq_weights.h"

#include "core/quant/errors.h"

namespace halftone {

WeightScheme QdqWeights::weightScheme(const QuantTopology::Weight &weight) const
{
    const int rank = m_state.graph.constant(weight.value)->shape().rank();
    return weightSchemeFor(m_state.context.recipe, m_state.overrideOf(weight.value), weight.dtype, rank, weight.channelAxis);
}

QdqWeights::WeightKey QdqWeights::weightKey(const QuantTopology::Weight &weight) const
{
    return {weight.value, weightScheme(weight).axis, weight.dtype};
}

Status QdqWeights::quantizeWeights(Progress &progress)
{
    for (const auto &weight : m_state.topology.weights) {
        if (progress.cancelled())
            return Error(errc::kCancelled);
        auto [entry, isNew] = m_weights.try_emplace(weightKey(weight));
        m_weightOfNode[weight.node] = &entry->second;
        if (!isNew)
            continue;
        entry->second.scheme = weightScheme(weight);
        HALFTONE_TRY(entry->second.values, m_state.graph.constant(weight.value)->load());
        std::int64_t bad = 0;
        HALFTONE_TRY(entry->second.params,
            weightParamsFor(
                entry->second.values, m_state.nameOf(weight.value), m_state.overrideOf(weight.value), entry->second.scheme, &bad));
        if (bad > 0) {
            m_state.result.issues.push_back(
                {Issue::Severity::Problem, Error(errc::kWeightNonFinite, {m_state.nameOf(weight.value), std::to_string(bad)}),
                    Issue::Target::Value, m_state.nameOf(weight.value)});
        }
    }
    HALFTONE_CHECK(raiseScales());
    for (const auto &weight : m_state.topology.weights) {
        WeightEntry &entry = *m_weightOfNode.at(weight.node);
        if (entry.dequantized == kNone)
            HALFTONE_CHECK(addWeight(weight.value, entry));
        m_state.builder.node(weight.node).inputs[static_cast<std::size_t>(weight.input)] = entry.dequantized;
    }
    return {};
}

Status QdqWeights::raiseScales()
{
    for (const auto &bias : m_state.topology.biases) {
        WeightEntry &entry = *m_weightOfNode.at(bias.node);
        // Its tool does so for signed weights only.
        if (m_state.isOrt() && !isSigned(entry.scheme.dtype))
            continue;
        const GemmFactors factors = gemmFactors(m_state.graph.node(bias.node));
        if (!factors.scaleBias())
            continue;
        HALFTONE_TRY(const Tensor values, m_state.graph.constant(bias.value)->load());
        HALFTONE_TRY(const QuantParams *activation, m_state.paramsOf(bias.activation, bias.dtype));
        if (!m_state.isOrt())
            scaleDeadChannels(entry.params, entry.values, values.as<float>(), activation->scale.front());
        raiseForBias(entry.params, values.as<float>(), activation->scale.front(), factors.biasShare());
    }
    return {};
}

Status QdqWeights::addWeight(ValueId value, WeightEntry &entry)
{
    const std::string &name = m_state.nameOf(value);
    const int axis = entry.scheme.axis;
    const Shape shape = axis < 0 ? Shape{} : Shape{static_cast<std::int64_t>(entry.params.scale.size())};
    HALFTONE_TRY(const QdqState::ScaleIds scale, m_state.addScale(name, entry.params, shape));
    HALFTONE_TRY(const ValueId data, m_state.quantizedConstant(value, entry.values, entry.params, entry.scheme, scale, axis));
    entry.values = Tensor();
    entry.dequantized = m_state.builder.freshValue(name + "_DequantizeLinear_Output");
    m_state.addQuantNode("DequantizeLinear", name, data, scale, entry.dequantized, axis);
    m_state.result.params[name] = entry.params;
    m_state.result.counterpart[name] = m_state.builder.valueInfo(entry.dequantized).name;
    return {};
}

} // namespace halftone
