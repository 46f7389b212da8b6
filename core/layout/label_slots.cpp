// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/label_slots.h"

#include "core/layout/stubs.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace halftone {

namespace {
/// Distance of a label from its line, and of the lower slot from the arrow head.
constexpr double kBeside = 6, kBelowBox = 5, kAboveArrow = 11, kClear = 3;
/// Labels looked back at when a gap is crowded: they are placed from left to right.
constexpr std::size_t kLookBack = 64;
/// Where more lines pass close to a label it lies on one anyway.
constexpr std::ptrdiff_t kMostLines = 64;
constexpr int kSamples = 24;
} // namespace

LabelSlots::LabelSlots(const RankBands &bands, const LevelOptions &options)
    : m_bands(bands), m_options(options), m_taken(bands.top.size()), m_lines(bands.top.size()), m_widest(bands.top.size(), 0)
{
}

void LabelSlots::reserveStubs(std::uint32_t rank, const LayoutRect &box, std::uint32_t inStubs, std::uint32_t outStubs)
{
    const double extent = m_options.stubExtent + kAboveArrow;
    const double inOver = inStubs == 1 ? kStubOverhang : 0, outOver = outStubs == 1 ? kStubOverhang : 0;
    if (inStubs > 0 && rank > 0)
        m_taken[rank - 1].push_back({box.x - inOver, box.y - extent, box.width + 2 * inOver, extent});
    if (outStubs > 0)
        m_taken[rank].push_back({box.x - outOver, box.bottom(), box.width / 2 + outOver, extent});
}

bool LabelSlots::place(std::uint32_t rank, double start, double end, double width, double height, LayoutPoint &topLeft)
{
    const double upper = m_bands.bottom[rank] + kBelowBox;
    const double lower = (rank + 1 < m_bands.top.size() ? m_bands.top[rank + 1] : m_bands.height) - kAboveArrow - height;
    const double middle = (start + end) / 2;
    // The side away from where the edge turns comes first: the line would run through the label there.
    const double outside = end > start + 1 ? start - kBeside - width : start + kBeside;
    const double inside = end > start + 1 ? start + kBeside : start - kBeside - width;
    const std::array<LayoutPoint, 6> candidates{{{outside, upper}, {inside, upper}, {end + kBeside, lower}, {end - kBeside - width, lower},
        {middle + kBeside, (upper + lower) / 2}, {middle - kBeside - width, (upper + lower) / 2}}};
    for (const bool clear : {true, false})
        for (const LayoutPoint &candidate : candidates) {
            const LayoutRect rect{candidate.x, candidate.y, width, height};
            if (!isFree(rank, rect) || (clear && !isClearOfLines(rank, rect)))
                continue;
            m_taken[rank].push_back(rect);
            topLeft = candidate;
            return true;
        }
    return false;
}

void LabelSlots::addLine(std::uint32_t rank, double start, double end)
{
    m_lines[rank].push_back({start, end});
    m_widest[rank] = std::max(m_widest[rank], std::abs(end - start));
}

void LabelSlots::sortLines()
{
    for (auto &lines : m_lines)
        std::sort(lines.begin(), lines.end(), [](const Line &a, const Line &b) { return a.left() < b.left(); });
}

bool LabelSlots::isClearOfLines(std::uint32_t gap, const LayoutRect &rect) const
{
    const auto before = [](const Line &line, double x) { return line.left() < x; };
    const auto &lines = m_lines[gap];
    const auto first = std::lower_bound(lines.begin(), lines.end(), rect.x - kClear - m_widest[gap], before);
    const auto last = std::lower_bound(first, lines.end(), rect.right() + kClear, before);
    if (last - first > kMostLines)
        return true;
    const double top = m_bands.bottom[gap], bottom = gap + 1 < m_bands.top.size() ? m_bands.top[gap + 1] : m_bands.height;
    return std::none_of(first, last, [&](const Line &line) {
        if (std::max(line.start, line.end) < rect.x - kClear)
            return false;
        // The S curve of the router: x = start + (end − start)·(3t² − 2t³), y = top + (bottom − top)·(1.5t − 1.5t² + t³).
        for (int i = 0; i <= kSamples; ++i) {
            const double t = static_cast<double>(i) / kSamples;
            const double x = line.start + (line.end - line.start) * (3 * t * t - 2 * t * t * t);
            const double y = top + (bottom - top) * (1.5 * t - 1.5 * t * t + t * t * t);
            if (x > rect.x - kClear && x < rect.right() + kClear && y > rect.y && y < rect.bottom())
                return true;
        }
        return false;
    });
}

bool LabelSlots::isFree(std::uint32_t gap, const LayoutRect &rect) const
{
    const auto &taken = m_taken[gap];
    const std::size_t first = taken.size() > kLookBack * 16 ? taken.size() - kLookBack : 0;
    return std::none_of(taken.begin() + static_cast<std::ptrdiff_t>(first), taken.end(), [&](const LayoutRect &other) {
        return rect.x < other.right() + kClear && other.x < rect.right() + kClear && rect.y < other.bottom() && other.y < rect.bottom();
    });
}

} // namespace halftone
