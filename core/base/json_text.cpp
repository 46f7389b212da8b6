// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>

namespace halftone {

namespace {

using Json = nlohmann::ordered_json;

void appendString(std::string &text, const std::string &value)
{
    const bool isSimple = std::all_of(value.begin(), value.end(), [](char c) { return c >= ' ' && c < 127 && c != '"' && c != '\\'; });
    if (isSimple)
        text.append(1, '"').append(value).append(1, '"');
    else
        text += Json(value).dump(-1, ' ', false, Json::error_handler_t::replace);
}

template <typename Number>
void appendNumber(std::string &text, Number value)
{
    char digits[32];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), value).ptr;
    const std::string_view written(digits, static_cast<std::size_t>(end - digits));
    text += written;
    // A float stays one when it is read again.
    if constexpr (std::is_floating_point_v<Number>) {
        if (written.find_first_of(".e") == std::string_view::npos)
            text += ".0";
    }
}

void append(std::string &text, const Json &value, std::size_t indent)
{
    const auto list = [&](char open, char close, const auto &appendItem) {
        text += open;
        bool isFirst = true;
        for (auto item = value.begin(); item != value.end(); ++item) {
            text += isFirst ? "\n" : ",\n";
            isFirst = false;
            text.append(indent + 2, ' ');
            appendItem(item);
        }
        if (!isFirst)
            text.append(1, '\n').append(indent, ' ');
        text += close;
    };
    switch (value.type()) {
    case Json::value_t::object:
        return list('{', '}', [&](const auto &item) {
            appendString(text, item.key());
            text += ": ";
            append(text, item.value(), indent + 2);
        });
    case Json::value_t::array:
        return list('[', ']', [&](const auto &item) { append(text, *item, indent + 2); });
    case Json::value_t::string:
        return appendString(text, value.get_ref<const std::string &>());
    case Json::value_t::number_integer:
        return appendNumber(text, value.get<std::int64_t>());
    case Json::value_t::number_unsigned:
        return appendNumber(text, value.get<std::uint64_t>());
    case Json::value_t::number_float:
        if (const auto number = value.get<double>(); std::isfinite(number))
            return appendNumber(text, number);
        break;
    case Json::value_t::boolean:
        text += value.get<bool>() ? "true" : "false";
        return;
    default:
        break;
    }
    text += "null";
}

} // namespace

std::string jsonText(const Json &value)
{
    std::string text;
    append(text, value, 0);
    return text;
}

} // namespace halftone
