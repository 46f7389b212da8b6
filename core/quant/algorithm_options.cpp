// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithm_options.h"

#include "core/quant/recipe_values.h"

namespace halftone {

namespace {

using recipevalues::Json;

struct Field
{
    const char *key;
    Decision AlgorithmOptions::*member;
};
constexpr Field kFields[]{
    {"equalize", &AlgorithmOptions::equalize},
    {"wide_joins", &AlgorithmOptions::wideJoins},
    {"mask_ranges", &AlgorithmOptions::maskRanges},
    {"sensitive_float", &AlgorithmOptions::sensitiveFloat},
    {"adaround", &AlgorithmOptions::adaround},
    {"bias_correction", &AlgorithmOptions::biasCorrection},
};

} // namespace

std::string_view decisionName(Decision decision) { return decision == Decision::On ? "on" : decision == Decision::Off ? "off" : "auto"; }

std::optional<Decision> decisionFromName(std::string_view name)
{
    for (const Decision decision : {Decision::Auto, Decision::On, Decision::Off}) {
        if (decisionName(decision) == name)
            return decision;
    }
    return std::nullopt;
}

Json algorithmOptionsJson(const AlgorithmOptions &options)
{
    Json json = Json::object();
    for (const Field &field : kFields)
        json[field.key] = decisionName(options.*field.member);
    return json;
}

Status readAlgorithmOptions(const std::string &key, const Json &json, AlgorithmOptions &target)
{
    if (!json.is_object())
        return recipevalues::badValue(key, json, "{…}");
    for (const auto &[name, value] : json.items()) {
        bool known = false;
        for (const Field &field : kFields) {
            if (name != field.key)
                continue;
            known = true;
            HALFTONE_CHECK(
                recipevalues::readWord<Decision>(key + "." + name, value, decisionFromName, "auto, on, off", target.*field.member));
        }
        if (!known)
            return Error(errc::kRecipeUnknownKey, {key + "." + name});
    }
    return {};
}

} // namespace halftone
