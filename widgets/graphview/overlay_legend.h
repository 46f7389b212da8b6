// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/graphview/graph_overlay.h"

#include <QWidget>

#include <optional>
#include <utility>
#include <vector>

namespace halftone {

/// The colour scale of an overlay with its ends, in a corner of the graph. Dragging on it sets a limit: only what is as bad or worse stays
/// coloured; dragging to the good end shows all again. The arrow keys do the same.
class OverlayLegend : public QWidget
{
    Q_OBJECT

public:
    explicit OverlayLegend(QWidget *parent = nullptr);
    /// Hidden without an overlay.
    void setOverlay(const std::optional<GraphOverlay> &overlay);
    /// A scale of one line, without words, for where there is little room.
    void setFolded(bool folded);
    bool isFolded() const { return m_isFolded; }
    int unfoldedWidth() const;
    QSize sizeHint() const override;

signals:
    void limitChosen(std::optional<double> limit);

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QSize unfoldedSize() const;
    /// A row for each colour, where they are few or words; otherwise a bar with a limit.
    bool isList() const;
    std::vector<std::pair<QColor, QString>> rows() const;
    void paintRows(QPainter &painter) const;
    void paintSwatch(QPainter &painter, QPointF topLeft, const QColor &color) const;
    void paintSwatches(QPainter &painter) const;
    void paintBar(QPainter &painter) const;
    void paintEnds(QPainter &painter) const;
    QString upperEnd() const;
    QString hint() const;
    QString label(double value) const;
    QRectF bar() const;
    /// Share of the bar from the left, in [0, 1], to a value and back.
    double shareOf(double value) const;
    void choose(double share);
    void paintLimit(QPainter &painter) const;

    std::optional<GraphOverlay> m_overlay;
    bool m_isFolded = false;
};

} // namespace halftone
