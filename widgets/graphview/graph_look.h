// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/document/node_change.h"
#include "core/quant/quantize.h"
#include "widgets/graphview/graph_overlay.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace halftone {

class GraphScene;

/// What lies over a scene and changes without a new layout: selection, decisions, overlay, highlights.
struct GraphLook
{
    /// By box: part of the selection.
    std::vector<bool> selected;
    std::uint32_t hoveredBox = kNone;
    std::uint32_t hoveredEdge = kNone;
    ValueId selectedValue = kNone;
    ValueId hoveredValue = kNone;
    /// By box, when not empty: everything else is dimmed.
    std::vector<bool> highlighted;
    /// By NodeId; empty when nothing is decided (subgraphs).
    std::vector<NodeDecision> decisions;
    std::optional<GraphOverlay> overlay;
    /// Overlay by box, worst of what is in it; -1 for none. From updateOverlay().
    std::vector<float> overlayPosition;

    /// By NodeId, when two models are compared; empty otherwise.
    std::vector<NodeChange> changes;
    /// The same by box, most telling of what is in it; empty without a comparison. From updateMarks().
    std::vector<NodeChange> changeOfBox;
    /// By NodeId, sorted.
    std::vector<NodeId> bookmarks;
    /// By box; empty without bookmarks. From updateMarks().
    std::vector<bool> bookmarked;

    /// Sizes everything to a scene and drops what belonged to another.
    void reset(const GraphScene &scene);
    void updateOverlay(const GraphScene &scene);
    void updateMarks(const GraphScene &scene);
    bool isSelected(std::uint32_t box) const { return box < selected.size() && selected[box]; }
    bool isDimmed(std::uint32_t box) const { return !highlighted.empty() && !highlighted[box]; }
};

/// Text and colour of the badge of a node.
struct Badge
{
    QString text;
    QColor color;
};
Badge badgeOf(const NodeDecision &decision);

} // namespace halftone
