// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/heat_map_data.h"
#include "widgets/plots/heat_raster.h"

#include <QVariantAnimation>
#include <QWidget>

class QCPColorMap;
class QCPColorScale;
class QCPItemRect;
class QCPItemText;
class QCustomPlot;

namespace halftone {

/// Error as a heat map: a row a tensor, a column a sample or channel, viridis (dark is bad; dB always from 0 to 50) with its legend.
/// Wheel zooms rows, drag pans, double click shows all. Knows nothing of documents: it is given rows and says which was clicked.
class HeatMapPlot : public QWidget
{
    Q_OBJECT

public:
    explicit HeatMapPlot(QWidget *parent = nullptr);

    /// `columnCount` > 0: every row has its own columns of equal meaning (samples); 0: each row is stretched to the width (channels).
    void setRows(std::vector<HeatMapRow> rows, int columnCount, const QString &columnTitle, HeatMetric metric = HeatMetric::Sqnr);
    const HeatScale &scale() const { return m_heatScale; }
    /// Marks a row (index into the rows) and scrolls to it; -1 for none.
    void setMarkedRow(int row, bool reveal);
    int markedRow() const { return m_marked; }
    int rowCount() const { return static_cast<int>(m_rows.size()); }
    const HeatMapRow &row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }
    /// Row at a position of this widget, -1 outside.
    int rowAt(QPoint position) const;
    /// Centre of a row's first cell in this widget's coordinates.
    QPoint rowPosition(int row) const;
    /// Labels now drawn, top to bottom, as rectangles of this widget; for the test that none overlap.
    std::vector<QRect> labelRects() const;

    /// What is painted: more than is in view, never all of a long model.
    HeatRaster::Lines paintedLines() const { return m_drawn; }

    QSize minimumSizeHint() const override { return {320, 140}; }

signals:
    void rowClicked(int row);
    void rowHovered(int row);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fill();
    /// Paints the lines around those in view, unless they are painted already.
    void draw();
    void followHeight();
    void updateScale();
    void showAll();
    void clampRange();
    void updateLabels();
    void updateMark();
    void updateTheme();
    QString toolTipAt(QPoint position) const;

    QCustomPlot *m_plot;
    QCPColorMap *m_map;
    QCPColorScale *m_scale;
    QCPItemRect *m_mark;
    QCPItemText *m_markLabel;
    QVariantAnimation m_move;
    HeatRaster m_raster;
    std::vector<HeatMapRow> m_rows;
    HeatScale m_heatScale;
    int m_columnCount = 0;
    HeatRaster::Lines m_drawn;
    int m_height = 0;
    int m_marked = -1;
    QString m_columnTitle;
    QPoint m_press;
};

} // namespace halftone
