// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/qdq/qdq_state.h"

#include "core/quant/activation_params.h"
#include "core/quant/new_node.h"
#include "core/quant/node_types.h"
#include "core/tensor/packed.h"

namespace halftone {

namespace {

Result<Tensor> numbersOf(DType type, const std::vector<std::int32_t> &values, Shape shape)
{
    if (isSubByte(type)) {
        HALFTONE_TRY(const Tensor bytes, numbersOf(isSigned(type) ? DType::Int8 : DType::UInt8, values, std::move(shape)));
        return packIntegers(bytes, type);
    }
    if (type == DType::Int8)
        return Tensor::of<std::int8_t>(std::move(shape), std::vector<std::int8_t>(values.begin(), values.end()));
    if (type == DType::UInt8)
        return Tensor::of<std::uint8_t>(std::move(shape), std::vector<std::uint8_t>(values.begin(), values.end()));
    if (type == DType::Int16)
        return Tensor::of<std::int16_t>(std::move(shape), std::vector<std::int16_t>(values.begin(), values.end()));
    if (type == DType::UInt16)
        return Tensor::of<std::uint16_t>(std::move(shape), std::vector<std::uint16_t>(values.begin(), values.end()));
    return Tensor::of<std::int32_t>(std::move(shape), std::span<const std::int32_t>(values));
}

} // namespace

QdqState::QdqState(const TopologyContext &topologyContext, QuantTopology planned)
    : context(topologyContext), graph(*topologyContext.model.graph), topology(std::move(planned)), builder(graph)
{
    domain = quantDomain();
}

const TensorOverride *QdqState::overrideOf(ValueId id) const
{
    const auto user = context.recipe.tensors.find(nameOf(id));
    return user == context.recipe.tensors.end() ? nullptr : &user->second;
}

ValueId QdqState::addConstant(const std::string &base, Tensor tensor) { return newConstant(builder, base, std::move(tensor)); }

Result<QdqState::ScaleIds> QdqState::addScale(const std::string &base, const QuantParams &params, const Shape &shape)
{
    HALFTONE_TRY(Tensor zeroPoint, numbersOf(params.dtype, params.zeroPoint, params.axis < 0 ? Shape{} : shape));
    const ValueId scale = addConstant(base + "_scale", Tensor::of<float>(shape, std::span<const float>(params.scale)));
    return ScaleIds{scale, addConstant(base + "_zero_point", std::move(zeroPoint))};
}

NodeId QdqState::addQuantNode(
    const char *opType, const std::string &base, ValueId input, ScaleIds scale, ValueId output, int axis, const std::string &suffix)
{
    Node node = newNode(builder, base + "_" + opType + suffix, opType, {input, scale.scale, scale.zeroPoint}, {output});
    node.domain = domain;
    if (axis >= 0)
        node.attributes.push_back({"axis", static_cast<std::int64_t>(axis), {}, {}, {}});
    return builder.addNode(std::move(node));
}

Result<ValueId> QdqState::quantizedConstant(
    ValueId value, const Tensor &values, const QuantParams &params, const WeightScheme &scheme, ScaleIds scale, int axis)
{
    const std::string &name = nameOf(value);
    if (options().weightPairs) {
        const ValueId data = builder.freshValue(name + "_QuantizeLinear_Output");
        addQuantNode("QuantizeLinear", name, value, scale, data, axis);
        return data;
    }
    HALFTONE_TRY(Tensor quantized, quantizeWeight(values, params, scheme));
    return addConstant(name + "_quantized", std::move(quantized));
}

Result<const QuantParams *> QdqState::paramsOf(ValueId id, DType type)
{
    const ValueId root = topology.root(id);
    const auto [entry, isNew] = params.try_emplace({root, type});
    if (isNew) {
        HALFTONE_TRY(entry->second, activationParamsAs(context, topology, root, type));
    }
    return &entry->second;
}

Result<QdqState::ScaleIds> QdqState::scaleIds(ValueId id, DType type)
{
    const ValueId root = topology.root(id);
    const auto [entry, isNew] = scales.try_emplace({root, type});
    if (isNew) {
        HALFTONE_TRY(const QuantParams *params, paramsOf(root, type));
        const std::string base = type == topology.types[root] ? nameOf(root) : nameOf(root) + "_" + std::string(dtypeName(type));
        const auto count = static_cast<std::int64_t>(params->scale.size());
        HALFTONE_TRY(entry->second, addScale(base, *params, params->axis < 0 ? Shape{} : Shape{count}));
    }
    return entry->second;
}

const char *QdqState::quantDomain() const
{
    constexpr std::int64_t kAllTypes = 21;
    constexpr const char *kMicrosoft = "com.microsoft";
    if (options().contribOps)
        return kMicrosoft;
    const bool four = topology.uses(4);
    const bool newer = four || topology.uses(16);
    return newer && writtenOpset(context.model.opset(), context.recipe, four) < kAllTypes ? kMicrosoft : "";
}

} // namespace halftone
