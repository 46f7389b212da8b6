// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/script/python_text.h"

#include <charconv>
#include <cmath>

namespace halftone {

namespace {
constexpr std::size_t kLineLength = 110;
} // namespace

std::string pythonString(std::string_view text)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string literal = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            literal += '\\';
            literal += c;
        } else if (byte < 0x20 || byte == 0x7f) {
            literal += "\\x";
            literal += kDigits[byte >> 4U];
            literal += kDigits[byte & 15U];
        } else {
            literal += c;
        }
    }
    return literal + '"';
}

std::string pythonList(const std::vector<std::string> &texts, int indent)
{
    const std::string margin(static_cast<std::size_t>(indent), ' ');
    std::string list = "[", line;
    const auto flush = [&] {
        if (!line.empty())
            list += '\n' + margin + line;
        line.clear();
    };
    for (const std::string &text : texts) {
        const std::string item = pythonString(text) + ',';
        if (!line.empty() && line.size() + item.size() > kLineLength)
            flush();
        line += (line.empty() ? "" : " ") + item;
    }
    flush();
    return list + "]";
}

std::string pythonNumber(double value)
{
    if (!std::isfinite(value))
        return std::isnan(value) ? "float(\"nan\")" : value > 0 ? "float(\"inf\")" : "float(\"-inf\")";
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, static_cast<float>(value)).ptr;
    std::string number(text, end);
    return number.find_first_of(".e") == std::string::npos ? number + ".0" : number;
}

} // namespace halftone
