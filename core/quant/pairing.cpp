// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/pairing.h"

#include "core/quant/float_values.h"
#include "core/quant/formats/qoperator_form.h"

namespace halftone {

namespace {

std::optional<std::vector<std::int32_t>> integers(const Tensor &tensor)
{
    const auto all = [&]<typename T>(std::span<const T> values) { return std::vector<std::int32_t>(values.begin(), values.end()); };
    switch (tensor.dtype()) {
    case DType::UInt8:
        return all(tensor.as<std::uint8_t>());
    case DType::Int8:
        return all(tensor.as<std::int8_t>());
    case DType::UInt16:
        return all(tensor.as<std::uint16_t>());
    case DType::Int16:
        return all(tensor.as<std::int16_t>());
    case DType::Int32:
        return all(tensor.as<std::int32_t>());
    default:
        return std::nullopt;
    }
}

bool isWide(DType type) { return type == DType::UInt8 || type == DType::Int8 || type == DType::UInt16 || type == DType::Int16; }

const Node *producer(const Graph &graph, ValueId value, const char *opType)
{
    const NodeId id = graph.value(value).producer;
    return id != kNone && graph.node(id).opType == opType ? &graph.node(id) : nullptr;
}

/// The value holds integers: made by an operator that quantizes, or moved from there.
bool holdsIntegers(const Graph &graph, ValueId value)
{
    while (true) {
        const NodeId id = graph.value(value).producer;
        if (id == kNone || graph.node(id).inputs.empty() || graph.node(id).inputs[0] == kNone)
            return false;
        const Node &node = graph.node(id);
        if (node.opType == "DequantizeLinear")
            return false;
        if (node.opType == "QuantizeLinear" || node.opType == "DynamicQuantizeLinear" || node.opType == "QGemm"
            || node.opType.starts_with("QLinear"))
            return true;
        if (!computesOnIntegers(node))
            return false;
        value = node.inputs[0];
    }
}

std::optional<TensorPair> pairActivation(const Graph &graph, ValueId floatValue, ValueId counterpart, const QuantParams *known)
{
    TensorPair pair{floatValue, counterpart, std::nullopt, false};
    const Node *dequantize = producer(graph, counterpart, "DequantizeLinear");
    if (!dequantize) {
        if (known && known->scale.size() == 1 && isWide(known->dtype) && holdsIntegers(graph, counterpart))
            pair.params = *known;
        return pair;
    }
    auto params = linearParams(graph, *dequantize);
    const ValueId integer = dequantize->inputs[0];
    if (!params || params->scale.size() != 1 || !isWide(params->dtype))
        return pair;
    pair.params = std::move(params);
    pair.quantizedValue = integer;
    if (const Node *quantize = producer(graph, integer, "QuantizeLinear")) {
        const ValueId source = quantize->inputs[0];
        if (graph.value(source).consumers.size() > 1 || graph.value(source).isOutput) {
            pair.quantizedValue = source;
            pair.rounded = true;
        }
    }
    return pair;
}

std::optional<WeightPair> pairWeight(const Graph &graph, ValueId floatValue, ValueId counterpart, const QuantParams *known)
{
    if (const ConstantTensor *constant = graph.constant(counterpart)) {
        if (known && constant->dtype() == known->dtype)
            return WeightPair{floatValue, counterpart, *known};
        return std::nullopt;
    }
    const Node *dequantize = producer(graph, counterpart, "DequantizeLinear");
    if (!dequantize || !graph.constant(dequantize->inputs[0]))
        return std::nullopt;
    auto params = linearParams(graph, *dequantize);
    if (!params)
        return std::nullopt;
    return WeightPair{floatValue, dequantize->inputs[0], std::move(*params)};
}

} // namespace

std::optional<QuantParams> linearParams(const Graph &graph, const Node &node)
{
    if (node.inputs.size() < 2 || node.inputs[1] == kNone)
        return std::nullopt;
    const ConstantTensor *scale = graph.constant(node.inputs[1]);
    if (!scale || scale->dtype() != DType::Float || scale->count() == 0 || node.intAttribute("block_size", 0) != 0)
        return std::nullopt;
    const auto scales = scale->load();
    if (!scales)
        return std::nullopt;
    QuantParams params;
    params.scale.assign(scales->as<float>().begin(), scales->as<float>().end());
    params.axis = params.scale.size() > 1 ? static_cast<int>(node.intAttribute("axis", 1)) : -1;
    params.zeroPoint.assign(params.scale.size(), 0);
    if (node.inputs.size() > 2 && node.inputs[2] != kNone) {
        const ConstantTensor *zero = graph.constant(node.inputs[2]);
        const auto zeros = zero ? zero->load() : Result<Tensor>(Tensor());
        const auto numbers = zeros ? integers(*zeros) : std::nullopt;
        if (!numbers || numbers->size() != params.scale.size())
            return std::nullopt;
        params.dtype = zeros->dtype();
        params.zeroPoint = *numbers;
    } else if (const ConstantTensor *data = graph.constant(node.inputs[0]); data && isInteger(data->dtype())) {
        params.dtype = data->dtype();
    }
    return params;
}

Result<Pairing> pairTensors(const Model &floatModel, const GraphFacts &facts, const QuantizeResult &quantized)
{
    const Graph &from = *floatModel.graph;
    const Graph &to = *quantized.model->graph;
    Pairing pairing;
    const auto counterpartOf = [&](ValueId id) {
        const auto found = quantized.counterpart.find(from.value(id).name);
        return found == quantized.counterpart.end() ? kNone : to.findValue(found->second);
    };
    for (const ValueId id : floatActivations(from, facts)) {
        const ValueId counterpart = counterpartOf(id);
        if (counterpart == kNone || to.constant(counterpart))
            continue;
        const auto known = quantized.params.find(from.value(id).name);
        if (auto pair = pairActivation(to, id, counterpart, known == quantized.params.end() ? nullptr : &known->second))
            pairing.activations.push_back(std::move(*pair));
    }
    for (const Initializer &initializer : from.initializers()) {
        if (initializer.value == kNone || initializer.tensor.dtype() != DType::Float)
            continue;
        const ValueId counterpart = counterpartOf(initializer.value);
        if (counterpart == kNone)
            continue;
        const auto known = quantized.params.find(from.value(initializer.value).name);
        if (auto pair = pairWeight(to, initializer.value, counterpart, known == quantized.params.end() ? nullptr : &known->second))
            pairing.weights.push_back(std::move(*pair));
    }
    return pairing;
}

} // namespace halftone
