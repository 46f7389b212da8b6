// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>
#include <QColor>
#include <QString>

#include <vector>

namespace halftone {

/// A ranked list as horizontal bars: label left, bar, figure right. Click or arrow keys choose a row.
class BarList : public QAbstractScrollArea
{
    Q_OBJECT

public:
    struct Bar
    {
        QString label;
        /// Length in [0, 1] of the widest bar.
        double length = 0;
        QString figure;
        QColor colour;
        /// A second bar below the first, in [0, 1]; negative: none.
        double second = -1;
        QColor secondColour;
        QString toolTip;
    };

    explicit BarList(QWidget *parent = nullptr);

    void setBars(std::vector<Bar> bars);
    void setMarked(int row);
    int marked() const { return m_marked; }
    int count() const { return static_cast<int>(m_bars.size()); }
    int rowAt(QPoint position) const;
    QRect rowRect(int row) const;
    QSize sizeHint() const override;

signals:
    void rowClicked(int row);
    /// The row under the pointer, -1 when it leaves them.
    void rowHovered(int row);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    int rowHeight() const;
    /// Room for the longest figure.
    int figureWidth() const;
    void updateScrollBar();

    std::vector<Bar> m_bars;
    int m_marked = -1;
};

} // namespace halftone
