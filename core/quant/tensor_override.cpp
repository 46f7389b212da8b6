// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/tensor_override.h"

#include "core/quant/errors.h"
#include "core/quant/names.h"
#include "core/quant/recipe_values.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>

namespace halftone {

namespace {

using namespace recipevalues;

constexpr const char *kTypeWords = "u8, s8, u16, s16, u4, s4";

Status readType(const std::string &path, const Json &json, std::optional<DType> &target)
{
    DType type{};
    HALFTONE_CHECK(readWord<DType>(path, json, quantTypeFromName, kTypeWords, type));
    target = type;
    return {};
}

/// "QUInt8", as the names of ONNX Runtime's QuantType, or a word of recipes.
Status readQuantType(const std::string &path, const Json &json, std::optional<DType> &target)
{
    std::string word = json.is_string() ? json.get<std::string>() : std::string();
    if (const auto dot = word.rfind('.'); dot != std::string::npos)
        word.erase(0, dot + 1);
    std::ranges::transform(word, word.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (word.starts_with('q'))
        word.erase(0, 1);
    const bool isUnsigned = word.starts_with('u');
    if (const auto at = word.find("int"); at <= 1)
        word = (isUnsigned ? "u" : "s") + word.substr(at + 3);
    target = quantTypeFromName(word);
    return target ? Status() : Status(badValue(path, json, "QUInt8, QInt8, QUInt16, QInt16, QUInt4, QInt4"));
}

Status readSwitch(const std::string &path, const Json &json, std::optional<bool> &target)
{
    bool value = false;
    HALFTONE_CHECK(readBool(path, json, value));
    target = value;
    return {};
}

Status readAxis(const std::string &path, const Json &json, std::optional<int> &target)
{
    constexpr int kMostAxes = 64;
    if (!json.is_number_integer() || json.get<std::int64_t>() < 0 || json.get<std::int64_t>() >= kMostAxes)
        return badValue(path, json, "0, 1, 2 …");
    target = json.get<int>();
    return {};
}

/// Numbers stand alone or in lists of one or more (what numpy's tolist() makes).
std::vector<Json> items(const Json &json)
{
    if (json.is_array())
        return {json.begin(), json.end()};
    return {json};
}

Status addScales(const std::string &path, const Json &json, std::vector<float> &target)
{
    for (const Json &each : items(json)) {
        if (!each.is_number() || !(each.get<float>() > 0) || !std::isfinite(each.get<float>()))
            return badValue(path, each, "a number above 0");
        target.push_back(each.get<float>());
    }
    return {};
}

Status addZeroPoints(const std::string &path, const Json &json, std::vector<std::int32_t> &target)
{
    constexpr double kMost = std::numeric_limits<std::uint16_t>::max();
    for (const Json &each : items(json)) {
        const double value = each.is_number() ? each.get<double>() : 0.5;
        if (value != std::nearbyint(value) || std::fabs(value) > kMost)
            return badValue(path, each, "a whole number of the type");
        target.push_back(static_cast<std::int32_t>(value));
    }
    return {};
}

/// `minimum` is the entry as it stands in the file.
Status checkRange(const std::string &name, const TensorOverride &read, const char *minimum, const Json &json)
{
    if (read.minimum && read.maximum && *read.minimum > *read.maximum)
        return badValue("tensors." + name + "." + minimum, json.contains(minimum) ? json.at(minimum) : Json(*read.minimum), "≤ max");
    return {};
}

Status check(const std::string &name, const TensorOverride &read)
{
    if (read.scale.size() != read.zeroPoint.size())
        return badValue("tensors." + name + ".scale", read.scale.size(), "as many as zero_point");
    if (!read.scale.empty() && (read.minimum || read.maximum || read.symmetric || read.reduceRange || read.method))
        return badValue("tensors." + name + ".scale", read.scale.front(), "without min, max, method, symmetric, reduce_range");
    if (read.scale.size() > 1 && !read.axis)
        return badValue("tensors." + name + ".scale", read.scale.size(), "one scale, or an axis");
    return {};
}

Result<TensorConversion> readConversion(const std::string &path, const Json &json, const char *typeKey, const char *nodesKey,
    Status (*type)(const std::string &, const Json &, std::optional<DType> &))
{
    if (!json.is_object() || !json.contains(typeKey))
        return badValue(path, json, std::string("{\"") + typeKey + "\": …}");
    TensorConversion result;
    for (const auto &[key, value] : json.items()) {
        if (key == typeKey) {
            std::optional<DType> read;
            HALFTONE_CHECK(type(path + "." + key, value, read));
            result.dtype = *read;
        } else if (key == nodesKey) {
            HALFTONE_CHECK(readStrings(path + "." + key, value, result.nodes));
        } else {
            return Error(errc::kRecipeUnknownKey, {path + "." + key});
        }
    }
    // Python's sets have no order.
    std::ranges::sort(result.nodes);
    return result;
}

/// One dictionary of ONNX Runtime's list; scales of further channels are added to those of the first.
Status readRuntimeItem(const std::string &name, const Json &json, TensorOverride &result)
{
    if (!json.is_object())
        return badValue(name, json, "{…}");
    for (const auto &[key, value] : json.items()) {
        const std::string path = name + "." + key;
        if (key == "quant_type") {
            HALFTONE_CHECK(readQuantType(path, value, result.dtype));
        } else if (key == "axis") {
            HALFTONE_CHECK(readAxis(path, value, result.axis));
        } else if (key == "scale") {
            HALFTONE_CHECK(addScales(path, value, result.scale));
        } else if (key == "zero_point") {
            HALFTONE_CHECK(addZeroPoints(path, value, result.zeroPoint));
        } else if (key == "symmetric") {
            HALFTONE_CHECK(readSwitch(path, value, result.symmetric));
        } else if (key == "reduce_range") {
            HALFTONE_CHECK(readSwitch(path, value, result.reduceRange));
        } else if (key == "rmin") {
            HALFTONE_CHECK(readFloat(path, value, result.minimum));
        } else if (key == "rmax") {
            HALFTONE_CHECK(readFloat(path, value, result.maximum));
        } else if (key == "convert") {
            HALFTONE_TRY(result.convert, readConversion(path, value, "quant_type", "recv_nodes", readQuantType));
        } else {
            return Error(errc::kRecipeUnknownKey, {path});
        }
    }
    return {};
}

Result<TensorOverride> readList(const std::string &name, const Json &json)
{
    TensorOverride result;
    const bool isPair = json.size() == 2 && std::ranges::all_of(json, [](const Json &each) { return each.is_number(); });
    if (isPair) {
        HALFTONE_CHECK(addZeroPoints(name + "[0]", json[0], result.zeroPoint));
        HALFTONE_CHECK(addScales(name + "[1]", json[1], result.scale));
        return result;
    }
    if (json.empty())
        return badValue(name, json, "[{…}], [zero point, scale]");
    for (const Json &item : json) {
        HALFTONE_CHECK(readRuntimeItem(name, item, result));
    }
    if (json.size() > 1 && result.scale.size() != json.size())
        return badValue(name, json.size(), "one entry, or a scale and zero_point in each");
    HALFTONE_CHECK(checkRange(name, result, "rmin", json.front()));
    HALFTONE_CHECK(check(name, result));
    return result;
}

template <typename T>
Json numbers(const std::vector<T> &values)
{
    return values.size() == 1 ? Json(values.front()) : Json(values);
}

} // namespace

Json tensorOverrideJson(const TensorOverride &tensorOverride)
{
    Json json = Json::object();
    if (tensorOverride.dtype)
        json["type"] = quantTypeName(*tensorOverride.dtype);
    if (tensorOverride.minimum)
        json["min"] = *tensorOverride.minimum;
    if (tensorOverride.maximum)
        json["max"] = *tensorOverride.maximum;
    if (tensorOverride.method)
        json["method"] = rangeMethodName(*tensorOverride.method);
    if (tensorOverride.perChannel)
        json["per_channel"] = *tensorOverride.perChannel;
    if (tensorOverride.axis)
        json["axis"] = *tensorOverride.axis;
    if (tensorOverride.symmetric)
        json["symmetric"] = *tensorOverride.symmetric;
    if (tensorOverride.reduceRange)
        json["reduce_range"] = *tensorOverride.reduceRange;
    if (!tensorOverride.scale.empty()) {
        json["scale"] = numbers(tensorOverride.scale);
        json["zero_point"] = numbers(tensorOverride.zeroPoint);
    }
    if (tensorOverride.convert)
        json["convert"] = {{"type", quantTypeName(tensorOverride.convert->dtype)}, {"nodes", tensorOverride.convert->nodes}};
    return json;
}

Result<TensorOverride> readTensorOverride(const std::string &name, const Json &json)
{
    TensorOverride result;
    if (!json.is_object())
        return badValue(name, json, "{…}");
    for (const auto &[key, value] : json.items()) {
        const std::string path = "tensors." + name + "." + key;
        if (key == "type") {
            HALFTONE_CHECK(readType(path, value, result.dtype));
        } else if (key == "min") {
            HALFTONE_CHECK(readFloat(path, value, result.minimum));
        } else if (key == "max") {
            HALFTONE_CHECK(readFloat(path, value, result.maximum));
        } else if (key == "method") {
            RangeMethod method{};
            HALFTONE_CHECK(
                readWord<RangeMethod>(path, value, rangeMethodFromName, "minmax, moving-average, entropy, percentile, mse", method));
            result.method = method;
        } else if (key == "per_channel") {
            HALFTONE_CHECK(readSwitch(path, value, result.perChannel));
        } else if (key == "axis") {
            HALFTONE_CHECK(readAxis(path, value, result.axis));
        } else if (key == "symmetric") {
            HALFTONE_CHECK(readSwitch(path, value, result.symmetric));
        } else if (key == "reduce_range") {
            HALFTONE_CHECK(readSwitch(path, value, result.reduceRange));
        } else if (key == "scale") {
            HALFTONE_CHECK(addScales(path, value, result.scale));
        } else if (key == "zero_point") {
            HALFTONE_CHECK(addZeroPoints(path, value, result.zeroPoint));
        } else if (key == "convert") {
            HALFTONE_TRY(result.convert, readConversion(path, value, "type", "nodes", readType));
        } else {
            return Error(errc::kRecipeUnknownKey, {path});
        }
    }
    HALFTONE_CHECK(checkRange(name, result, "min", json));
    HALFTONE_CHECK(check(name, result));
    return result;
}

Result<std::map<std::string, TensorOverride>> tensorOverridesFromJson(const std::string &text)
{
    HALFTONE_TRY(const Json json, parseObject(text));
    std::map<std::string, TensorOverride> result;
    for (const auto &[name, value] : json.items()) {
        HALFTONE_TRY(auto read, value.is_array() ? readList(name, value) : readTensorOverride(name, value));
        result[name] = std::move(read);
    }
    return result;
}

} // namespace halftone
