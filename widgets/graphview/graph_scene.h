// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/adjacency.h"
#include "core/layout/graph_boxes.h"
#include "widgets/graphview/spatial_index.h"

#include <QPointF>
#include <QRectF>

#include <memory>
#include <optional>

namespace halftone {

/// What a picture is made from; copied into the background.
struct SceneRequest
{
    std::shared_ptr<const Model> model;
    /// The model's graph, or the subgraph that was entered.
    std::shared_ptr<const Graph> graph;
    /// Null for subgraphs and before inference.
    std::shared_ptr<const GraphFacts> facts;
    BoxOptions boxes;
    bool horizontal = false;
};

/// A laid out graph ready to be painted and asked: content, geometry, indices. Immutable, shared between threads.
class GraphScene
{
public:
    /// Fails only when cancelled. `measurer` must be usable in the calling thread.
    static Result<std::shared_ptr<const GraphScene>> build(SceneRequest request, const TextMeasurer &measurer, Progress &progress);

    const SceneRequest &request() const { return m_request; }
    /// What is drawn: the request's graph, with the insides of nodes that are expanded after its own nodes and values.
    const Graph &graph() const { return m_expanded ? *m_expanded->graph : *m_request.graph; }
    /// Null when no inside of a node is shown.
    const ExpandedGraph *expanded() const { return m_expanded ? &*m_expanded : nullptr; }
    /// The node of the request's graph that a drawn node is or is inside of.
    NodeId ownNode(NodeId node) const { return m_expanded ? m_expanded->outermost(node) : node; }
    /// kNone for values of insides.
    ValueId ownValue(ValueId value) const { return m_expanded && value != kNone && value >= m_expanded->values ? kNone : value; }
    const GraphBoxes &content() const { return m_content; }
    const LayoutResult &layout() const { return m_layout; }
    const BoxMetrics &metrics() const { return m_metrics; }
    const SpatialIndex &boxIndex() const { return m_boxIndex; }
    const SpatialIndex &edgeIndex() const { return m_edgeIndex; }

    std::uint32_t boxCount() const { return static_cast<std::uint32_t>(m_content.boxes.size()); }
    const GraphBox &box(std::uint32_t index) const { return m_content.boxes[index]; }
    QRectF boxRect(std::uint32_t index) const;
    /// Everything, with a margin.
    QRectF bounds() const;
    /// The pill in the header; null when the box has none.
    QRectF badgeRect(std::uint32_t box) const;
    QRectF rowRect(std::uint32_t box, std::uint32_t row) const;
    /// The rectangle of a label or of a stub's name.
    QRectF labelRect(std::uint32_t edge) const;
    QRectF stubNameRect(std::uint32_t edge, bool incoming) const;

    std::span<const std::uint32_t> edgesFrom(std::uint32_t box) const { return m_out.of(box); }
    std::span<const std::uint32_t> edgesTo(std::uint32_t box) const { return m_in.of(box); }
    std::span<const std::uint32_t> edgesOfValue(ValueId value) const;

    /// kNone when nothing is there. `slack` in scene pixels.
    std::uint32_t boxAt(QPointF point) const;
    std::uint32_t edgeAt(QPointF point, double slack) const;
    /// Index into layout().groups of the innermost frame's header, kNone otherwise.
    std::uint32_t groupHeaderAt(QPointF point) const;
    std::vector<std::uint32_t> boxesIn(const QRectF &rect) const;

    /// Nodes of the request's graph a box stands for: one, or those of a closed scope; for what is inside a node, that node.
    std::vector<NodeId> nodesOf(std::uint32_t box) const;
    std::uint32_t boxOfNode(NodeId node) const { return node < m_content.boxOfNode.size() ? m_content.boxOfNode[node] : kNone; }

private:
    void index();

    SceneRequest m_request;
    BoxMetrics m_metrics;
    std::optional<ExpandedGraph> m_expanded;
    GraphBoxes m_content;
    LayoutResult m_layout;
    SpatialIndex m_boxIndex, m_edgeIndex;
    Adjacency m_out, m_in, m_byValue;
};

} // namespace halftone
