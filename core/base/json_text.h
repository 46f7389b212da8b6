// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace halftone {

/// The value indented by two spaces, as dump(2) writes it, with invalid UTF-8 replaced. Numbers get the shortest spelling that
/// reads back the same. Several times as fast as dump() for long lists of numbers.
std::string jsonText(const nlohmann::ordered_json &value);

} // namespace halftone
