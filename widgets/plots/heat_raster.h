// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/heat_map_data.h"

#include <vector>

class QCPColorMapData;

namespace halftone {

/// The cells of a heat map's rows. Rows thinner than a pixel are joined, and what is shown of them is the worst: a bad tensor is seen at
/// any height of the chart.
class HeatRaster
{
public:
    /// `columnCount` as in HeatMapPlot::setRows().
    void setRows(HeatMetric metric, const std::vector<HeatMapRow> &rows, int columnCount);
    int cells() const { return m_cells; }
    int rowCount() const { return m_rows; }
    /// Rows that have to share a line when `shown` rows have `pixels` pixels.
    static int joined(double shown, double pixels);
    /// Worst figure of rows [first, first + count) in cell `x`; NaN when none is known.
    double worst(int first, int count, int x) const;
    /// Fills `data` with lines of `join` rows each, on `scale`.
    void write(QCPColorMapData &data, int join, const HeatScale &scale) const;

private:
    HeatMetric m_metric = HeatMetric::Sqnr;
    int m_cells = 1;
    int m_rows = 0;
    std::vector<float> m_values;
};

} // namespace halftone
