// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/graph_canvas.h"

#include <QApplication>
#include <QGestureEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPinchGesture>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {
/// A wheel notch (120 eighths of a degree) zooms by this factor and scrolls this many pixels.
constexpr double kNotch = 120, kZoomPerNotch = 1.2, kPixelsPerNotch = 100;
constexpr double kEdgeSlack = 7;
} // namespace

GraphCanvas::Hit GraphCanvas::hitAt(QPointF view) const
{
    Hit hit;
    if (!m_scene)
        return hit;
    const QPointF point = m_camera.toScene(view);
    hit.box = m_scene->boxAt(point);
    if (hit.box != kNone) {
        hit.kind = Hit::Kind::Box;
        const GraphBox &box = m_scene->box(hit.box);
        const bool readable = GraphPainter::detailAt(m_camera.scale()) != GraphPainter::Detail::Block;
        if (readable && m_scene->badgeRect(hit.box).contains(point)) {
            if (box.kind == GraphBox::Kind::Scope)
                hit.kind = Hit::Kind::ScopeMark;
            else if (box.node < m_look.decisions.size())
                hit.kind = Hit::Kind::Badge;
            return hit;
        }
        const QRectF rect = m_scene->boxRect(hit.box);
        if (box.kind == GraphBox::Kind::Scope && point.x() < rect.left() + 22 && point.y() < rect.top() + m_scene->metrics().headerHeight) {
            hit.kind = Hit::Kind::ScopeMark;
            return hit;
        }
        for (std::uint32_t row = 0; readable && row < box.rowCount; ++row)
            if (m_scene->rowRect(hit.box, row).contains(point)) {
                hit.kind = Hit::Kind::Row;
                hit.row = box.firstRow + row;
            }
        return hit;
    }
    if (GraphPainter::detailAt(m_camera.scale()) == GraphPainter::Detail::Full) {
        for (const std::uint32_t near : m_scene->boxesIn(QRectF(point, QSizeF(0, 0)).adjusted(-120, -60, 120, 60))) {
            const auto test = [&](std::uint32_t edge, bool incoming) {
                if (m_scene->stubNameRect(edge, incoming).contains(point)) {
                    // One name for many: the box knows them all.
                    const bool shared = incoming && m_scene->layout().edges[edge].incomingShared > 1;
                    hit.kind = shared ? Hit::Kind::Box : Hit::Kind::StubName;
                    if (shared) {
                        hit.box = near;
                        return;
                    }
                    hit.edge = edge;
                    hit.incoming = incoming;
                }
            };
            for (const std::uint32_t edge : m_scene->edgesTo(near))
                test(edge, true);
            for (const std::uint32_t edge : m_scene->edgesFrom(near))
                test(edge, false);
        }
        if (hit.kind == Hit::Kind::StubName || hit.kind == Hit::Kind::Box)
            return hit;
    }
    hit.edge = m_scene->edgeAt(point, kEdgeSlack / std::max(m_camera.scale(), 0.1));
    if (hit.edge != kNone) {
        hit.kind = Hit::Kind::Edge;
        return hit;
    }
    hit.group = m_scene->groupHeaderAt(point);
    if (hit.group != kNone)
        hit.kind = Hit::Kind::GroupHeader;
    return hit;
}

