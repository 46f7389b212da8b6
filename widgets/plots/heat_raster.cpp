// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/heat_raster.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <qcustomplot.h>

namespace halftone {

namespace {
constexpr int kStretchedCells = 512;
}

void HeatRaster::setRows(HeatMetric metric, const std::vector<HeatMapRow> &rows, int columnCount)
{
    m_metric = metric;
    m_cells = columnCount > 0 ? columnCount : kStretchedCells;
    m_rows = static_cast<int>(rows.size());
    const auto width = static_cast<std::size_t>(m_cells);
    m_values.assign(rows.size() * width, std::numeric_limits<float>::quiet_NaN());
    for (std::size_t y = 0; y < rows.size(); ++y) {
        const HeatMapRow &row = rows[y];
        const std::vector<double> columns = row.columns.empty() ? std::vector<double>{row.whole} : row.columns;
        const bool stretched = columnCount == 0 || row.columns.empty();
        const std::vector<double> cells = stretched ? spread(metric, columns, m_cells) : columns;
        for (std::size_t x = 0; x < std::min(width, cells.size()); ++x)
            m_values[y * width + x] = static_cast<float>(cells[x]);
    }
}

int HeatRaster::joined(double shown, double pixels)
{
    return std::max(1, static_cast<int>(std::ceil(shown / std::max(1.0, pixels) - 1e-6)));
}

double HeatRaster::worst(int first, int count, int x) const
{
    double result = std::numeric_limits<double>::quiet_NaN();
    for (int y = first; y < std::min(m_rows, first + count); ++y) {
        const double value = m_values[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_cells) + static_cast<std::size_t>(x)];
        if (isWorse(m_metric, value, result))
            result = value;
    }
    return result;
}

void HeatRaster::write(QCPColorMapData &data, int join, const HeatScale &scale) const
{
    const int lines = std::max(1, (m_rows + join - 1) / join);
    data.setSize(m_cells, lines);
    const bool stretched = m_cells == kStretchedCells;
    const double first = stretched ? 50.0 / m_cells : 0;
    const double last = stretched ? 100.0 - 50.0 / m_cells : m_cells - 1;
    // A single line has no neighbour to take its height from.
    const double middle = (join - 1) / 2.0;
    const QCPRange rows = lines == 1 ? QCPRange(-0.5, join - 0.5) : QCPRange(middle, (lines - 1) * join + middle);
    data.setRange(QCPRange(first, std::max(last, first + 1e-9)), rows);
    for (int line = 0; line < lines; ++line) {
        for (int x = 0; x < m_cells; ++x)
            data.setCell(x, line, scale.shown(worst(line * join, join, x)));
    }
}

} // namespace halftone
