// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/view_sync.h"

#include "core/document/selection.h"
#include "widgets/graphview/graph_view.h"

#include <QScopedValueRollback>

#include <algorithm>

namespace halftone {

namespace {
/// With more boxes in view, none of them can be told apart: the part of the whole picture is what is shared.
constexpr std::size_t kMostCandidates = 3000;
} // namespace

ViewSync::ViewSync(Side a, Side b, QObject *parent) : QObject(parent), m_a(a), m_b(b)
{
    connect(a.view->canvas(), &GraphCanvas::viewChanged, this, [this] { followView(true); });
    connect(b.view->canvas(), &GraphCanvas::viewChanged, this, [this] { followView(false); });
    connect(a.selection, &SelectionController::changed, this, [this](bool reveal) { followSelection(true, reveal); });
    connect(b.selection, &SelectionController::changed, this, [this](bool reveal) { followSelection(false, reveal); });
}

void ViewSync::setMatching(NodeMatching matching)
{
    m_matching = std::move(matching);
    followView(true);
}

std::vector<NodeId> ViewSync::counterparts(bool ofA, const std::vector<NodeId> &nodes) const
{
    const std::vector<NodeId> &other = ofA ? m_matching.bOfA : m_matching.aOfB;
    std::vector<NodeId> found;
    for (const NodeId node : nodes)
        if (node < other.size() && other[node] != kNone)
            found.push_back(other[node]);
    return found;
}

void ViewSync::followView(bool fromA)
{
    const GraphView *from = fromA ? m_a.view : m_b.view;
    GraphView *to = fromA ? m_b.view : m_a.view;
    const GraphScene *scene = from->canvas()->scene();
    const GraphScene *otherScene = to->canvas()->scene();
    if (m_following || !scene || !otherScene || !from->place().empty() || !to->place().empty())
        return;
    const QScopedValueRollback guard(m_following, true);
    const GraphCamera &camera = from->canvas()->camera();
    const QPointF middle = camera.center();
    const std::vector<std::uint32_t> boxes = scene->boxesIn(camera.visible());
    std::uint32_t nearest = kNone, counterpart = kNone;
    double distance = 1e300;
    for (const std::uint32_t box : boxes.size() <= kMostCandidates ? boxes : std::vector<std::uint32_t>()) {
        const QPointF off = scene->boxRect(box).center() - middle;
        const double length = QPointF::dotProduct(off, off);
        if (length >= distance)
            continue;
        const std::vector<NodeId> others = counterparts(fromA, scene->nodesOf(box));
        const std::uint32_t other = others.empty() ? kNone : otherScene->boxOfNode(others.front());
        if (other == kNone)
            continue;
        distance = length;
        nearest = box;
        counterpart = other;
    }
    GraphCamera &follower = to->canvas()->camera();
    if (nearest != kNone) {
        const QPointF offset = scene->boxRect(nearest).center() - middle;
        follower.lookAt(otherScene->boxRect(counterpart).center() - offset, camera.scale(), GraphCamera::Move::AtOnce);
        return;
    }
    const QRectF bounds = scene->bounds(), other = otherScene->bounds();
    const QPointF share((middle.x() - bounds.left()) / bounds.width(), (middle.y() - bounds.top()) / bounds.height());
    follower.lookAt(
        other.topLeft() + QPointF(share.x() * other.width(), share.y() * other.height()), camera.scale(), GraphCamera::Move::AtOnce);
}

void ViewSync::followSelection(bool fromA, bool reveal)
{
    if (m_following)
        return;
    const SelectionController *from = fromA ? m_a.selection : m_b.selection;
    SelectionController *to = fromA ? m_b.selection : m_a.selection;
    const std::vector<NodeId> nodes = counterparts(fromA, from->nodes());
    const QScopedValueRollback guard(m_following, true);
    if (nodes.empty())
        to->clear();
    else
        to->selectNodes(nodes, reveal);
}

} // namespace halftone