void GraphCanvas::click(QPointF view, Qt::KeyboardModifiers modifiers)
{
    const Hit hit = hitAt(view);
    const bool extend = modifiers.testFlag(Qt::ControlModifier);
    switch (hit.kind) {
    case Hit::Kind::Badge:
        emit badgeClicked(m_scene->box(hit.box).node);
        return;
    case Hit::Kind::ScopeMark:
    case Hit::Kind::GroupHeader:
        toggleScope(hit.box, hit.group);
        return;
    case Hit::Kind::Row: {
        const BoxRow &row = m_scene->content().rows[hit.row];
        if (row.kind == BoxRow::Kind::Subgraph) {
            constexpr double kMarkWidth = 16;
            const QRectF rect = m_scene->rowRect(hit.box, hit.row - m_scene->box(hit.box).firstRow);
            const NodeId node = m_scene->box(hit.box).node;
            if (m_camera.toScene(view).x() < rect.left() + m_scene->metrics().padding + kMarkWidth)
                emit scopeToggled(QString::fromStdString(pathOfBody(m_scene->graph().node(node), row.attribute)));
            else
                emit subgraphActivated(node, row.attribute);
            return;
        }
        if (row.value != kNone && !extend) {
            selectBoxes({}, row.value, false);
            return;
        }
        selectBoxes({hit.box}, kNone, extend);
        return;
    }
    case Hit::Kind::Box: {
        const GraphBox &box = m_scene->box(hit.box);
        const bool isPort = box.kind != GraphBox::Kind::Node && box.kind != GraphBox::Kind::Scope;
        if (isPort)
            selectBoxes({}, box.value, false);
        else
            selectBoxes({hit.box}, kNone, extend);
        return;
    }
    case Hit::Kind::StubName: {
        const BoxEdge &edge = m_scene->content().edges[hit.edge];
        selectBoxes({}, edge.value, false);
        m_camera.reveal(m_scene->boxRect(hit.incoming ? edge.from : edge.to), covered(), GraphCamera::Move::Soft);
        return;
    }
    case Hit::Kind::Edge:
        selectBoxes({}, m_scene->content().edges[hit.edge].value, false);
        return;
    case Hit::Kind::Nothing:
        if (!extend)
            selectBoxes({}, kNone, false);
        return;
    }
}

void GraphCanvas::selectBoxes(const std::vector<std::uint32_t> &boxes, ValueId value, bool extend)
{
    if (!m_scene)
        return;
    if (!extend)
        m_look.selected.assign(m_scene->boxCount(), false);
    m_look.selectedValue = value;
    for (const std::uint32_t box : boxes) {
        m_look.selected[box] = !(extend && boxes.size() == 1 && m_look.selected[box]);
        m_focusBox = box;
    }
    announceFocus();
    update();
    emit selectionChanged();
    emit viewChanged();
}

void GraphCanvas::selectBox(std::uint32_t box, bool reveal)
{
    const GraphBox &content = m_scene->box(box);
    const bool isPort = content.kind != GraphBox::Kind::Node && content.kind != GraphBox::Kind::Scope;
    selectBoxes(isPort ? std::vector<std::uint32_t>() : std::vector<std::uint32_t>{box}, isPort ? content.value : kNone, false);
    m_focusBox = box;
    if (isPort)
        announceFocus();
    if (reveal)
        m_camera.reveal(m_scene->boxRect(box), covered(), GraphCamera::Move::Soft);
}

void GraphCanvas::toggleScope(std::uint32_t box, std::uint32_t group)
{
    const std::int32_t scope = box != kNone ? m_scene->box(box).scope : m_scene->content().groupScope[group];
    if (scope >= 0)
        emit scopeToggled(QString::fromStdString(m_scene->content().scopes.scopes[static_cast<std::size_t>(scope)].path));
}

void GraphCanvas::mousePressEvent(QMouseEvent *event)
{
    m_camera.stop();
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton)
        return;
    m_drag = event->button() == Qt::MiddleButton ? Drag::Pan : Drag::Pressed;
    m_pressedAt = m_lastAt = event->position();
}

void GraphCanvas::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF at = event->position();
    if (m_drag == Drag::Pressed && (at - m_pressedAt).manhattanLength() >= QApplication::startDragDistance()) {
        m_drag = event->modifiers().testFlag(Qt::ShiftModifier) ? Drag::RubberBand : Drag::Pan;
        if (m_drag == Drag::Pan)
            setCursor(Qt::ClosedHandCursor);
        else
            m_rubberBand.show();
    }
    if (m_drag == Drag::Pan)
        m_camera.pan(at - m_lastAt);
    else if (m_drag == Drag::RubberBand)
        m_rubberBand.setGeometry(QRectF(m_pressedAt, at).normalized().toRect());
    else if (m_drag == Drag::None)
        hover(at);
    m_lastAt = at;
}

void GraphCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    const Drag drag = std::exchange(m_drag, Drag::None);
    unsetCursor();
    if (drag == Drag::Pressed)
        click(event->position(), event->modifiers());
    else if (drag == Drag::RubberBand)
        finishRubberBand(event->modifiers());
}

