// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/graph_canvas.h"

#include "widgets/common/theme.h"
#include "widgets/graphview/canvas_accessible.h"

#include <QElapsedTimer>
#include <QHelpEvent>
#include <QPainter>
#include <QResizeEvent>
#include <QToolTip>

#include <algorithm>

namespace halftone {

namespace {
constexpr double kZoomStep = 1.25;
constexpr double kTopMargin = 56;
} // namespace

GraphCanvas::GraphCanvas(QWidget *parent) : QWidget(parent), m_rubberBand(QRubberBand::Rectangle, this)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    CanvasAccessible::install();
    setAccessibleName(tr("Graph"));
    setMinimumSize(120, 120);
    grabGesture(Qt::PinchGesture);
    connect(&m_camera, &GraphCamera::changed, this, [this] {
        update();
        emit viewChanged();
    });
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void GraphCanvas::setScene(std::shared_ptr<const GraphScene> scene, Anchor anchor)
{
    const std::vector<NodeId> selected = selectedNodes();
    const ValueId value = m_look.selectedValue;
    const bool keep = anchor == Anchor::Keep && m_scene && scene && m_scene->boxCount() > 0;
    // A node that stays in place on screen: the selected one, or the one nearest to the middle.
    NodeId fixed = kNone;
    QPointF was;
    if (keep) {
        std::uint32_t box = focusBox();
        if (box == kNone || !m_camera.visible().intersects(m_scene->boxRect(box))) {
            const QPointF middle = m_camera.center();
            double nearest = 1e30;
            for (const std::uint32_t candidate : m_scene->boxesIn(m_camera.visible())) {
                const QPointF off = m_scene->boxRect(candidate).center() - middle;
                if (const double distance = QPointF::dotProduct(off, off); distance < nearest && m_scene->box(candidate).node != kNone) {
                    nearest = distance;
                    box = candidate;
                }
            }
        }
        if (box != kNone && !m_scene->nodesOf(box).empty()) {
            fixed = m_scene->nodesOf(box).front();
            was = m_camera.toView(m_scene->boxRect(m_scene->boxOfNode(fixed)).center());
        }
    }
    m_scene = std::move(scene);
    m_focusBox = kNone;
    if (!m_scene) {
        m_look = {};
        update();
        return;
    }
    m_look.reset(*m_scene);
    m_camera.setBounds(m_scene->bounds());
    if (keep) {
        setSelectedNodes(selected);
        if (value < m_scene->graph().values().size())
            m_look.selectedValue = value;
        if (const std::uint32_t box = m_scene->boxOfNode(fixed); fixed != kNone && box != kNone) {
            const QPointF offset = (was - QPointF(width(), height()) / 2) / m_camera.scale();
            m_camera.lookAt(m_scene->boxRect(box).center() - offset, m_camera.scale(), GraphCamera::Move::AtOnce);
        }
    } else {
        showInputs();
    }
    update();
    emit viewChanged();
}

void GraphCanvas::showInputs()
{
    if (!m_scene || m_scene->boxCount() == 0)
        return;
    const QRectF first = m_scene->boxRect(0);
    const QPointF center = m_scene->request().horizontal ? QPointF(first.left() + width() / 2.0 - kTopMargin, first.center().y())
                                                         : QPointF(first.center().x(), first.top() + height() / 2.0 - kTopMargin);
    m_camera.lookAt(center, 1, GraphCamera::Move::AtOnce);
    m_inputsAt = m_camera.center();
}

QMarginsF GraphCanvas::covered() const
{
    // In a tiny window they may cover everything.
    constexpr double kMost = 0.3;
    const double x = width() * kMost, y = height() * kMost;
    return {std::min<double>(m_covered.left(), x), std::min<double>(m_covered.top(), y), std::min<double>(m_covered.right(), x),
        std::min<double>(m_covered.bottom(), y)};
}

void GraphCanvas::setDecisions(std::vector<NodeDecision> decisions)
{
    m_look.decisions = std::move(decisions);
    update();
}

void GraphCanvas::setOverlay(std::optional<GraphOverlay> overlay)
{
    m_look.overlay = std::move(overlay);
    if (m_scene)
        m_look.updateOverlay(*m_scene);
    update();
    emit viewChanged();
}

void GraphCanvas::setChanges(std::vector<NodeChange> changes)
{
    m_look.changes = std::move(changes);
    if (m_scene)
        m_look.updateMarks(*m_scene);
    update();
    emit viewChanged();
}

void GraphCanvas::setBookmarks(std::vector<NodeId> nodes)
{
    std::sort(nodes.begin(), nodes.end());
    m_look.bookmarks = std::move(nodes);
    if (m_scene)
        m_look.updateMarks(*m_scene);
    update();
}

void GraphCanvas::highlight(const std::vector<NodeId> &nodes)
{
    m_look.highlighted.clear();
    if (m_scene && !nodes.empty()) {
        m_look.highlighted.assign(m_scene->boxCount(), false);
        for (const NodeId node : nodes)
            if (const std::uint32_t box = m_scene->boxOfNode(node); box != kNone)
                m_look.highlighted[box] = true;
        // What is inside a node is lit with it.
        for (std::uint32_t box = 0; m_scene->expanded() && box < m_scene->boxCount(); ++box)
            if (m_scene->expanded()->isInside(m_scene->box(box).node))
                m_look.highlighted[box] = m_look.highlighted[m_scene->boxOfNode(m_scene->ownNode(m_scene->box(box).node))];
    }
    update();
}

void GraphCanvas::setSelectedNodes(const std::vector<NodeId> &nodes)
{
    if (!m_scene)
        return;
    m_look.selected.assign(m_scene->boxCount(), false);
    m_look.selectedValue = kNone;
    for (const NodeId node : nodes)
        if (const std::uint32_t box = m_scene->boxOfNode(node); box != kNone) {
            m_look.selected[box] = true;
            m_focusBox = box;
        }
    update();
    emit viewChanged();
}

void GraphCanvas::setSelectedValue(ValueId value)
{
    if (!m_scene)
        return;
    m_look.selected.assign(m_scene->boxCount(), false);
    m_look.selectedValue = value;
    update();
}

void GraphCanvas::setHoveredValue(ValueId value)
{
    m_look.hoveredValue = value;
    update();
}

void GraphCanvas::setHoveredNode(NodeId node)
{
    const std::uint32_t box = m_scene && node != kNone ? m_scene->boxOfNode(node) : kNone;
    if (box == m_look.hoveredBox)
        return;
    m_look.hoveredBox = box;
    update();
}

std::vector<NodeId> GraphCanvas::selectedNodes() const
{
    std::vector<NodeId> nodes;
    for (std::uint32_t box = 0; m_scene && box < m_look.selected.size(); ++box)
        if (m_look.selected[box])
            for (const NodeId node : m_scene->nodesOf(box))
                nodes.push_back(node);
    std::sort(nodes.begin(), nodes.end());
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    return nodes;
}

void GraphCanvas::revealNodes(const std::vector<NodeId> &nodes)
{
    QRectF rect;
    for (const NodeId node : nodes)
        if (const std::uint32_t box = m_scene ? m_scene->boxOfNode(node) : kNone; box != kNone)
            rect = rect.united(m_scene->boxRect(box));
    if (rect.isEmpty())
        return;
    const QSizeF view = m_camera.visible().size();
    // Many nodes far apart: the first one is shown, at a zoom where it can be read.
    if (rect.width() > view.width() || rect.height() > view.height())
        if (const std::uint32_t box = m_scene->boxOfNode(nodes.front()); box != kNone)
            rect = m_scene->boxRect(box);
    constexpr double kReadable = 0.3;
    if (m_camera.targetScale() < kReadable)
        m_camera.lookAt(rect.center(), 1, GraphCamera::Move::Soft);
    else
        m_camera.reveal(rect, covered(), GraphCamera::Move::Soft);
}

void GraphCanvas::revealValue(ValueId value)
{
    if (!m_scene)
        return;
    const auto edges = m_scene->edgesOfValue(value);
    if (!edges.empty()) {
        const LayoutPoint at = m_scene->layout().edges[edges.front()].points.front();
        m_camera.reveal(QRectF(at.x - 50, at.y - 20, 100, 60), covered(), GraphCamera::Move::Soft);
        return;
    }
    if (value < m_scene->graph().values().size() && !m_scene->graph().value(value).consumers.empty())
        revealNodes({m_scene->graph().value(value).consumers.front().node});
}

void GraphCanvas::fit()
{
    if (!m_scene)
        return;
    // The overview, which is above the right edge, goes away when all is in view.
    QMarginsF margins = covered();
    margins.setRight(margins.left());
    m_camera.fit(m_scene->bounds(), margins, GraphCamera::Move::Soft);
}
void GraphCanvas::zoomIn() { m_camera.zoomTo(m_camera.targetScale() * kZoomStep); }
void GraphCanvas::zoomOut() { m_camera.zoomTo(m_camera.targetScale() / kZoomStep); }
void GraphCanvas::zoomReset() { m_camera.zoomTo(1); }

void GraphCanvas::paintEvent(QPaintEvent *)
{
    QElapsedTimer timer;
    timer.start();
    QPainter painter(this);
    painter.fillRect(rect(), Theme::instance().canvas());
    if (!m_scene)
        return;
    const double scale = m_camera.scale();
    const QPointF origin = m_camera.toView(QPointF(0, 0));
    painter.setTransform(QTransform(scale, 0, 0, scale, origin.x(), origin.y()), true);
    m_painter.paint(painter, *m_scene, m_look, m_camera.visible(), scale);
    painter.end();
    emit painted(static_cast<double>(timer.nsecsElapsed()) / 1e6);
}

void GraphCanvas::resizeEvent(QResizeEvent *)
{
    // As long as nobody has moved, the inputs stay at the top.
    const bool untouched = !m_inputsAt || (m_camera.center() == *m_inputsAt && m_camera.scale() == 1 && !m_camera.isMoving());
    m_camera.setViewSize(size());
    if (untouched)
        showInputs();
}

void GraphCanvas::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const std::uint32_t box = !m_scene ? kNone : byKey ? focusBox() : m_scene->boxAt(m_camera.toScene(event->pos()));
    NodeId node = kNone;
    if (box != kNone) {
        if (!m_look.isSelected(box))
            selectBoxes({box}, m_scene->box(box).kind == GraphBox::Kind::Node ? kNone : m_scene->box(box).value, false);
        const std::vector<NodeId> nodes = m_scene->nodesOf(box);
        node = nodes.empty() ? kNone : nodes.front();
    }
    const QPoint at = byKey && box != kNone ? mapToGlobal(m_camera.toView(m_scene->boxRect(box).center()).toPoint()) : event->globalPos();
    emit contextMenuRequested(node, at);
}

void GraphCanvas::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        update();
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("Graph"));
    QWidget::changeEvent(event);
}

bool GraphCanvas::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && m_scene) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const Hit hit = hitAt(help->pos());
        QString text;
        if (hit.box != kNone && m_scene->box(hit.box).kind == GraphBox::Kind::Node && m_toolTip)
            text = m_toolTip(m_scene->box(hit.box).node);
        else if (hit.edge != kNone)
            text = QString::fromStdString(m_scene->graph().value(m_scene->content().edges[hit.edge].value).name);
        else if (hit.box != kNone && m_scene->box(hit.box).value != kNone)
            text = QString::fromStdString(m_scene->graph().value(m_scene->box(hit.box).value).name);
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    if (event->type() == QEvent::Gesture || event->type() == QEvent::NativeGesture)
        return handleGesture(event) || QWidget::event(event);
    return QWidget::event(event);
}

} // namespace halftone
