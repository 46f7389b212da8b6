// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>

namespace halftone {

/// Figures as every view shows them. Unknown (NaN, negative where impossible) is "–".

/// "18.4 M", "1.2 k", "37".
QString formatCount(std::int64_t count);
/// "1.44 MiB".
QString formatBytes(std::int64_t bytes);
/// "23.8", "∞"; without the unit for columns.
QString formatDbNumber(double db);
/// "23.8 dB".
QString formatDb(double db);
/// "9.8 ms", "0.12 s" from seconds.
QString formatSeconds(double seconds);
/// "97.3 %".
QString formatPercent(double percent);
/// Up to four significant digits.
QString formatNumber(double value);

} // namespace halftone
