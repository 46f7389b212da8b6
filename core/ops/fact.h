// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/issue.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/model/model.h"

#include <map>
#include <optional>
#include <vector>

namespace halftone {

/// Constants of at most this many elements are kept as facts and computed while facts are inferred.
inline constexpr std::int64_t kFactElements = 2048;

/// What is known of a value before anything runs.
struct Fact
{
    Type type;
    /// Elements, when it is a small constant (or computed from constants only).
    std::optional<Tensor> constant;
    /// Elements of an integer scalar or vector in shape arithmetic, symbolic where shapes are ("[N, 16, ⌊H/2⌋]").
    std::optional<std::vector<Dim>> symbolic;

    DType dtype() const { return type.dtype; }
    const std::optional<std::vector<Dim>> &shape() const { return type.shape; }
    /// The shape as numbers, when every dimension is one.
    std::optional<Shape> concreteShape() const;

    /// A tensor of this type and shape whose elements are not known.
    static Fact of(DType type, std::optional<std::vector<Dim>> shape);
    /// A known tensor; its elements are kept when there are at most kFactElements.
    static Fact ofConstant(Tensor tensor);
    /// A 64-bit integer vector, or a scalar when `scalar`, of shape arithmetic.
    static Fact ofDims(std::vector<Dim> elements, bool scalar = false);
};

/// The dimensions of a concrete shape.
std::vector<Dim> dimsOf(const Shape &shape);

namespace errc {
/// %1 value, %2 type declared in the file, %3 type that follows from the operators.
inline constexpr ErrorCode kDeclaredTypeDiffers{"ops.declared-type-differs"};
} // namespace errc

/// Facts of a body, or of a function as one node calls it.
struct ScopeFacts
{
    /// Of the graph that `graph` is in, as an index of GraphFacts::scopes; -1 for the main graph.
    int outer = -1;
    /// In the outer graph: who holds or calls it.
    NodeId holder = kNone;
    /// Names of holders and of the attribute or function, from outside: "If_3/then_branch", "If_3/then_branch/Loop_1/body", "call/Layer".
    std::string path;
    const Graph *graph = nullptr;
    const std::map<std::string, std::int64_t> *opsets = nullptr;
    bool isFunction = false;
    /// By ValueId of `graph`.
    std::vector<Fact> values;
};

/// Facts of every value of a graph, by ValueId.
struct GraphFacts
{
    std::vector<Fact> values;
    /// Graphs inside, each behind the one it is in; those of very many calls are left out. They point into the model.
    std::vector<ScopeFacts> scopes;
    /// Contradictions and operators unknown to us; inference goes on around them.
    std::vector<Issue> issues;
};

/// Infers types and shapes through the whole graph. `dims` gives values to symbolic dimensions of inputs (--dim N=4);
/// others stay symbolic. Never fails on content: contradictions become issues. Fails when cancelled.
Result<GraphFacts> inferFacts(const Model &model, const std::map<std::string, std::int64_t> &dims, Progress &progress);

} // namespace halftone