void GraphCanvas::finishRubberBand(Qt::KeyboardModifiers modifiers)
{
    m_rubberBand.hide();
    if (!m_scene)
        return;
    const QRectF rect = QRectF(m_camera.toScene(m_pressedAt), m_camera.toScene(m_lastAt)).normalized();
    std::vector<std::uint32_t> boxes;
    for (const std::uint32_t box : m_scene->boxesIn(rect)) {
        const GraphBox::Kind kind = m_scene->box(box).kind;
        if (kind == GraphBox::Kind::Node || kind == GraphBox::Kind::Scope)
            boxes.push_back(box);
    }
    const bool extend = modifiers.testFlag(Qt::ControlModifier);
    if (extend)
        for (std::uint32_t box = 0; box < m_look.selected.size(); ++box)
            if (m_look.selected[box])
                boxes.push_back(box);
    selectBoxes(boxes, kNone, false);
}

void GraphCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    const Hit hit = hitAt(event->position());
    if (hit.box != kNone && m_scene->box(hit.box).kind == GraphBox::Kind::Scope)
        toggleScope(hit.box, kNone);
    else if (hit.kind == Hit::Kind::Box || hit.kind == Hit::Kind::Row)
        emit nodeActivated(m_scene->box(hit.box).node);
    else
        mousePressEvent(event);
}

