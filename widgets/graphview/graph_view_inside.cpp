// SPDX-License-Identifier: GPL-3.0-or-later
// The insides of nodes: entered, or expanded in place.
#include "core/quant/inside_decision.h"
#include "widgets/graphview/graph_view.h"

#include <algorithm>

namespace halftone {

std::vector<SubgraphStep> GraphView::placeOf(NodeId node) const
{
    std::vector<SubgraphStep> inner;
    const ExpandedGraph *expanded = m_canvas->scene() ? m_canvas->scene()->expanded() : nullptr;
    while (expanded && expanded->isInside(node)) {
        const ExpandedBody &body = expanded->bodies[static_cast<std::size_t>(expanded->bodyOfNode[node - expanded->nodes])];
        node = body.owner;
        inner.push_back({innerNode(node), body.attribute});
    }
    std::vector<SubgraphStep> place = m_place;
    place.insert(place.end(), inner.rbegin(), inner.rend());
    return place;
}

NodeId GraphView::innerNode(NodeId node) const
{
    const ExpandedGraph *expanded = m_canvas->scene() ? m_canvas->scene()->expanded() : nullptr;
    return expanded && expanded->isInside(node) ? expanded->innerNode[node - expanded->nodes] : node;
}

void GraphView::activate(NodeId node)
{
    const std::vector<SubgraphStep> place = placeOf(node);
    if (place != m_place) {
        const NodeId inner = innerNode(node);
        m_revealLater = {inner};
        enterPlace(place);
    } else if (m_place.empty()) {
        emit nodeActivated(node);
    }
}

void GraphView::toggleInsideOfSelected()
{
    const std::vector<NodeId> nodes = m_canvas->selectedNodes();
    const std::shared_ptr<const Graph> graph = currentGraph();
    if (!graph || nodes.size() != 1)
        return;
    const Node &node = graph->node(nodes.front());
    std::vector<std::string> paths;
    for (std::uint32_t attribute = 0; attribute < node.attributes.size(); ++attribute)
        if (subgraphOf(*m_model, *graph, {nodes.front(), attribute}))
            paths.push_back(pathOfBody(node, attribute));
    if (subgraphOf(*m_model, *graph, {nodes.front(), kNone}))
        paths.push_back(pathOfBody(node, kNone));
    if (paths.empty())
        return;
    const bool open = std::all_of(paths.begin(), paths.end(), [&](const std::string &path) { return m_options.expanded.contains(path); });
    for (const std::string &path : paths) {
        if (open)
            m_options.expanded.erase(path);
        else
            m_options.expanded.insert(path);
    }
    rebuild(GraphCanvas::Anchor::Keep);
}

std::vector<NodeDecision> GraphView::shownDecisions() const
{
    if (m_decisions.empty())
        return {};
    if (!m_place.empty()) {
        // The way in tells what the graph belongs to.
        std::shared_ptr<const Graph> around = m_model->graph;
        for (std::size_t i = 0; around && i + 1 < m_place.size(); ++i)
            around = subgraphOf(*m_model, *around, m_place[i]);
        const std::shared_ptr<const Graph> graph = currentGraph();
        std::vector<NodeDecision> decisions;
        for (const Node &node : graph->nodes())
            decisions.push_back(decisionInside(node.name, around->node(m_place.back().node)));
        return decisions;
    }
    std::vector<NodeDecision> decisions = m_decisions;
    if (const ExpandedGraph *expanded = m_canvas->scene() ? m_canvas->scene()->expanded() : nullptr) {
        decisions.resize(expanded->nodes);
        for (NodeId node = expanded->nodes; node < expanded->graph->nodes().size(); ++node) {
            const ExpandedBody &body = expanded->bodies[static_cast<std::size_t>(expanded->bodyOfNode[node - expanded->nodes])];
            decisions.push_back(decisionInside(expanded->graph->node(node).name, expanded->graph->node(body.owner)));
        }
    }
    return decisions;
}

} // namespace halftone
