// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/script/script_call.h"

#include "core/quant/formats/ort_forms.h"
#include "core/quant/script/python_text.h"

#include <algorithm>
#include <set>

namespace halftone {

namespace {
constexpr int kArgumentIndent = 12;
} // namespace

void ScriptCall::note(const std::string &text)
{
    std::string line;
    for (const char c : text)
        line += c == '\n' || c == '\r' ? ' ' : c;
    if (std::find(notes.begin(), notes.end(), line) == notes.end())
        notes.push_back(line);
}

std::string pythonQuantType(DType type)
{
    switch (type) {
    case DType::UInt8:
        return "QuantType.QUInt8";
    case DType::Int16:
        return "QuantType.QInt16";
    case DType::UInt16:
        return "QuantType.QUInt16";
    case DType::Int4:
        return "QuantType.QInt4";
    case DType::UInt4:
        return "QuantType.QUInt4";
    default:
        return "QuantType.QInt8";
    }
}

const char *pythonTruth(bool value) { return value ? "True" : "False"; }

const Node *decidedNode(const OrtScriptInput &input, const NodeDecision &decision)
{
    const NodeId id = input.graph.findNode(decision.node);
    return id == kNone ? nullptr : &input.graph.node(id);
}

std::vector<std::string> quantizedTypes(const OrtScriptInput &input)
{
    if (const Recipe recipe = effectiveRecipe(input.recipe); !recipe.includeOps.empty())
        return recipe.includeOps;
    if (input.recipe.profile == QuantProfile::Ort)
        return {};
    std::set<std::string> found;
    for (const NodeDecision &decision : input.decisions)
        if (const Node *node = decidedNode(input, decision); node && decision.precision != Precision::Float)
            found.insert(node->opType);
    return {found.begin(), found.end()};
}

std::vector<std::string> nodesLeftFloat(const OrtScriptInput &input)
{
    using Cause = NodeDecision::Cause;
    const std::vector<std::string> listed = quantizedTypes(input);
    std::vector<std::string> names;
    for (const NodeDecision &decision : input.decisions) {
        const Node *node = decidedNode(input, decision);
        if (!node || decision.precision != Precision::Float)
            continue;
        const bool chosen
            = decision.cause == Cause::ExcludedByUser || decision.cause == Cause::NotIncluded || decision.cause == Cause::Algorithm;
        // Its own rules decide about the others in the ort profile; elsewhere ours do.
        const bool isOrt = input.recipe.profile == QuantProfile::Ort;
        if (isOrt ? chosen : std::find(listed.begin(), listed.end(), node->opType) != listed.end())
            names.push_back(decision.node);
    }
    return names;
}

std::string nodeArguments(const OrtScriptInput &input)
{
    std::string text;
    if (const auto listed = quantizedTypes(input); !listed.empty())
        text += "        op_types_to_quantize=" + pythonList(listed, kArgumentIndent) + ",\n";
    if (const auto names = nodesLeftFloat(input); !names.empty())
        text += "        nodes_to_exclude=" + pythonList(names, kArgumentIndent) + ",\n";
    return text;
}

std::string weightArguments(const Recipe &recipe)
{
    return std::string("        per_channel=") + pythonTruth(recipe.perChannel) + ",\n        reduce_range="
        + pythonTruth(recipe.reduceRange) + ",\n        weight_type=" + pythonQuantType(recipe.weights) + ",\n";
}

} // namespace halftone
