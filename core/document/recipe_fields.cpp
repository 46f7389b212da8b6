// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/recipe_fields.h"

#include "core/document/recipe_field_text.h"
#include "core/quant/errors.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

namespace halftone {

namespace {

using Json = nlohmann::ordered_json;

/// Edited by a view of their own.
constexpr std::array<std::string_view, 3> kElsewhere{"version", "tensors", "preprocess"};

/// Edited as lines NODES=MODE.
constexpr std::string_view kModes = "format.modes";

/// A word that no option has.
constexpr const char *kNoWord = "?";

Json::json_pointer pointerTo(const std::string &path)
{
    std::string pointer = "/" + path;
    std::ranges::replace(pointer, '.', '/');
    return Json::json_pointer(pointer);
}

Result<Recipe> withJson(const Recipe &recipe, const std::string &path, Json value)
{
    Json json = Json::parse(recipeToJson(recipe));
    json[pointerTo(path)] = std::move(value);
    return recipeFromJson(json.dump());
}

QString text(const std::string &word) { return QString::fromStdString(word); }

QStringList modeLines(const Json &rules)
{
    QStringList lines;
    for (const Json &rule : rules)
        lines.append(text(rule.at("nodes").get<std::string>() + "=" + rule.at("mode").get<std::string>()));
    return lines;
}

/// What a line does not say is refused by the recipe's own reader. A name may hold '=' itself.
Json modeRule(const QString &line)
{
    const auto at = line.lastIndexOf(QLatin1Char('='));
    return {{"nodes", line.left(at).trimmed().toStdString()}, {"mode", at < 0 ? std::string() : line.mid(at + 1).trimmed().toStdString()}};
}

/// Fills in kind and value; false for what no field can show.
bool readValue(const Recipe &recipe, const Json &json, RecipeField &field)
{
    using Kind = RecipeField::Kind;
    if (json.is_boolean()) {
        field.kind = Kind::Switch;
        field.value = json.get<bool>();
    } else if (json.is_number_integer()) {
        field.kind = Kind::Whole;
        field.value = QVariant::fromValue<qlonglong>(json.get<std::int64_t>());
    } else if (json.is_number()) {
        field.kind = Kind::Number;
        field.value = json.get<double>();
    } else if (json.is_string() || json.is_null()) {
        field.kind = Kind::Text;
        field.value = json.is_null() ? QString() : text(json.get<std::string>());
        for (const std::string &word : recipeWords(recipe, field.path))
            field.choices.append({text(word), fieldWordText(field.path, text(word)), fieldWordTip(field.path, text(word))});
        if (!field.choices.isEmpty())
            field.kind = Kind::Choice;
    } else if (field.path == kModes) {
        field.kind = Kind::Lines;
        field.value = modeLines(json);
    } else if (json.is_array() && std::ranges::all_of(json, [](const Json &each) { return each.is_string(); })) {
        field.kind = Kind::Lines;
        QStringList lines;
        for (const Json &each : json)
            lines.append(text(each.get<std::string>()));
        field.value = lines;
    } else {
        return false;
    }
    return true;
}

void collect(const Recipe &recipe, const Json &json, const std::string &prefix, std::vector<RecipeField> &fields)
{
    for (const auto &[key, value] : json.items()) {
        RecipeField field;
        field.path = prefix + key;
        if (std::ranges::find(kElsewhere, field.path) != kElsewhere.end())
            continue;
        if (value.is_object()) {
            collect(recipe, value, field.path + ".", fields);
            continue;
        }
        if (!readValue(recipe, value, field))
            continue;
        describeField(field);
        fields.push_back(std::move(field));
    }
}

} // namespace

std::vector<RecipeField> recipeFields(const Recipe &recipe)
{
    std::vector<RecipeField> fields;
    collect(recipe, Json::parse(recipeToJson(recipe)), {}, fields);
    std::ranges::stable_sort(fields, {}, [](const RecipeField &field) { return fieldOrder(field.path); });
    return fields;
}

std::vector<std::string> recipeWords(const Recipe &recipe, const std::string &path)
{
    const auto refused = withJson(recipe, path, kNoWord);
    if (refused || !(refused.error().code() == errc::kRecipeBadValue) || refused.error().arguments().size() < 3)
        return {};
    std::vector<std::string> words;
    for (const QString &word : text(refused.error().arguments()[2]).split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        // What the message lists are examples until the recipe takes them.
        if (withJson(recipe, path, word.trimmed().toStdString()))
            words.push_back(word.trimmed().toStdString());
    }
    return words;
}

Result<Recipe> withField(const Recipe &recipe, const RecipeField &field, const QVariant &value)
{
    using Kind = RecipeField::Kind;
    Json json;
    switch (field.kind) {
    case Kind::Switch:
        json = value.toBool();
        break;
    case Kind::Whole:
        json = static_cast<std::int64_t>(value.toLongLong());
        break;
    case Kind::Number:
        json = value.toDouble();
        break;
    case Kind::Choice:
    case Kind::Text:
        if (!value.toString().isEmpty())
            json = value.toString().toStdString();
        break;
    case Kind::Lines:
        json = Json::array();
        for (const QString &line : value.toStringList()) {
            if (!line.trimmed().isEmpty())
                json.push_back(field.path == kModes ? modeRule(line) : Json(line.trimmed().toStdString()));
        }
        break;
    }
    return withJson(recipe, field.path, std::move(json));
}

} // namespace halftone
