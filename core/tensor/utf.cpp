// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/utf.h"

#include <algorithm>

namespace halftone {

namespace {

constexpr std::uint32_t kReplacement = 0xfffd;
constexpr std::uint32_t kLast = 0x10ffff;

bool isSurrogate(std::uint32_t point) { return point >= 0xd800 && point <= 0xdfff; }

/// Length and value of the code point at the front of `text`; length 0 when it is not UTF-8 (RFC 3629).
struct Decoded
{
    std::size_t length = 0;
    std::uint32_t point = kReplacement;
};

Decoded decodeFirst(std::string_view text)
{
    const auto lead = static_cast<std::uint8_t>(text.front());
    if (lead < 0x80)
        return {1, lead};
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || text.size() < length)
        return {};
    std::uint32_t point = lead & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<std::uint8_t>(text[i]);
        if ((next & 0xc0U) != 0x80U)
            return {};
        point = point << 6U | (next & 0x3fU);
    }
    constexpr std::uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (point < kSmallest[length] || point > kLast || isSurrogate(point))
        return {};
    return {length, point};
}

} // namespace

void appendUtf8(std::string &text, std::uint32_t point)
{
    if (point > kLast || isSurrogate(point))
        point = kReplacement;
    const auto tail = [&](unsigned shift) { text += static_cast<char>(0x80U | (point >> shift & 0x3fU)); };
    if (point < 0x80) {
        text += static_cast<char>(point);
    } else if (point < 0x800) {
        text += static_cast<char>(0xc0U | point >> 6U);
        tail(0);
    } else if (point < 0x10000) {
        text += static_cast<char>(0xe0U | point >> 12U);
        tail(6);
        tail(0);
    } else {
        text += static_cast<char>(0xf0U | point >> 18U);
        tail(12);
        tail(6);
        tail(0);
    }
}

std::u32string utf8ToUtf32(std::string_view text)
{
    std::u32string result;
    while (!text.empty()) {
        const Decoded decoded = decodeFirst(text);
        result += static_cast<char32_t>(decoded.point);
        text.remove_prefix(std::max<std::size_t>(1, decoded.length));
    }
    return result;
}

bool isValidUtf8(std::string_view text)
{
    while (!text.empty()) {
        const Decoded decoded = decodeFirst(text);
        if (decoded.length == 0)
            return false;
        text.remove_prefix(decoded.length);
    }
    return true;
}

} // namespace halftone
