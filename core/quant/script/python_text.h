// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace halftone {

/// A Python string literal of any UTF-8 text.
std::string pythonString(std::string_view text);
/// A Python list of strings, in as many lines as keep it readable; `indent` spaces before each.
std::string pythonList(const std::vector<std::string> &texts, int indent);
/// A number as Python reads it back to the same float.
std::string pythonNumber(double value);

} // namespace halftone
