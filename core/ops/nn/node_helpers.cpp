// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/node_helpers.h"

namespace halftone {

Error badNode(const Node &node, std::string found, std::string required)
{
    return Error(errc::kBadArgument, {node.opType, std::move(found), std::move(required)});
}

Result<int> normalizedAxis(const Node &node, std::int64_t axis, int rank)
{
    if (axis < -rank || axis >= rank)
        return badNode(node, "axis " + std::to_string(axis), "within the rank " + std::to_string(rank));
    return static_cast<int>(axis < 0 ? axis + rank : axis);
}

Status inferSameAs(InferContext &context, int input, int output)
{
    context.setOutput(output, context.input(input).dtype(), context.input(input).shape());
    return {};
}

QuantRule computeRule(std::vector<int> activations)
{
    QuantRule rule;
    rule.kind = QuantRule::Kind::Compute;
    rule.activations = std::move(activations);
    return rule;
}

QuantRule layerRule(int weightInput, int channelAxis, int biasInput)
{
    QuantRule rule = computeRule({0});
    rule.weight = QuantRule::Weight{weightInput, channelAxis};
    rule.bias = biasInput;
    return rule;
}

QuantRule sameScaleRule()
{
    QuantRule rule = computeRule({0});
    rule.kind = QuantRule::Kind::SameScale;
    return rule;
}

const Shape *shapeAt(const std::vector<const Shape *> &shapes, std::size_t index)
{
    return index < shapes.size() ? shapes[index] : nullptr;
}

Cost elementwiseCost(const CostShapes &shapes, std::int64_t perElement)
{
    const Shape *output = shapeAt(shapes.outputs, 0);
    return {0, output ? output->count() * perElement : 0};
}

Result<DType> dtypeAttribute(const Node &node, std::string_view name, DType fallback)
{
    const std::int64_t number = node.intAttribute(name, 0);
    if (number == 0)
        return fallback;
    const auto type = dtypeFromNumber(number);
    if (!type)
        return badNode(node, std::string(name) + " " + std::to_string(number), "a tensor element type");
    return *type;
}

std::vector<float> floatsAttribute(const Node &node, std::string_view name)
{
    const Attribute *attribute = node.attribute(name);
    const auto *values = attribute ? std::get_if<std::vector<float>>(&attribute->value) : nullptr;
    return values ? *values : std::vector<float>();
}

std::vector<std::string> stringsAttribute(const Node &node, std::string_view name)
{
    const Attribute *attribute = node.attribute(name);
    const auto *values = attribute ? std::get_if<std::vector<std::string>>(&attribute->value) : nullptr;
    return values ? *values : std::vector<std::string>();
}

} // namespace halftone
