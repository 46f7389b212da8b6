// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/issue.h"
#include "core/base/progress.h"
#include "core/model/constant_parser.h"
#include "core/model/model.h"

namespace halftone {

namespace errc {
/// A node has no operator type.
inline constexpr ErrorCode kNoOpType{"model.no-op-type"};
/// %1 value that nothing makes, %2 node or "" when it is an output of the graph.
inline constexpr ErrorCode kMissingProducer{"model.missing-producer"};
/// Shown but never computed: %1 value that is declared twice as an input or initializer.
inline constexpr ErrorCode kDuplicateValue{"model.duplicate-value"};
/// %1 levels of graphs within graphs allowed.
inline constexpr ErrorCode kNesting{"model.nesting"};
/// Found, not refused: %1 name that several nodes have.
inline constexpr ErrorCode kDuplicateNodeName{"model.duplicate-node-name"};
/// Found, not refused: the nodes were not in an order in which they can run.
inline constexpr ErrorCode kUnsorted{"model.unsorted"};
/// Found, not refused: %1 name that is not UTF-8.
inline constexpr ErrorCode kBadUtf8{"model.bad-utf8"};
} // namespace errc

/// Makes Graphs of GraphProtos and functions of FunctionProtos, checking names, producers and order. Errors go to the input.
class GraphParser
{
public:
    GraphParser(WireInput &input, ConstantParser &constants, std::vector<Issue> &issues, Progress &progress);

    /// The main graph; null after an error.
    std::shared_ptr<const Graph> mainGraph(const WireReader &reader);
    Function function(WireReader reader);

private:
    class Body;
    void outerIsMissing(const Graph &graph);

    WireInput &m_input;
    ConstantParser &m_constants;
    std::vector<Issue> &m_issues;
    Progress &m_progress;
};

/// "ai.onnx" is another name of "".
std::string normalizedDomain(std::string domain);
/// The StringStringEntryProto, appended.
void parseMetadata(WireReader reader, MetadataProps &metadata);
/// The OperatorSetIdProto, added; conflicting versions are an issue, the last one counts.
void parseOpset(WireReader reader, std::map<std::string, std::int64_t> &opsets, std::vector<Issue> &issues);

} // namespace halftone
