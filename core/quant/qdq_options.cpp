// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/qdq_options.h"

#include "core/quant/recipe_values.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace halftone {

namespace {

using recipevalues::Json;

struct Switch
{
    const char *key;
    bool QdqOptions::*member;
};
constexpr Switch kSwitches[]{
    {"weight_pairs", &QdqOptions::weightPairs},
    {"dedicated_pairs", &QdqOptions::dedicatedPairs},
    {"quantize_bias", &QdqOptions::quantizeBias},
    {"keep_activations", &QdqOptions::keepActivations},
    {"contrib_ops", &QdqOptions::contribOps},
    {"quantize_moves", &QdqOptions::quantizeMoves},
};

} // namespace

Json qdqOptionsJson(const QdqOptions &options)
{
    Json json = Json::object();
    for (const Switch &each : kSwitches)
        json[each.key] = options.*each.member;
    json["minimum_range"] = options.minimumRange;
    json["float_outputs"] = options.floatOutputs;
    return json;
}

Status readQdqOptions(const std::string &key, const Json &json, QdqOptions &target)
{
    if (!json.is_object())
        return recipevalues::badValue(key, json, "{…}");
    for (const auto &[name, value] : json.items()) {
        const std::string path = key + "." + name;
        const auto found = std::ranges::find_if(kSwitches, [&name = name](const Switch &each) { return name == each.key; });
        if (found != std::end(kSwitches)) {
            HALFTONE_CHECK(recipevalues::readBool(path, value, target.*found->member));
        } else if (name == "minimum_range") {
            if (!value.is_number() || !(value.get<double>() >= 0) || !std::isfinite(value.get<float>()))
                return recipevalues::badValue(path, value, "0 or more");
            target.minimumRange = value.get<double>();
        } else if (name == "float_outputs") {
            HALFTONE_CHECK(recipevalues::readStrings(path, value, target.floatOutputs));
        } else {
            return Error(errc::kRecipeUnknownKey, {path});
        }
    }
    return {};
}

} // namespace halftone
