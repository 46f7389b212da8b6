// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/inspected_scopes.h"

#include "app/cli/figures_json.h"
#include "core/document/attribute_text.h"
#include "core/model/bodies.h"
#include "core/model/tensor_metadata.h"
#include "core/tensor/element_value.h"
#include "core/tensor/number_text.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>

namespace halftone {

namespace {

using Json = nlohmann::ordered_json;

Json textsJson(const MetadataProps &metadata)
{
    Json texts = Json::object();
    for (const auto &[key, text] : metadata)
        texts[key] = text;
    return texts;
}

bool holds(std::string_view text, std::string_view term)
{
    const auto same
        = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b)); };
    return std::search(text.begin(), text.end(), term.begin(), term.end(), same) != text.end();
}

bool isShown(const Attribute &attribute)
{
    return !std::holds_alternative<std::shared_ptr<const Graph>>(attribute.value)
        && !std::holds_alternative<ConstantTensor>(attribute.value)
        && !std::holds_alternative<std::vector<std::shared_ptr<const Graph>>>(attribute.value)
        && !std::holds_alternative<std::vector<ConstantTensor>>(attribute.value);
}

Json numberJson(double value) { return std::isfinite(value) ? Json(value) : Json(formatFloat(value)); }

} // namespace

InspectedScopes::InspectedScopes(const Model &model, const GraphFacts &facts) : m_model(model)
{
    m_scopes.push_back({"", model.graph.get(), &facts.values, false});
    for (const ScopeFacts &each : facts.scopes)
        m_scopes.push_back({each.path, each.graph, &each.values, each.isFunction});
}

std::map<std::string, int> InspectedScopes::operators() const
{
    std::map<std::string, int> counts;
    std::set<const Graph *> counted;
    for (const Scope &scope : m_scopes) {
        if (!counted.insert(scope.graph).second)
            continue;
        for (const Node &node : scope.graph->nodes())
            ++counts[node.opType];
    }
    return counts;
}

int InspectedScopes::bodies() const
{
    std::set<const Graph *> counted;
    for (const Scope &scope : m_scopes)
        for (const Node &node : scope.graph->nodes())
            forEachBody(node, [&counted](const Graph &body) { counted.insert(&body); });
    return static_cast<int>(counted.size());
}

Json InspectedScopes::values() const
{
    Json list = Json::array();
    for (const Scope &scope : m_scopes) {
        for (ValueId id = 0; id < scope.graph->values().size() && id < scope.facts->size(); ++id) {
            const Value &value = scope.graph->value(id);
            if (value.isOuter)
                continue;
            Json entry{{"name", value.name}, {"scope", scope.path}};
            entry.update(typeJson((*scope.facts)[id].type));
            list.push_back(std::move(entry));
        }
    }
    return list;
}

Json InspectedScopes::captured() const
{
    Json list = Json::array();
    for (const Scope &scope : m_scopes) {
        for (const Node &node : scope.graph->nodes()) {
            std::set<ValueId> seen;
            for (const ValueId input : node.inputs)
                if (input != kNone && scope.graph->value(input).isOuter && seen.insert(input).second)
                    list.push_back({{"value", scope.graph->value(input).name}, {"scope", scope.path}, {"node", node.name}});
        }
        // A body may give away what is around it as it is.
        for (const ValueId output : scope.graph->outputs())
            if (scope.graph->value(output).isOuter)
                list.push_back({{"value", scope.graph->value(output).name}, {"scope", scope.path}, {"node", ""}});
    }
    return list;
}

Json InspectedScopes::metadata() const
{
    Json all = Json::object();
    const auto add = [&all](const std::string &where, const MetadataProps &metadata) {
        if (!metadata.empty())
            all[where] = textsJson(metadata);
    };
    add("model", m_model.metadata);
    for (const Scope &scope : m_scopes) {
        if (!scope.isFunction)
            add(scope.path.empty() ? "graph" : "graph " + scope.path, scope.graph->metadata());
        for (const Node &node : scope.graph->nodes())
            add("node " + scope.pathOf(node.name), node.metadata);
        for (const Value &value : scope.graph->values())
            add("value " + scope.pathOf(value.name), value.metadata);
        for (const Initializer &initializer : scope.graph->initializers())
            add("weight " + scope.pathOf(scope.graph->value(initializer.value).name), metadataOf(initializer.tensor));
    }
    for (const Function &function : m_model.functions)
        add("function " + function.name, function.metadata);
    return all;
}

Json InspectedScopes::attributes() const
{
    Json all = Json::object();
    for (const Scope &scope : m_scopes) {
        for (const Node &node : scope.graph->nodes()) {
            Json texts = Json::object();
            for (const Attribute &attribute : node.attributes)
                if (isShown(attribute))
                    texts[attribute.name] = wholeAttributeText(attribute).toStdString();
            if (!texts.empty())
                all[scope.pathOf(node.name)] = std::move(texts);
        }
    }
    return all;
}

Json InspectedScopes::found(std::string_view term) const
{
    std::set<std::string> paths;
    for (const Scope &scope : m_scopes) {
        for (const Node &node : scope.graph->nodes()) {
            bool hit = holds(node.name, term) || holds(node.opType, term) || holds(node.domain, term);
            for (const Attribute &attribute : node.attributes)
                hit = hit || holds(attribute.name, term)
                    || (isShown(attribute) && holds(wholeAttributeText(attribute).toStdString(), term));
            for (const auto &[key, text] : node.metadata)
                hit = hit || holds(key, term) || holds(text, term);
            if (hit)
                paths.insert(scope.pathOf(node.name));
        }
    }
    return paths;
}

Json typeJson(const Type &type)
{
    return {{"type", type.isTensor() ? std::string(dtypeName(type.dtype)) : type.toString()}, {"shape", shapeJson(type)}};
}

Result<Json> elementsJson(const ConstantTensor &constant)
{
    HALFTONE_TRY(const Tensor tensor, constant.load());
    Json list = Json::array();
    for (std::int64_t i = 0; i < tensor.count(); ++i) {
        if (tensor.dtype() == DType::String)
            list.push_back(tensor.strings()[static_cast<std::size_t>(i)]);
        else if (tensor.dtype() == DType::Bool)
            list.push_back(elementValue(tensor, i) != 0);
        else if (tensor.dtype() == DType::Int64)
            list.push_back(tensor.as<std::int64_t>()[static_cast<std::size_t>(i)]);
        else if (tensor.dtype() == DType::UInt64)
            list.push_back(tensor.as<std::uint64_t>()[static_cast<std::size_t>(i)]);
        else if (tensor.dtype() == DType::Complex64 || tensor.dtype() == DType::Complex128) {
            const std::complex<double> value = complexElement(tensor, i);
            list.push_back(Json::array({numberJson(value.real()), numberJson(value.imag())}));
        } else if (isInteger(tensor.dtype()))
            list.push_back(static_cast<std::int64_t>(elementValue(tensor, i)));
        else
            list.push_back(numberJson(elementValue(tensor, i)));
    }
    return list;
}

} // namespace halftone
