// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/heat_raster.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <qcustomplot.h>
#include <span>

namespace halftone {

namespace {

constexpr int kStretchedCells = 512;
constexpr float kUnknown = -std::numeric_limits<float>::infinity();
constexpr double kMost = std::numeric_limits<float>::max();

double signOf(HeatMetric metric) { return isWorse(metric, 1, 0) ? 1 : -1; }

void raise(std::span<float> cells, float badness)
{
    for (float &cell : cells)
        cell = std::max(cell, badness);
}

/// The cells that column `k` of `count` covers, and of several columns in a cell the worst.
void raiseStretched(std::span<float> cells, std::span<const float> columns)
{
    const std::size_t width = cells.size(), count = columns.size();
    for (std::size_t k = 0; k < count; ++k) {
        const std::size_t first = count > width ? k * width / count : (k * width + count - 1) / count;
        const std::size_t last = count > width ? first + 1 : ((k + 1) * width + count - 1) / count;
        raise(cells.subspan(first, last - first), columns[k]);
    }
}

} // namespace

void HeatRaster::setRows(HeatMetric metric, const std::vector<HeatMapRow> &rows, int columnCount)
{
    m_metric = metric;
    m_isStretched = columnCount == 0;
    m_cells = m_isStretched ? kStretchedCells : columnCount;
    m_badness.clear();
    m_firstOfRow.assign(1, 0);
    const double sign = signOf(metric);
    const auto add = [&](double figure) {
        m_badness.push_back(std::isnan(figure) ? kUnknown : static_cast<float>(std::clamp(sign * figure, -kMost, kMost)));
    };
    for (const HeatMapRow &row : rows) {
        if (row.columns.empty())
            add(row.whole);
        std::ranges::for_each(row.columns, add);
        m_firstOfRow.push_back(static_cast<std::uint32_t>(m_badness.size()));
    }
}

int HeatRaster::joined(double shown, double pixels)
{
    return std::max(1, static_cast<int>(std::ceil(shown / std::max(1.0, pixels) - 1e-6)));
}

std::vector<double> HeatRaster::worst(int first, int count) const
{
    std::vector<float> cells(static_cast<std::size_t>(m_cells), kUnknown);
    float everywhere = kUnknown;
    for (int row = first; row < std::min(rowCount(), first + count); ++row) {
        const auto begin = m_firstOfRow[static_cast<std::size_t>(row)], end = m_firstOfRow[static_cast<std::size_t>(row) + 1];
        const std::span<const float> columns(m_badness.data() + begin, end - begin);
        if (columns.size() == 1)
            everywhere = std::max(everywhere, columns.front());
        else if (m_isStretched)
            raiseStretched(cells, columns);
        else
            std::transform(columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(std::min(columns.size(), cells.size())),
                cells.begin(), cells.begin(), [](float a, float b) { return std::max(a, b); });
    }
    raise(cells, everywhere);
    std::vector<double> result(cells.size());
    std::ranges::transform(cells, result.begin(), [sign = signOf(m_metric)](float badness) {
        return badness == kUnknown ? std::numeric_limits<double>::quiet_NaN() : sign * static_cast<double>(badness);
    });
    return result;
}

void HeatRaster::write(QCPColorMapData &data, const Lines &lines, const HeatScale &scale) const
{
    const int all = std::max(1, (rowCount() + lines.join - 1) / lines.join);
    const int begin = std::clamp(lines.first, 0, all - 1);
    const int count = std::clamp(lines.first + lines.count - begin, 1, all - begin);
    data.setSize(m_cells, count);
    const double first = m_isStretched ? 50.0 / m_cells : 0;
    const double last = m_isStretched ? 100.0 - 50.0 / m_cells : m_cells - 1;
    const double middle = begin * lines.join + (lines.join - 1) / 2.0;
    // A single line has no neighbour to take its height from.
    const QCPRange rows = count == 1 ? QCPRange(begin * lines.join - 0.5, (begin + 1) * lines.join - 0.5)
                                     : QCPRange(middle, (count - 1) * lines.join + middle);
    data.setRange(QCPRange(first, std::max(last, first + 1e-9)), rows);
    for (int line = 0; line < count; ++line) {
        const std::vector<double> cells = worst((begin + line) * lines.join, lines.join);
        for (int x = 0; x < m_cells; ++x)
            data.setCell(x, line, scale.shown(cells[static_cast<std::size_t>(x)]));
    }
}

} // namespace halftone
