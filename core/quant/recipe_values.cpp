// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/recipe_values.h"

#include <cmath>

namespace halftone::recipevalues {

Result<Json> parseObject(const std::string &text)
{
    Json json;
    try {
        json = Json::parse(text);
    } catch (const Json::exception &error) {
        return Error(errc::kRecipeSyntax, {error.what()});
    }
    if (!json.is_object())
        return Error(errc::kRecipeSyntax, {"not an object"});
    return json;
}

Error badValue(const std::string &key, const Json &found, std::string allowed)
{
    return Error(errc::kRecipeBadValue, {key, found.dump(-1, ' ', false, Json::error_handler_t::replace), std::move(allowed)});
}

Status readBool(const std::string &key, const Json &json, bool &target)
{
    if (!json.is_boolean())
        return badValue(key, json, "true, false");
    target = json.get<bool>();
    return {};
}

Status readFloat(const std::string &key, const Json &json, std::optional<float> &target)
{
    if (!json.is_number() || !std::isfinite(json.get<float>()))
        return badValue(key, json, "a number");
    target = json.get<float>();
    return {};
}

Status readStrings(const std::string &key, const Json &json, std::vector<std::string> &target)
{
    if (!json.is_array())
        return badValue(key, json, "[\"…\"]");
    target.clear();
    for (const auto &item : json) {
        if (!item.is_string())
            return badValue(key, item, "\"…\"");
        target.push_back(item.get<std::string>());
    }
    return {};
}

Status readPatterns(const std::string &key, const Json &json, std::vector<NodePattern> &target)
{
    std::vector<std::string> texts;
    HALFTONE_CHECK(readStrings(key, json, texts));
    target.clear();
    for (const auto &text : texts) {
        HALFTONE_TRY(auto pattern, NodePattern::parse(text));
        target.push_back(std::move(pattern));
    }
    return {};
}

} // namespace halftone::recipevalues
