// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/errors.h"
#include "core/quant/names.h"
#include "core/quant/recipe.h"
#include "core/quant/recipe_values.h"

namespace halftone {

namespace {

using namespace recipevalues;

constexpr const char *kActivationWords = "u8, s8, u16, s16";
constexpr const char *kWeightWords = "s8, u8, s16, u16, s4, u4";
constexpr const char *kMethodWords = "minmax, moving-average, entropy, percentile, mse";

Status readField(Recipe &recipe, const std::string &key, const Json &value)
{
    if (key == "version")
        return value == 1 ? Status{} : Status(badValue(key, value, "1"));
    if (key == "profile")
        return readWord<QuantProfile>(key, value, profileFromName, "default, plain, ort, tensorrt", recipe.profile);
    if (key == "activations")
        return readWord<DType>(key, value, activationTypeFromName, kActivationWords, recipe.activations);
    if (key == "weights")
        return readWord<DType>(key, value, quantTypeFromName, kWeightWords, recipe.weights);
    if (key == "per_channel")
        return readBool(key, value, recipe.perChannel);
    if (key == "symmetric_activations")
        return readBool(key, value, recipe.symmetricActivations);
    if (key == "reduce_range")
        return readBool(key, value, recipe.reduceRange);
    if (key == "method")
        return readWord<RangeMethod>(key, value, rangeMethodFromName, kMethodWords, recipe.method);
    if (key == "percentile") {
        if (!value.is_number() || !(value.get<double>() > 50.0 && value.get<double>() <= 100.0))
            return badValue(key, value, "50 … 100");
        recipe.percentile = value.get<double>();
        return {};
    }
    if (key == "exclude")
        return readPatterns(key, value, recipe.exclude);
    if (key == "include")
        return readPatterns(key, value, recipe.include);
    if (key == "exclude_ops")
        return readStrings(key, value, recipe.excludeOps);
    if (key == "include_ops")
        return readStrings(key, value, recipe.includeOps);
    if (key == "exclude_means_float_in")
        return readBool(key, value, recipe.excludeMeansFloatIn);
    if (key == "algorithms")
        return readAlgorithmOptions(key, value, recipe.algorithms);
    if (key == "preprocess")
        return readPreprocess(key, value, recipe.preprocess);
    if (key == "format")
        return formatOptionsFromJson(key, value, recipe.format);
    if (key == "qdq")
        return readQdqOptions(key, value, recipe.qdq);
    if (key == "tensors") {
        if (!value.is_object())
            return badValue(key, value, "{…}");
        for (const auto &[name, json] : value.items()) {
            HALFTONE_TRY(auto tensorOverride, readTensorOverride(name, json));
            recipe.tensors[name] = tensorOverride;
        }
        return {};
    }
    return Error(errc::kRecipeUnknownKey, {key});
}

Json patternsJson(const std::vector<NodePattern> &patterns)
{
    Json json = Json::array();
    for (const auto &pattern : patterns)
        json.push_back(pattern.toString());
    return json;
}

} // namespace

std::string recipeToJson(const Recipe &recipe)
{
    Json json;
    json["version"] = 1;
    json["profile"] = profileName(recipe.profile);
    json["format"] = formatOptionsToJson(recipe.format);
    json["qdq"] = qdqOptionsJson(recipe.qdq);
    json["activations"] = quantTypeName(recipe.activations);
    json["weights"] = quantTypeName(recipe.weights);
    json["per_channel"] = recipe.perChannel;
    json["symmetric_activations"] = recipe.symmetricActivations;
    json["reduce_range"] = recipe.reduceRange;
    json["method"] = rangeMethodName(recipe.method);
    json["percentile"] = recipe.percentile;
    json["exclude"] = patternsJson(recipe.exclude);
    json["include"] = patternsJson(recipe.include);
    json["exclude_ops"] = recipe.excludeOps;
    json["include_ops"] = recipe.includeOps;
    json["exclude_means_float_in"] = recipe.excludeMeansFloatIn;
    json["preprocess"] = preprocessJson(recipe.preprocess);
    json["algorithms"] = algorithmOptionsJson(recipe.algorithms);
    json["tensors"] = Json::object();
    for (const auto &[name, tensorOverride] : recipe.tensors)
        json["tensors"][name] = tensorOverrideJson(tensorOverride);
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Recipe> recipeFromJson(const std::string &text)
{
    HALFTONE_TRY(const Json json, parseObject(text));
    Recipe recipe;
    if (json.contains("profile")) {
        HALFTONE_CHECK(readField(recipe, "profile", json["profile"]));
        recipe = defaultRecipe(recipe.profile);
    }
    for (const auto &[key, value] : json.items())
        HALFTONE_CHECK(readField(recipe, key, value));
    return recipe;
}

} // namespace halftone
