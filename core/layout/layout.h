// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace halftone {

/// Scene coordinates in pixels at 100 %, y downwards. Doubles: a chain of 100,000 nodes is 10⁷ pixels long.
struct LayoutPoint
{
    double x = 0, y = 0;
    friend bool operator==(const LayoutPoint &, const LayoutPoint &) = default;
};
struct LayoutRect
{
    double x = 0, y = 0, width = 0, height = 0;
    double right() const { return x + width; }
    double bottom() const { return y + height; }
    double centerX() const { return x + width / 2; }
    double centerY() const { return y + height / 2; }
    friend bool operator==(const LayoutRect &, const LayoutRect &) = default;
};

/// One box to place; ids are indices. `group` is an index into LayoutInput::groups or -1.
struct LayoutNode
{
    double width = 0, height = 0;
    std::int32_t group = -1;
    /// How much the box counts for what is the main path, which is drawn straight.
    std::uint32_t weight = 1;
};
/// One value from a producer box to a consumer box, with the size of its label (0 for none).
struct LayoutEdge
{
    std::uint32_t from = 0, to = 0;
    double labelWidth = 0, labelHeight = 0;
    /// Edges of one value of a producer share their way; any numbering.
    std::uint32_t value = 0;
};
/// A scope drawn as a frame around its members; parent group (with a smaller index) or -1.
struct LayoutGroup
{
    std::int32_t parent = -1;
    double headerHeight = 0;
    /// Width the title needs.
    double minWidth = 0;
};

struct LayoutInput
{
    std::vector<LayoutNode> nodes;
    std::vector<LayoutEdge> edges;
    std::vector<LayoutGroup> groups;
};

struct LayoutOptions
{
    bool horizontal = false;
    double nodeGap = 20;
    double rankGap = 40;
    double groupPadding = 16;
    /// Edges that cross more ranks, or leave a value with more consumers, become stubs.
    int longEdgeRanks = 24;
    int highFanOut = 24;
    /// So do all edges into a box that has more of them, and edges that run further sideways between two ranks.
    int highFanIn = 48;
    double farSideways = 3000;
    /// Graphs of fewer boxes have every edge drawn whole.
    std::size_t wholeBelow = 100;
};

/// A routed edge: a poly-Bézier from producer to consumer, or two short stubs with the value's name.
struct LayoutRoute
{
    /// Start, then triples of cubic control points; for stubs: the outgoing half, then at `stubSplit` the incoming half.
    std::vector<LayoutPoint> points;
    /// Top left of the label; meaningless unless hasLabel.
    LayoutPoint label;
    bool hasLabel = false;
    bool isStub = false;
    std::uint32_t stubSplit = 0;
    /// Widest name that fits at the outgoing and at the incoming stub, centred on its free end.
    double outgoingRoom = 0, incomingRoom = 0;
    /// Stubs into the same box that are drawn as one, because their names would not fit side by side.
    std::uint32_t incomingShared = 1;
};

struct LayoutResult
{
    std::vector<LayoutRect> nodes;
    std::vector<LayoutRoute> edges;
    std::vector<LayoutRect> groups;
    double width = 0, height = 0;
};

/// Layered drawing, top-down (or left-right). Deterministic, stable under small changes, near linear in nodes + edges.
/// Cycles (never in valid ONNX) are tolerated by ignoring a back edge. Fails only when cancelled.
Result<LayoutResult> layoutGraph(const LayoutInput &input, const LayoutOptions &options, Progress &progress);

} // namespace halftone
