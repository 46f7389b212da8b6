// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/text/utf8.h"

#include <cwctype>
#include <locale.h>

namespace halftone {

namespace {

locale_t unicodeLocale()
{
    static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return locale;
}

template <typename F>
std::string mapped(std::string_view text, F &&f)
{
    std::u32string points = decodeUtf8(text);
    if (unicodeLocale())
        for (char32_t &point : points)
            point = static_cast<char32_t>(f(static_cast<wint_t>(point), unicodeLocale()));
    return encodeUtf8(points);
}

} // namespace

std::u32string decodeUtf8(std::string_view text)
{
    std::u32string points;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1
            : lead >= 0xf0 && lead < 0xf8      ? 4
            : lead >= 0xe0 && lead < 0xf0      ? 3
            : lead >= 0xc2 && lead < 0xe0      ? 2
                                               : 0;
        bool valid = length > 0 && i + length <= text.size();
        char32_t point = length <= 1 ? lead : lead & (0xffU >> (length + 1));
        for (std::size_t k = 1; valid && k < length; ++k) {
            const auto next = static_cast<unsigned char>(text[i + k]);
            valid = (next & 0xc0U) == 0x80U;
            point = point << 6U | (next & 0x3fU);
        }
        points.push_back(valid ? point : lead);
        i += valid ? length : 1;
    }
    return points;
}

std::string encodeUtf8(std::u32string_view text)
{
    std::string bytes;
    for (const char32_t point : text) {
        if (point < 0x80) {
            bytes += static_cast<char>(point);
        } else if (point < 0x800) {
            bytes += static_cast<char>(0xc0U | point >> 6U);
            bytes += static_cast<char>(0x80U | (point & 0x3fU));
        } else if (point < 0x10000) {
            bytes += static_cast<char>(0xe0U | point >> 12U);
            bytes += static_cast<char>(0x80U | (point >> 6U & 0x3fU));
            bytes += static_cast<char>(0x80U | (point & 0x3fU));
        } else {
            bytes += static_cast<char>(0xf0U | point >> 18U);
            bytes += static_cast<char>(0x80U | (point >> 12U & 0x3fU));
            bytes += static_cast<char>(0x80U | (point >> 6U & 0x3fU));
            bytes += static_cast<char>(0x80U | (point & 0x3fU));
        }
    }
    return bytes;
}

std::string lowerCase(std::string_view text) { return mapped(text, towlower_l); }
std::string upperCase(std::string_view text) { return mapped(text, towupper_l); }

} // namespace halftone
