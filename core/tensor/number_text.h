// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace halftone {

/// Numbers as texts in ONNX Cast: plain and scientific notation, "INF", "-inf", "NaN" in any case; blanks around are ignored.
std::optional<double> parseFloat(std::string_view text);
/// Decimal, or a float that is truncated; nothing when it does not fit 64 bits.
std::optional<std::int64_t> parseInteger(std::string_view text);

/// The shortest text that reads back as the same number; "NaN", "INF", "-INF".
std::string formatFloat(float value);
std::string formatFloat(double value);

} // namespace halftone
