// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/heat_map_data.h"

#include <cstdint>
#include <vector>

class QCPColorMapData;

namespace halftone {

/// The cells of a heat map's rows. Rows thinner than a pixel are joined, and what is shown of them is the worst: a bad tensor is seen at
/// any height of the chart.
class HeatRaster
{
public:
    /// Lines of `join` rows each, as they are painted.
    struct Lines
    {
        int first = 0;
        int count = 0;
        int join = 1;
        friend bool operator==(const Lines &, const Lines &) = default;
    };

    /// `columnCount` as in HeatMapPlot::setRows().
    void setRows(HeatMetric metric, const std::vector<HeatMapRow> &rows, int columnCount);
    int cells() const { return m_cells; }
    int rowCount() const { return static_cast<int>(m_firstOfRow.size()) - 1; }
    /// Rows that have to share a line when `shown` rows have `pixels` pixels.
    static int joined(double shown, double pixels);
    /// Worst figure of rows [first, first + count) in each cell; NaN where none is known.
    std::vector<double> worst(int first, int count) const;
    /// Fills `data` with `lines`, on `scale`; those past the last row are left out.
    void write(QCPColorMapData &data, const Lines &lines, const HeatScale &scale) const;

private:
    HeatMetric m_metric = HeatMetric::Sqnr;
    int m_cells = 1;
    /// Rows stretch to the width; else a column is a cell.
    bool m_isStretched = true;
    /// What each row knows, one after the other: higher is worse, least for unknown.
    std::vector<float> m_badness;
    std::vector<std::uint32_t> m_firstOfRow{0};
};

} // namespace halftone
