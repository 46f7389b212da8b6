// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace halftone {

/// Appends a code point; surrogates and numbers above U+10FFFF become U+FFFD.
void appendUtf8(std::string &text, std::uint32_t point);
/// Code points of a text; each byte that is not UTF-8 becomes U+FFFD.
std::u32string utf8ToUtf32(std::string_view text);
bool isValidUtf8(std::string_view text);

} // namespace halftone
