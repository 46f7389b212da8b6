// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/formats/qoperator_form.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace halftone {

namespace {

constexpr std::string_view kMicrosoft = "com.microsoft";

using Site = QuantizedSite;
using MaybeNode = std::optional<Node>;

const QuantizedValue *activation(const Site &site, std::size_t index)
{
    if (index >= site.inputs.size() || !site.inputs[index])
        return nullptr;
    const QuantizedValue &value = *site.inputs[index];
    return value.scales == 1 && dtypeBits(value.type) == 8 ? &value : nullptr;
}

void append(Node &node, const QuantizedValue &value) { node.inputs.insert(node.inputs.end(), {value.data, value.scale, value.zeroPoint}); }

void appendScale(Node &node, const QuantizedValue &value) { node.inputs.insert(node.inputs.end(), {value.scale, value.zeroPoint}); }

Node renamed(const Site &site, std::string_view domain, std::string type)
{
    Node node = site.node;
    node.domain = domain;
    node.opType = std::move(type);
    node.inputs.clear();
    return node;
}

/// An operand with its weights: kernels multiply u8 by u8 or s8, and s8 by s8 only.
const QuantizedValue *weight(const Site &site, std::size_t index, DType activationType)
{
    if (index >= site.inputs.size() || !site.inputs[index] || dtypeBits(site.inputs[index]->type) != 8)
        return nullptr;
    const QuantizedValue &value = *site.inputs[index];
    return activationType == DType::Int8 && value.type != DType::Int8 ? nullptr : &value;
}

/// The bias as int32, kNone when there is none; nothing when it is float.
std::optional<ValueId> bias(const Site &site, std::size_t index)
{
    if (index >= site.node.inputs.size() || site.node.inputs[index] == kNone)
        return kNone;
    if (!site.inputs[index] || site.inputs[index]->type != DType::Int32)
        return std::nullopt;
    return site.inputs[index]->data;
}

MaybeNode conv(const Site &site)
{
    const QuantizedValue *x = activation(site, 0);
    const QuantizedValue *w = x ? weight(site, 1, x->type) : nullptr;
    const auto b = bias(site, 2);
    if (!x || !w || !b)
        return std::nullopt;
    Node node = renamed(site, "", "QLinearConv");
    append(node, *x);
    append(node, *w);
    appendScale(node, *site.output);
    if (*b != kNone)
        node.inputs.push_back(*b);
    return node;
}

MaybeNode matMul(const Site &site)
{
    const QuantizedValue *a = activation(site, 0);
    const QuantizedValue *b = a ? weight(site, 1, a->type) : nullptr;
    if (!a || !b || (b->scales > 1 && site.constantRank[1] != 2))
        return std::nullopt;
    Node node = renamed(site, "", "QLinearMatMul");
    append(node, *a);
    append(node, *b);
    appendScale(node, *site.output);
    return node;
}

MaybeNode gemm(const Site &site)
{
    const QuantizedValue *a = activation(site, 0);
    const QuantizedValue *b = a ? weight(site, 1, a->type) : nullptr;
    const auto c = bias(site, 2);
    if (!a || !b || !c)
        return std::nullopt;
    Node node = renamed(site, kMicrosoft, "QGemm");
    // Without a bias beta means nothing, and QGemm does not have it.
    std::erase_if(node.attributes, [](const Attribute &attribute) { return attribute.name == "beta"; });
    append(node, *a);
    append(node, *b);
    node.inputs.push_back(*c);
    appendScale(node, *site.output);
    return node;
}

MaybeNode binary(const Site &site)
{
    const QuantizedValue *a = activation(site, 0);
    const QuantizedValue *b = activation(site, 1);
    if (!a || !b || a->type != b->type || a->type != site.output->type)
        return std::nullopt;
    Node node = renamed(site, kMicrosoft, "QLinear" + site.node.opType);
    append(node, *a);
    append(node, *b);
    appendScale(node, *site.output);
    return node;
}

MaybeNode unary(const Site &site)
{
    const QuantizedValue *x = activation(site, 0);
    if (!x || x->type != site.output->type)
        return std::nullopt;
    Node node = renamed(site, kMicrosoft, "QLinear" + site.node.opType);
    append(node, *x);
    appendScale(node, *site.output);
    return node;
}

MaybeNode pool(const Site &site)
{
    const auto dilations = site.node.intsAttribute("dilations");
    if (std::any_of(dilations.begin(), dilations.end(), [](std::int64_t d) { return d != 1; }))
        return std::nullopt;
    MaybeNode node = unary(site);
    if (node) {
        std::erase_if(node->attributes, [](const Attribute &attribute) { return attribute.name == "dilations"; });
        node->attributes.push_back({"channels_last", std::int64_t{0}, {}, {}, {}});
    }
    return node;
}

MaybeNode softmax(const Site &site)
{
    MaybeNode node = unary(site);
    if (!node)
        return node;
    std::erase_if(node->attributes, [](const Attribute &attribute) { return attribute.name == "axis"; });
    node->attributes.push_back({"axis", site.node.intAttribute("axis", -1), {}, {}, {}});
    node->attributes.push_back({"opset", site.opset, {}, {}, {}});
    return node;
}

MaybeNode concat(const Site &site)
{
    Node node = renamed(site, kMicrosoft, "QLinearConcat");
    appendScale(node, *site.output);
    for (std::size_t i = 0; i < site.node.inputs.size(); ++i) {
        const QuantizedValue *part = activation(site, i);
        if (!part || part->type != site.output->type)
            return std::nullopt;
        append(node, *part);
    }
    return node;
}

MaybeNode where(const Site &site)
{
    const QuantizedValue *x = activation(site, 1);
    const QuantizedValue *y = activation(site, 2);
    if (!x || !y || x->type != y->type || x->type != site.output->type)
        return std::nullopt;
    Node node = renamed(site, kMicrosoft, "QLinearWhere");
    node.inputs.push_back(site.node.inputs[0]);
    append(node, *x);
    append(node, *y);
    appendScale(node, *site.output);
    return node;
}

/// Moves or chooses elements: the same operator on integers of the same scale. A pad that is not given is 0, which only
/// the zero point stands for.
MaybeNode passThrough(const Site &site)
{
    const QuantizedValue *x = activation(site, 0);
    if (!x || (site.output && (x->scale != site.output->scale || x->zeroPoint != site.output->zeroPoint)))
        return std::nullopt;
    Node node = site.node;
    node.inputs[0] = x->data;
    if (node.opType == "Pad" && node.stringAttribute("mode", "constant") == "constant") {
        node.inputs.resize(std::max<std::size_t>(node.inputs.size(), 3), kNone);
        node.inputs[2] = x->zeroPoint;
    }
    return node;
}

struct Form
{
    std::string_view opType;
    MaybeNode (*make)(const Site &);
};

constexpr std::array kForms{Form{"Conv", conv}, Form{"MatMul", matMul}, Form{"Gemm", gemm}, Form{"Add", binary}, Form{"Mul", binary},
    Form{"Sigmoid", unary}, Form{"LeakyRelu", unary}, Form{"AveragePool", pool}, Form{"GlobalAveragePool", pool}, Form{"Softmax", softmax},
    Form{"Concat", concat}, Form{"Where", where}, Form{"MaxPool", passThrough}, Form{"Reshape", passThrough},
    Form{"Transpose", passThrough}, Form{"Squeeze", passThrough}, Form{"Unsqueeze", passThrough}, Form{"Flatten", passThrough},
    Form{"Resize", passThrough}, Form{"Slice", passThrough}, Form{"Split", passThrough}, Form{"Gather", passThrough},
    Form{"GatherElements", passThrough}, Form{"DepthToSpace", passThrough}, Form{"SpaceToDepth", passThrough}, Form{"Pad", passThrough},
    Form{"ArgMax", passThrough}};

const Form *formOf(const Node &node)
{
    if (!node.domain.empty())
        return nullptr;
    const auto found = std::find_if(kForms.begin(), kForms.end(), [&](const Form &form) { return form.opType == node.opType; });
    return found == kForms.end() ? nullptr : &*found;
}

} // namespace

bool hasQOperatorForm(const Node &node) { return formOf(node) != nullptr; }

bool computesOnIntegers(const Node &node)
{
    const Form *form = formOf(node);
    return form && form->make == passThrough;
}

std::optional<Node> qOperatorForm(const QuantizedSite &site)
{
    const Form *form = formOf(site.node);
    if (!form || (!site.output && form->make != passThrough))
        return std::nullopt;
    return form->make(site);
}

} // namespace halftone
