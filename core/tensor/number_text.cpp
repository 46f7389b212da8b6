// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/number_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace halftone {

namespace {

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kBlanks = " \t\r\n";
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos)
        return {};
    text = text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
    if (text.size() > 1 && text[0] == '+' && text[1] != '-')
        text.remove_prefix(1);
    return text;
}

template <typename T>
std::string format(T value)
{
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value < 0 ? "-INF" : "INF";
    std::array<char, 40> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), end.ptr};
}

} // namespace

std::optional<double> parseFloat(std::string_view text)
{
    text = trimmed(text);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || end != text.data() + text.size())
        return std::nullopt;
    if (error == std::errc::result_out_of_range) {
        // from_chars does not say which way; the exponent's sign does.
        const bool tiny = text.find("e-") != std::string_view::npos || text.find("E-") != std::string_view::npos;
        const double magnitude = tiny ? 0 : HUGE_VAL;
        return text.front() == '-' ? -magnitude : magnitude;
    }
    return error == std::errc() ? std::optional(value) : std::nullopt;
}

std::optional<std::int64_t> parseInteger(std::string_view text)
{
    text = trimmed(text);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (!text.empty() && error == std::errc() && end == text.data() + text.size())
        return value;
    const auto number = parseFloat(text);
    if (!number || !(std::abs(*number) < 0x1p63))
        return std::nullopt;
    return static_cast<std::int64_t>(*number);
}

std::string formatFloat(float value) { return format(value); }
std::string formatFloat(double value) { return format(value); }

} // namespace halftone
