// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace halftone {

/// UTF-8 as code points; bytes that are no UTF-8 stand for themselves.
std::u32string decodeUtf8(std::string_view text);
std::string encodeUtf8(std::u32string_view text);

/// Lower or upper case, letter by letter, by the tables of the C library.
std::string lowerCase(std::string_view text);
std::string upperCase(std::string_view text);

} // namespace halftone
