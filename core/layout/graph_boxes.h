// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/layout/expanded_bodies.h"
#include "core/layout/layout.h"
#include "core/layout/scopes.h"
#include "core/layout/text_measurer.h"
#include "core/model/model.h"
#include "core/ops/fact.h"
#include "core/ops/operator.h"

#include <string>
#include <unordered_set>
#include <vector>

namespace halftone {

/// What a picture of a graph shows.
struct BoxOptions
{
    bool attributes = false;
    bool initializers = true;
    /// Names of nodes and values.
    bool names = false;
    bool shapes = true;
    /// Room for the precision badge in the headers.
    bool badges = true;
    /// QuantizeLinear / DequantizeLinear pairs become part of the operators around them.
    bool foldQuantizePairs = false;
    /// Scopes as frames; those whose path is not in `expanded` are one box. Subgraphs and functions whose bodyPath() is in
    /// `expanded` are frames in any case.
    bool scopes = false;
    std::unordered_set<std::string> expanded;

    friend bool operator==(const BoxOptions &, const BoxOptions &) = default;
};

/// Sizes in pixels at 100 %.
struct BoxMetrics
{
    double headerHeight = 24;
    double rowHeight = 17;
    double padding = 8;
    double bodyPadding = 4;
    double badgeWidth = 46;
    double minimumWidth = 96;
    double portHeight = 24;
    double labelHeight = 14;
    double groupHeader = 26;
};

/// A line in the body of a node's box.
struct BoxRow
{
    enum class Kind { Initializer, Constant, Attribute, Subgraph, Name, Count };
    Kind kind = Kind::Initializer;
    std::string name;
    std::string text;
    /// The constant behind an initializer row.
    ValueId value = kNone;
    /// Attribute a subgraph row opens.
    std::uint32_t attribute = kNone;
};

struct GraphBox
{
    enum class Kind : std::uint8_t { Node, Input, Output, Outer, Scope };
    Kind kind = Kind::Node;
    OpCategory category = OpCategory::Other;
    NodeId node = kNone;
    ValueId value = kNone;
    std::int32_t scope = -1;
    std::uint32_t firstRow = 0;
    std::uint32_t rowCount = 0;
    std::string title;
};

/// An edge of the picture: one value between two boxes. `label` only on the first edge of a value.
struct BoxEdge
{
    std::uint32_t from = 0, to = 0;
    ValueId value = kNone;
    /// Held in integers: passes through a folded QuantizeLinear / DequantizeLinear pair.
    bool quantized = false;
    std::string label;
};

/// Content of a picture, with the input for the layout: box i is layout.nodes[i], edge i layout.edges[i], groupScope[i] the scope of
/// layout.groups[i].
struct GraphBoxes
{
    std::vector<GraphBox> boxes;
    std::vector<BoxRow> rows;
    std::vector<BoxEdge> edges;
    std::vector<std::int32_t> groupScope;
    ScopeTree scopes;
    /// The box a node is in or folded into; kNone when it is not shown at all.
    std::vector<std::uint32_t> boxOfNode;
    /// The box a value leaves, kNone for constants.
    std::vector<std::uint32_t> boxOfValue;
    LayoutInput layout;
};

/// Decides what a picture of `graph` holds and how large its boxes are. `facts` may be null: declared types are used. `bodies` says
/// what in `graph`, which is then bodies->graph, is the inside of a node.
GraphBoxes buildGraphBoxes(const Model &model, const Graph &graph, const GraphFacts *facts, const BoxOptions &options,
    const BoxMetrics &metrics, const TextMeasurer &measurer, const ExpandedGraph *bodies = nullptr);

} // namespace halftone
