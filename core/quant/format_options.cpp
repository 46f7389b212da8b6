// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/format_options.h"

#include "core/quant/errors.h"
#include "core/quant/words.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace halftone {

namespace {

using Json = nlohmann::ordered_json;

constexpr Words<QuantFormat, 4> kFormats{{{QuantFormat::Qdq, "qdq"}, {QuantFormat::QOperator, "qoperator"},
    {QuantFormat::Dynamic, "dynamic"}, {QuantFormat::Integer, "integer"}}};
constexpr Words<NodeMode, 5> kModes{{{NodeMode::Auto, "auto"}, {NodeMode::Static, "static"}, {NodeMode::Dynamic, "dynamic"},
    {NodeMode::Integer, "integer"}, {NodeMode::Float, "float"}}};

Error badValue(const std::string &key, const Json &found, std::string allowed)
{
    return Error(errc::kRecipeBadValue, {key, found.dump(-1, ' ', false, Json::error_handler_t::replace), std::move(allowed)});
}

Result<ModeRule> readRule(const std::string &key, const Json &json)
{
    if (!json.is_object() || !json.contains("nodes") || !json["nodes"].is_string() || !json.contains("mode") || !json["mode"].is_string())
        return badValue(key, json, R"({"nodes": "…", "mode": "…"})");
    for (const auto &[name, value] : json.items()) {
        if (name != "nodes" && name != "mode")
            return Error(errc::kRecipeUnknownKey, {key + "." + name});
    }
    ModeRule rule;
    HALFTONE_TRY(rule.nodes, NodePattern::parse(json["nodes"].get<std::string>()));
    const auto mode = nodeModeFromName(json["mode"].get_ref<const std::string &>());
    if (!mode)
        return badValue(key + ".mode", json["mode"], nodeModeNames());
    rule.mode = *mode;
    return rule;
}

Status readModes(const std::string &key, const Json &json, std::vector<ModeRule> &modes)
{
    if (!json.is_array())
        return badValue(key, json, "[…]");
    modes.clear();
    for (const Json &item : json) {
        HALFTONE_TRY(ModeRule rule, readRule(key, item));
        modes.push_back(std::move(rule));
    }
    return {};
}

} // namespace

std::string_view nodeModeName(NodeMode mode) { return wordOf(kModes, mode); }
std::optional<NodeMode> nodeModeFromName(std::string_view name) { return valueOf(kModes, name); }
std::string nodeModeNames() { return wordList(kModes); }
std::string_view quantFormatName(QuantFormat format) { return wordOf(kFormats, format); }
std::optional<QuantFormat> quantFormatFromName(std::string_view name) { return valueOf(kFormats, name); }

std::vector<QuantFormat> quantFormats()
{
    std::vector<QuantFormat> result;
    for (const auto &[format, word] : kFormats)
        result.push_back(format);
    return result;
}

NodeMode modeOfFormat(QuantFormat format)
{
    switch (format) {
    case QuantFormat::Qdq:
    case QuantFormat::QOperator:
        break;
    case QuantFormat::Dynamic:
        return NodeMode::Dynamic;
    case QuantFormat::Integer:
        return NodeMode::Integer;
    }
    return NodeMode::Static;
}

bool needsStatistics(const FormatOptions &options)
{
    const auto calibrated = [&](NodeMode mode) {
        const NodeMode meant = mode == NodeMode::Auto ? modeOfFormat(options.type) : mode;
        return meant == NodeMode::Static || meant == NodeMode::Int16 || meant == NodeMode::Integer;
    };
    return calibrated(NodeMode::Auto)
        || std::any_of(options.modes.begin(), options.modes.end(), [&](const ModeRule &rule) { return calibrated(rule.mode); });
}

Json formatOptionsToJson(const FormatOptions &options)
{
    Json json;
    json["type"] = quantFormatName(options.type);
    json["modes"] = Json::array();
    for (const ModeRule &rule : options.modes)
        json["modes"].push_back({{"nodes", rule.nodes.toString()}, {"mode", nodeModeName(rule.mode)}});
    return json;
}

Status formatOptionsFromJson(const std::string &key, const Json &json, FormatOptions &options)
{
    if (!json.is_object())
        return badValue(key, json, "{…}");
    for (const auto &[name, value] : json.items()) {
        const std::string path = key + "." + name;
        if (name == "type") {
            const auto type = value.is_string() ? quantFormatFromName(value.get_ref<const std::string &>()) : std::nullopt;
            if (!type)
                return badValue(path, value, wordList(kFormats));
            options.type = *type;
        } else if (name == "modes") {
            HALFTONE_CHECK(readModes(path, value, options.modes));
        } else {
            return Error(errc::kRecipeUnknownKey, {path});
        }
    }
    return {};
}

} // namespace halftone
