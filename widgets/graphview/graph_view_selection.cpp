// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/graph_view.h"

#include "core/document/selection.h"
#include "widgets/graphview/find_bar.h"

namespace halftone {

void GraphView::publishSelection()
{
    if (!m_place.empty())
        return;
    m_publishing = true;
    const ValueId value = m_canvas->scene() ? m_canvas->scene()->ownValue(m_canvas->selectedValue()) : kNone;
    if (value != kNone)
        m_selection->selectValue(value, false);
    else if (const std::vector<NodeId> nodes = m_canvas->selectedNodes(); !nodes.empty())
        m_selection->selectNodes(nodes, false);
    else
        m_selection->clear();
    m_publishing = false;
}

void GraphView::followSelection(bool reveal)
{
    if (m_publishing || !m_canvas->scene())
        return;
    if (!m_place.empty()) {
        // Something in the model's own graph was chosen elsewhere.
        if (reveal && (!m_selection->nodes().empty() || m_selection->value() != kNone))
            enterPlace({});
        else
            return;
    }
    if (m_selection->value() != kNone) {
        m_canvas->setSelectedValue(m_selection->value());
        if (reveal)
            m_canvas->revealValue(m_selection->value());
        return;
    }
    if (const ValueId row = rowOfConstant(m_selection->nodes()); row != kNone) {
        m_canvas->setSelectedValue(row);
        if (reveal)
            m_canvas->revealValue(row);
        return;
    }
    m_canvas->setSelectedNodes(m_selection->nodes());
    if (reveal)
        m_canvas->revealNodes(m_selection->nodes());
}

ValueId GraphView::rowOfConstant(const std::vector<NodeId> &nodes) const
{
    const GraphScene &scene = *m_canvas->scene();
    if (nodes.size() != 1 || nodes.front() >= scene.graph().nodes().size())
        return kNone;
    const std::uint32_t box = scene.boxOfNode(nodes.front());
    const Node &node = scene.graph().node(nodes.front());
    const bool isElsewhere = box != kNone && scene.box(box).kind == GraphBox::Kind::Node && scene.box(box).node != nodes.front();
    const ValueId output = node.outputs.empty() ? kNone : node.outputs.front();
    return isElsewhere && output != kNone && scene.graph().storedValue(output) ? output : kNone;
}

void GraphView::prepareSearch()
{
    if (!m_search && m_model)
        m_search = std::make_shared<GraphSearch>(m_model, m_facts);
    m_findBar->setSearch(m_search);
}

void GraphView::find()
{
    if (!m_model)
        return;
    prepareSearch();
    arrange();
    m_findBar->openWith();
}

void GraphView::follow(const QString &text)
{
    if (!m_model)
        return;
    prepareSearch();
    m_findBar->follow(text);
    m_findBar->move(freeArea().right() - m_findBar->width(), freeArea().top());
}

void GraphView::goTo(const GraphSearch::Match &match)
{
    const GraphSearch::Place &place = m_search->places()[match.place];
    enterPlace(place.path);
    if (match.kind == GraphSearch::Kind::Node) {
        if (isLayingOut())
            m_revealLater = {match.id};
        m_canvas->setSelectedNodes({match.id});
        m_canvas->revealNodes({match.id});
    } else {
        m_canvas->setSelectedValue(match.id);
        m_canvas->revealValue(match.id);
    }
    publishSelection();
}

} // namespace halftone
