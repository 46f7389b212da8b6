// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace halftone {

struct LayoutPoint
{
    float x = 0, y = 0;
};
struct LayoutRect
{
    float x = 0, y = 0, width = 0, height = 0;
};

/// One box to place; ids are indices. `group` is an index into LayoutInput::groups or -1.
struct LayoutNode
{
    float width = 0, height = 0;
    std::int32_t group = -1;
};
/// One value from a producer box to a consumer box, with the size of its label (0 for none).
struct LayoutEdge
{
    std::uint32_t from = 0, to = 0;
    float labelWidth = 0, labelHeight = 0;
};
/// A scope drawn as a frame around its members; parent group or -1.
struct LayoutGroup
{
    std::int32_t parent = -1;
    float headerHeight = 0;
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
    float nodeGap = 20;
    float rankGap = 40;
    /// Edges that cross more ranks, or leave a value with more consumers, become stubs.
    int longEdgeRanks = 24;
    int highFanOut = 24;
};

/// A routed edge: a poly-Bézier from producer to consumer, or two short stubs with the value's name.
struct LayoutRoute
{
    /// Start, then triples of cubic control points; for stubs: the outgoing half, then at `stubSplit` the incoming half.
    std::vector<LayoutPoint> points;
    LayoutPoint label;
    bool isStub = false;
    std::uint32_t stubSplit = 0;
};

struct LayoutResult
{
    std::vector<LayoutRect> nodes;
    std::vector<LayoutRoute> edges;
    std::vector<LayoutRect> groups;
    float width = 0, height = 0;
};

/// Layered drawing, top-down (or left-right). Deterministic, stable under small changes, near linear in nodes + edges.
/// Cycles (never in valid ONNX) are tolerated by ignoring a back edge. Fails only when cancelled.
Result<LayoutResult> layoutGraph(const LayoutInput &input, const LayoutOptions &options, Progress &progress);

} // namespace halftone
