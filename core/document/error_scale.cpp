// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/error_scale.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace halftone {

namespace {

/// matplotlib's viridis (CC0) at eleven equal steps; linear between them.
constexpr std::array<std::array<int, 3>, 11> kViridis{{{68, 1, 84}, {72, 36, 117}, {65, 68, 135}, {53, 95, 141}, {42, 120, 142},
    {33, 145, 140}, {34, 168, 132}, {68, 191, 112}, {122, 209, 81}, {189, 223, 38}, {253, 231, 37}}};

} // namespace

ScaleColour viridisAt(double position)
{
    const double scaled = std::clamp(position, 0.0, 1.0) * (kViridis.size() - 1);
    const auto index = std::min<std::size_t>(static_cast<std::size_t>(scaled), kViridis.size() - 2);
    const double fraction = scaled - static_cast<double>(index);
    const auto mix = [&](std::size_t component) {
        const double a = kViridis[index][component];
        const double b = kViridis[index + 1][component];
        return static_cast<int>(std::lround(a + (b - a) * fraction));
    };
    return {mix(0), mix(1), mix(2)};
}

double decibelPosition(double db) { return std::isnan(db) ? -1 : std::clamp(db / kBestDb, 0.0, 1.0); }

} // namespace halftone
