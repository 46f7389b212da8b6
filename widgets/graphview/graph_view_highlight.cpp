// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/graph_view.h"

#include "widgets/graphview/graph_walk.h"
#include "widgets/graphview/minimap.h"

namespace halftone {

void GraphView::highlight(const std::vector<NodeId> &nodes)
{
    m_canvas->highlight(nodes);
    m_minimap->refresh();
    emit highlightChanged();
}

void GraphView::highlightUpstream(const std::vector<NodeId> &nodes)
{
    if (const auto graph = currentGraph())
        highlight(upstreamOf(*graph, nodes));
}

void GraphView::highlightDownstream(const std::vector<NodeId> &nodes)
{
    if (const auto graph = currentGraph())
        highlight(downstreamOf(*graph, nodes));
}

void GraphView::highlightNeighbours(const std::vector<NodeId> &nodes, int hops)
{
    if (const auto graph = currentGraph())
        highlight(neighboursOf(*graph, nodes, hops));
}

void GraphView::highlightPaths(NodeId a, NodeId b)
{
    if (const auto graph = currentGraph())
        highlight(pathsBetween(*graph, a, b));
}

void GraphView::highlightType(const QString &opType)
{
    if (const auto graph = currentGraph())
        highlight(nodesOfType(*graph, opType.toStdString()));
}

void GraphView::clearHighlight() { highlight({}); }

bool GraphView::isHighlighting() const { return !m_canvas->look().highlighted.empty(); }

std::optional<SubgraphStep> GraphView::insideOfSelected() const
{
    const std::shared_ptr<const Graph> graph = currentGraph();
    const std::vector<NodeId> nodes = m_canvas->selectedNodes();
    if (!graph || nodes.size() != 1)
        return std::nullopt;
    const auto count = static_cast<std::uint32_t>(graph->node(nodes.front()).attributes.size());
    for (std::uint32_t attribute = 0; attribute < count; ++attribute)
        if (const SubgraphStep step{nodes.front(), attribute}; subgraphOf(*m_model, *graph, step))
            return step;
    const SubgraphStep body{nodes.front(), kNone};
    return subgraphOf(*m_model, *graph, body) ? std::optional(body) : std::nullopt;
}

void GraphView::enterSelected()
{
    if (const auto step = insideOfSelected()) {
        std::vector<SubgraphStep> place = m_place;
        place.push_back(*step);
        enterPlace(place);
    }
}

} // namespace halftone
