// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/format_options.h"

#include "core/quant/errors.h"
#include "core/quant/formats/raise_opset.h"
#include "core/quant/recipe_values.h"
#include "core/quant/words.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace halftone {

namespace {

using namespace recipevalues;

constexpr Words<QuantFormat, 7> kFormats{
    {{QuantFormat::Qdq, "qdq"}, {QuantFormat::QOperator, "qoperator"}, {QuantFormat::Dynamic, "dynamic"}, {QuantFormat::Integer, "integer"},
        {QuantFormat::WeightOnly, "weight-only"}, {QuantFormat::Float16, "float16"}, {QuantFormat::BFloat16, "bfloat16"}}};
constexpr Words<WeightAlgorithm, 4> kAlgorithms{
    {{WeightAlgorithm::Rtn, "rtn"}, {WeightAlgorithm::Hqq, "hqq"}, {WeightAlgorithm::Gptq, "gptq"}, {WeightAlgorithm::Awq, "awq"}}};
constexpr Words<WeightForm, 2> kForms{{{WeightForm::NBits, "nbits"}, {WeightForm::Qdq, "qdq"}}};
constexpr Words<NodeMode, 11> kModes{{{NodeMode::Auto, "auto"}, {NodeMode::Static, "static"}, {NodeMode::Int16, "int16"},
    {NodeMode::Int8, "int8"}, {NodeMode::Int4, "int4"}, {NodeMode::Dynamic, "dynamic"}, {NodeMode::Integer, "integer"},
    {NodeMode::WeightOnly, "weight-only"}, {NodeMode::Float, "float"}, {NodeMode::Float16, "float16"}, {NodeMode::BFloat16, "bfloat16"}}};

template <typename T>
Status readNumber(const std::string &key, const Json &json, bool (*allowed)(std::int64_t), std::string words, T &target)
{
    if (!json.is_number_integer() || !allowed(json.get<std::int64_t>()))
        return badValue(key, json, std::move(words));
    target = json.get<T>();
    return {};
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

std::string_view weightAlgorithmName(WeightAlgorithm algorithm) { return wordOf(kAlgorithms, algorithm); }
std::optional<WeightAlgorithm> weightAlgorithmFromName(std::string_view name) { return valueOf(kAlgorithms, name); }
std::string_view weightFormName(WeightForm form) { return wordOf(kForms, form); }
std::optional<WeightForm> weightFormFromName(std::string_view name) { return valueOf(kForms, name); }
bool isWeightBits(std::int64_t bits) { return bits == 2 || bits == 4 || bits == 8; }
bool isBlockSize(std::int64_t size) { return size >= 16 && size <= 256 && (size & (size - 1)) == 0; }
bool isTargetOpset(std::int64_t opset) { return opset == 0 || (opset >= kOldestTargetOpset && opset <= kNewestTargetOpset); }

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
    case QuantFormat::WeightOnly:
        return NodeMode::WeightOnly;
    case QuantFormat::Float16:
        return NodeMode::Float16;
    case QuantFormat::BFloat16:
        return NodeMode::BFloat16;
    }
    return NodeMode::Static;
}

bool needsStatistics(const FormatOptions &options)
{
    const auto calibrated = [&](NodeMode mode) {
        const NodeMode meant = mode == NodeMode::Auto ? modeOfFormat(options.type) : mode;
        return isStaticMode(meant) || meant == NodeMode::Integer;
    };
    return calibrated(NodeMode::Auto)
        || std::any_of(options.modes.begin(), options.modes.end(), [&](const ModeRule &rule) { return calibrated(rule.mode); });
}

Json formatOptionsToJson(const FormatOptions &options)
{
    Json json;
    json["type"] = quantFormatName(options.type);
    json["bits"] = options.bits;
    json["block_size"] = options.blockSize;
    json["symmetric_blocks"] = options.symmetricBlocks;
    json["algorithm"] = weightAlgorithmName(options.algorithm);
    json["weight_form"] = weightFormName(options.weightForm);
    json["dynamic_inputs"] = options.dynamicInputs;
    json["opset"] = options.opset;
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
            HALFTONE_CHECK(readWord<QuantFormat>(path, value, quantFormatFromName, wordList(kFormats), options.type));
        } else if (name == "bits") {
            HALFTONE_CHECK(readNumber(path, value, isWeightBits, "2, 4, 8", options.bits));
        } else if (name == "block_size") {
            HALFTONE_CHECK(readNumber(path, value, isBlockSize, "16, 32, 64, 128, 256", options.blockSize));
        } else if (name == "symmetric_blocks") {
            HALFTONE_CHECK(readBool(path, value, options.symmetricBlocks));
        } else if (name == "algorithm") {
            HALFTONE_CHECK(readWord<WeightAlgorithm>(path, value, weightAlgorithmFromName, wordList(kAlgorithms), options.algorithm));
        } else if (name == "weight_form") {
            HALFTONE_CHECK(readWord<WeightForm>(path, value, weightFormFromName, wordList(kForms), options.weightForm));
        } else if (name == "dynamic_inputs") {
            HALFTONE_CHECK(readBool(path, value, options.dynamicInputs));
        } else if (name == "opset") {
            HALFTONE_CHECK(readNumber(path, value, isTargetOpset,
                "0, " + std::to_string(kOldestTargetOpset) + " … " + std::to_string(kNewestTargetOpset), options.opset));
        } else if (name == "modes") {
            HALFTONE_CHECK(readModes(path, value, options.modes));
        } else {
            return Error(errc::kRecipeUnknownKey, {path});
        }
    }
    return {};
}

} // namespace halftone
