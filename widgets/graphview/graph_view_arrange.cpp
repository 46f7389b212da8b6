// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/find_bar.h"
#include "widgets/graphview/graph_view.h"
#include "widgets/graphview/layout_notice.h"
#include "widgets/graphview/minimap.h"
#include "widgets/graphview/overlay_legend.h"
#include "widgets/graphview/zoom_bar.h"

#include <QLayout>

#include <algorithm>

namespace halftone {

namespace {
constexpr int kInset = 12, kGap = 8;
constexpr int kMinimapWidth = 150, kMinimapHeight = 300;
/// A narrower graph needs the room for itself.
constexpr int kNarrow = 3 * kMinimapWidth;
/// A lower one has a scale of one line.
constexpr int kLow = 300;
} // namespace

void GraphView::setMinimapVisible(bool visible)
{
    m_minimapVisible = visible;
    arrange();
}

QRect GraphView::freeArea() const { return m_canvas->geometry().adjusted(kInset, kInset, -kInset, -kInset); }

void GraphView::showMinimap()
{
    const QSize room = m_canvas->size();
    const bool isUseful = m_canvas->scene() && !m_canvas->camera().visible().contains(m_canvas->scene()->bounds());
    m_minimap->setVisible(m_minimapVisible && isUseful && room.width() >= kNarrow && room.height() > 2 * Minimap::minimumSide());
    const int right = m_minimap->isVisibleTo(this) ? m_minimap->width() + kInset + kGap : kInset;
    m_canvas->setCovered({kInset, kInset, right, m_coveredBottom});
}

void GraphView::arrange()
{
    const QRect area = freeArea();
    const QSize limit(kMinimapWidth, std::min(kMinimapHeight, area.height() * 6 / 10));
    m_minimap->resize(m_minimap->sizeWithin(limit));
    m_minimap->move(area.right() - m_minimap->width(), area.top());
    m_zoomBar->adjustSize();
    m_zoomBar->move(area.left(), area.bottom() - m_zoomBar->height());
    m_zoomBar->setVisible(m_canvas->scene() != nullptr);
    const int beside = area.width() - m_zoomBar->width() - kGap;
    m_legend->setFolded(area.height() < kLow || m_legend->unfoldedWidth() > beside);
    m_legend->adjustSize();
    const int lift = m_legend->width() > beside ? m_zoomBar->height() + kGap : 0;
    m_legend->move(std::max(area.left(), area.right() - m_legend->width()), area.bottom() - m_legend->height() - lift);
    m_findBar->move(area.left(), area.top());
    m_notice->adjustSize();
    m_notice->move(area.center().x() - m_notice->width() / 2, area.bottom() - m_notice->height());
    const int legend = m_legend->isVisibleTo(this) ? m_legend->height() + lift : 0;
    m_coveredBottom = std::max(legend, m_zoomBar->height()) + kInset + kGap;
    showMinimap();
}

void GraphView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layout()->activate();
    arrange();
}

} // namespace halftone