void GraphCanvas::hover(QPointF view)
{
    const Hit hit = hitAt(view);
    const std::uint32_t edge = hit.kind == Hit::Kind::Edge || hit.kind == Hit::Kind::StubName ? hit.edge : kNone;
    const bool clickable = hit.kind == Hit::Kind::Badge || hit.kind == Hit::Kind::ScopeMark || hit.kind == Hit::Kind::StubName
        || hit.kind == Hit::Kind::GroupHeader
        || (hit.kind == Hit::Kind::Row && m_scene->content().rows[hit.row].kind == BoxRow::Kind::Subgraph);
    setCursor(clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (hit.box == m_look.hoveredBox && edge == m_look.hoveredEdge)
        return;
    const bool boxChanged = hit.box != m_look.hoveredBox;
    m_look.hoveredBox = hit.box;
    m_look.hoveredEdge = edge;
    update();
    if (boxChanged)
        emit nodeHovered(hit.box != kNone && m_scene->box(hit.box).kind == GraphBox::Kind::Node ? m_scene->box(hit.box).node : kNone);
}

void GraphCanvas::leaveEvent(QEvent *)
{
    if (m_look.hoveredBox == kNone && m_look.hoveredEdge == kNone)
        return;
    m_look.hoveredBox = m_look.hoveredEdge = kNone;
    update();
    emit nodeHovered(kNone);
}

void GraphCanvas::wheelEvent(QWheelEvent *event)
{
    const bool zoom = event->modifiers().testFlag(Qt::ControlModifier) != m_wheelZooms;
    const QPointF pixels = event->hasPixelDelta() ? QPointF(event->pixelDelta()) : QPointF(event->angleDelta()) / kNotch * kPixelsPerNotch;
    if (zoom) {
        const double notches = event->angleDelta().y() != 0 ? event->angleDelta().y() / kNotch : event->angleDelta().x() / kNotch;
        m_camera.zoomAt(event->position(), std::pow(kZoomPerNotch, notches));
    } else {
        const bool sideways = event->modifiers().testFlag(Qt::ShiftModifier) && pixels.x() == 0;
        m_camera.pan(sideways ? QPointF(pixels.y(), 0) : pixels);
    }
    event->accept();
}

bool GraphCanvas::handleGesture(QEvent *event)
{
    if (event->type() == QEvent::NativeGesture) {
        const auto *gesture = static_cast<QNativeGestureEvent *>(event);
        if (gesture->gestureType() != Qt::ZoomNativeGesture)
            return false;
        m_camera.zoomAt(gesture->position(), 1 + gesture->value());
        return true;
    }
    auto *gestures = static_cast<QGestureEvent *>(event);
    const auto *pinch = static_cast<QPinchGesture *>(gestures->gesture(Qt::PinchGesture));
    if (!pinch)
        return false;
    if (pinch->changeFlags().testFlag(QPinchGesture::ScaleFactorChanged))
        m_camera.zoomAt(mapFromGlobal(pinch->centerPoint().toPoint()), pinch->scaleFactor());
    return true;
}

std::uint32_t GraphCanvas::focusBox() const
{
    if (m_focusBox != kNone && m_scene && m_focusBox < m_scene->boxCount())
        return m_focusBox;
    const auto selected = std::find(m_look.selected.begin(), m_look.selected.end(), true);
    return selected == m_look.selected.end() ? kNone : static_cast<std::uint32_t>(selected - m_look.selected.begin());
}

std::uint32_t GraphCanvas::boxBeside(std::uint32_t from, bool after) const
{
    const bool horizontal = m_scene->request().horizontal;
    const QRectF rect = m_scene->boxRect(from);
    constexpr double kReach = 4000;
    QRectF band = horizontal ? QRectF(rect.left(), after ? rect.bottom() + 1 : rect.top() - kReach, rect.width(), kReach - 1)
                             : QRectF(after ? rect.right() + 1 : rect.left() - kReach, rect.top(), kReach - 1, rect.height());
    std::uint32_t best = kNone;
    double nearest = 1e30;
    for (const std::uint32_t box : m_scene->boxesIn(band)) {
        const QPointF off = m_scene->boxRect(box).center() - rect.center();
        const double distance = std::abs(horizontal ? off.y() : off.x());
        if (box != from && distance < nearest) {
            nearest = distance;
            best = box;
        }
    }
    return best;
}

void GraphCanvas::walk(Step step)
{
    if (!m_scene || m_scene->boxCount() == 0)
        return;
    const std::uint32_t from = focusBox();
    if (from == kNone) {
        const auto visible = m_scene->boxesIn(m_camera.visible());
        selectBox(visible.empty() ? 0 : visible.front(), true);
        return;
    }
    std::uint32_t next = kNone;
    if (step == Step::Left || step == Step::Right) {
        next = boxBeside(from, step == Step::Right);
    } else {
        // Of several edges the straightest is followed.
        const bool forward = step == Step::Forward;
        const bool horizontal = m_scene->request().horizontal;
        double nearest = 1e30;
        for (const std::uint32_t e : forward ? m_scene->edgesFrom(from) : m_scene->edgesTo(from)) {
            const std::uint32_t box = forward ? m_scene->content().edges[e].to : m_scene->content().edges[e].from;
            const QPointF off = m_scene->boxRect(box).center() - m_scene->boxRect(from).center();
            const double distance = std::abs(horizontal ? off.y() : off.x()) + (m_scene->layout().edges[e].isStub ? 1e9 : 0);
            if (distance < nearest) {
                nearest = distance;
                next = box;
            }
        }
    }
    if (next != kNone)
        selectBox(next, true);
}

void GraphCanvas::keyPressEvent(QKeyEvent *event)
{
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool horizontal = m_scene && m_scene->request().horizontal;
    switch (event->key()) {
    case Qt::Key_Up:
        shift ? zoomIn() : walk(horizontal ? Step::Left : Step::Backward);
        return;
    case Qt::Key_Down:
        shift ? zoomOut() : walk(horizontal ? Step::Right : Step::Forward);
        return;
    case Qt::Key_Left:
        walk(horizontal ? Step::Backward : Step::Left);
        return;
    case Qt::Key_Right:
        walk(horizontal ? Step::Forward : Step::Right);
        return;
    case Qt::Key_Space:
        fit();
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomIn();
        return;
    case Qt::Key_Minus:
        zoomOut();
        return;
    case Qt::Key_Backspace:
        if (shift) {
            zoomReset();
            return;
        }
        break;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: {
        const double page = (event->key() == Qt::Key_PageUp ? 0.8 : -0.8) * (horizontal ? width() : height());
        m_camera.pan(horizontal ? QPointF(page, 0) : QPointF(0, page));
        return;
    }
    case Qt::Key_Home:
    case Qt::Key_End:
        if (m_scene && m_scene->boxCount() > 0)
            selectBox(event->key() == Qt::Key_Home ? 0 : m_scene->boxCount() - 1, true);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const std::uint32_t box = focusBox(); box != kNone) {
            if (m_scene->box(box).kind == GraphBox::Kind::Scope)
                toggleScope(box, kNone);
            else if (m_scene->box(box).node != kNone)
                emit nodeActivated(m_scene->box(box).node);
            return;
        }
        break;
    case Qt::Key_Escape:
        if (!m_look.highlighted.empty()) {
            highlight({});
            return;
        }
        if (m_look.selectedValue != kNone || focusBox() != kNone) {
            m_focusBox = kNone;
            selectBoxes({}, kNone, false);
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

} // namespace halftone
