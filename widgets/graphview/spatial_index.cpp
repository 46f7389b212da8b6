// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/spatial_index.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace halftone {

namespace {

LayoutRect united(const LayoutRect &a, const LayoutRect &b)
{
    const double x = std::min(a.x, b.x), y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

} // namespace

SpatialIndex::SpatialIndex(std::vector<LayoutRect> rects) : m_rects(std::move(rects))
{
    for (std::uint32_t i = 0; i < m_rects.size(); ++i)
        if (m_rects[i].width >= 0)
            m_order.push_back(i);
    if (m_order.empty())
        return;
    const auto byY = [&](std::uint32_t a, std::uint32_t b) {
        return m_rects[a].centerY() != m_rects[b].centerY() ? m_rects[a].centerY() < m_rects[b].centerY() : a < b;
    };
    const auto byX = [&](std::uint32_t a, std::uint32_t b) {
        return m_rects[a].centerX() != m_rects[b].centerX() ? m_rects[a].centerX() < m_rects[b].centerX() : a < b;
    };
    std::sort(m_order.begin(), m_order.end(), byY);
    // Slices of y as many as leaves fit side by side if the picture were as wide as high; a slice is a whole number of leaves.
    LayoutRect all = m_rects[m_order[0]];
    for (const std::uint32_t index : m_order)
        all = united(all, m_rects[index]);
    const double leaves = std::ceil(static_cast<double>(m_order.size()) / kFanOut);
    const double across = std::clamp(std::sqrt(leaves * (all.width + 1) / (all.height + 1)), 1.0, leaves);
    const std::size_t slice = static_cast<std::size_t>(std::ceil(across)) * kFanOut;
    for (std::size_t first = 0; first < m_order.size(); first += slice) {
        const std::size_t last = std::min(first + slice, m_order.size());
        std::sort(m_order.begin() + static_cast<std::ptrdiff_t>(first), m_order.begin() + static_cast<std::ptrdiff_t>(last), byX);
    }

    std::vector<LayoutRect> level;
    for (std::size_t i = 0; i < m_order.size(); i += kFanOut) {
        LayoutRect bounds = m_rects[m_order[i]];
        for (std::size_t k = i + 1; k < std::min(i + kFanOut, m_order.size()); ++k)
            bounds = united(bounds, m_rects[m_order[k]]);
        level.push_back(bounds);
    }
    m_levels.push_back(std::move(level));
    while (m_levels.back().size() > 1) {
        const std::vector<LayoutRect> &below = m_levels.back();
        std::vector<LayoutRect> above;
        for (std::size_t i = 0; i < below.size(); i += kFanOut) {
            LayoutRect bounds = below[i];
            for (std::size_t k = i + 1; k < std::min(i + kFanOut, below.size()); ++k)
                bounds = united(bounds, below[k]);
            above.push_back(bounds);
        }
        m_levels.push_back(std::move(above));
    }
}

} // namespace halftone
