// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/errors.h"
#include "core/quant/recipe.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Reads single values of a recipe file. `key` is the path that errors name; what is impossible fails with errc::kRecipeBadValue.
namespace halftone::recipevalues {

using Json = nlohmann::ordered_json;

/// A whole file that holds one object; errc::kRecipeSyntax.
Result<Json> parseObject(const std::string &text);
Error badValue(const std::string &key, const Json &found, std::string allowed);
Status readBool(const std::string &key, const Json &json, bool &target);
Status readFloat(const std::string &key, const Json &json, std::optional<float> &target);
Status readStrings(const std::string &key, const Json &json, std::vector<std::string> &target);
Status readPatterns(const std::string &key, const Json &json, std::vector<NodePattern> &target);

template <typename T>
Status readWord(const std::string &key, const Json &json, std::optional<T> (*parse)(std::string_view), std::string allowed, T &target)
{
    const auto value = json.is_string() ? parse(json.get_ref<const std::string &>()) : std::nullopt;
    if (!value)
        return badValue(key, json, std::move(allowed));
    target = *value;
    return {};
}

} // namespace halftone::recipevalues
