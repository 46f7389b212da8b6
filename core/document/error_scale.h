// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace halftone {

/// The one scale that errors are shown on, in the window and in reports: viridis, dark is bad.
struct ScaleColour
{
    int red = 0;
    int green = 0;
    int blue = 0;
};

/// From here on a signal-to-noise ratio is as good as any, in dB.
inline constexpr double kBestDb = 50;

/// viridis at `position` in [0, 1], clamped: 0 dark and bad, 1 bright and good.
ScaleColour viridisAt(double position);

/// Where a signal-to-noise ratio lies: 0 dB → 0, kBestDb → 1, clamped; NaN → -1.
double decibelPosition(double db);

} // namespace halftone
