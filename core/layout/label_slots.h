// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/routing.h"

#include <algorithm>

namespace halftone {

/// Finds places for edge labels in the gaps between ranks such that no two labels or stub names overlap.
class LabelSlots
{
public:
    LabelSlots(const RankBands &bands, const LevelOptions &options);

    /// Keeps the places of stub names above and below a box free.
    void reserveStubs(std::uint32_t rank, const LayoutRect &box, std::uint32_t inStubs, std::uint32_t outStubs);
    /// A line through the gap below `rank`: labels keep off it when they can.
    void addLine(std::uint32_t rank, double start, double end);
    /// After the last line and before the first label.
    void sortLines();
    /// Top left for a label of an edge that leaves `rank` at x `start` and reaches the next rank at x `end`; false when there is no room.
    bool place(std::uint32_t rank, double start, double end, double width, double height, LayoutPoint &topLeft);

private:
    struct Line
    {
        double start = 0, end = 0;
        double left() const { return std::min(start, end); }
    };
    bool isFree(std::uint32_t gap, const LayoutRect &rect) const;
    bool isClearOfLines(std::uint32_t gap, const LayoutRect &rect) const;

    const RankBands &m_bands;
    const LevelOptions &m_options;
    /// By gap (the one below rank r is r).
    std::vector<std::vector<LayoutRect>> m_taken;
    std::vector<std::vector<Line>> m_lines;
    /// Distance between the ends of the gap's longest line.
    std::vector<double> m_widest;
};

} // namespace halftone
