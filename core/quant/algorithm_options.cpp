// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithm_options.h"

#include "core/quant/recipe_values.h"
#include "core/quant/words.h"

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
    {"smooth", &AlgorithmOptions::smooth},
    {"outlier_float", &AlgorithmOptions::outlierFloat},
    {"range_search", &AlgorithmOptions::rangeSearch},
    {"adaround", &AlgorithmOptions::adaround},
    {"bias_correction", &AlgorithmOptions::biasCorrection},
};
constexpr const char *kSmoothAlpha = "smooth_alpha";
constexpr const char *kJoinForm = "join_form";
constexpr Words<JoinForm, 2> kJoinForms{{{JoinForm::Float, "float"}, {JoinForm::Channels, "channels"}}};

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

std::string_view joinFormName(JoinForm form) { return wordOf(kJoinForms, form); }
std::optional<JoinForm> joinFormFromName(std::string_view name) { return valueOf(kJoinForms, name); }

Json algorithmOptionsJson(const AlgorithmOptions &options)
{
    Json json = Json::object();
    for (const Field &field : kFields)
        json[field.key] = decisionName(options.*field.member);
    json[kJoinForm] = joinFormName(options.joinForm);
    json[kSmoothAlpha] = options.smoothAlpha;
    return json;
}

Status readAlgorithmOptions(const std::string &key, const Json &json, AlgorithmOptions &target)
{
    if (!json.is_object())
        return recipevalues::badValue(key, json, "{…}");
    for (const auto &[name, value] : json.items()) {
        bool known = name == kSmoothAlpha;
        if (known) {
            if (!value.is_number() || !(value.get<double>() >= 0 && value.get<double>() <= 1))
                return recipevalues::badValue(key + "." + name, value, "0 … 1");
            target.smoothAlpha = value.get<double>();
        }
        if (name == kJoinForm) {
            known = true;
            HALFTONE_CHECK(
                recipevalues::readWord<JoinForm>(key + "." + name, value, joinFormFromName, wordList(kJoinForms), target.joinForm));
        }
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
