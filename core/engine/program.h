// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/executor.h"
#include "core/engine/fusion.h"
#include "core/engine/plan.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace halftone {

namespace errc {
/// %1 inputs given, %2 inputs wanted.
inline constexpr ErrorCode kInputCount{"engine.input-count"};
/// %1 name, %2 what was given, %3 what the model wants.
inline constexpr ErrorCode kInputMismatch{"engine.input-mismatch"};
/// %1 name.
inline constexpr ErrorCode kInputMissing{"engine.input-missing"};
} // namespace errc

/// One graph made ready: what is executed, in which order, and what is needed how long. Immutable but for its caches,
/// which are thread-safe.
class Program
{
public:
    struct Lists
    {
        /// Values a run takes, explicit inputs first, then those of enclosing graphs (`captured`).
        std::vector<ValueId> inputs;
        std::size_t explicitInputs = 0;
        std::vector<ValueId> outputs;
    };

    static Result<std::shared_ptr<const Program>> make(std::shared_ptr<const Model> model, std::shared_ptr<const Graph> graph,
        const std::map<std::string, std::int64_t> &opsets, const EngineOptions &options, bool isMain, bool keepsNan = false);
    /// The same program with no step that hides NaN, made when the first run needs it.
    Result<std::shared_ptr<const Program>> keepingNan() const;
    bool keepsNan() const { return m_keepsNan; }

    const Graph &graph() const { return *m_graph; }
    const EngineOptions &options() const { return m_options; }
    const std::vector<Unit> &units() const { return m_units; }
    const Lists &lists() const { return m_lists; }
    std::int64_t opset(const std::string &domain) const;
    bool isPinned(ValueId id) const { return m_pinned[id] != 0; }
    bool isWatched(ValueId id) const { return m_watched[id] != 0; }
    const LazyDequantize *lazy(ValueId id) const;
    /// Index of the last unit that may read the value; units().size() when a run returns it; -1 never.
    int lastUse(ValueId id) const { return m_lastUse[id]; }
    /// Values of the graph, then those it only passes on from an enclosing graph to a nested one.
    std::size_t valueCount() const { return m_graph->values().size() + m_passedThrough.size(); }
    const std::string &nameOf(ValueId id) const;
    /// Values of this graph that subgraphs of a node read.
    const std::vector<ValueId> &capturedBy(NodeId node) const;
    /// The program of a subgraph (identified by address) or of the function a node calls; null when there is none.
    const std::shared_ptr<const Program> &subprogram(const Graph *subgraph) const;
    const std::shared_ptr<const Program> &functionOf(NodeId node) const;
    /// Names that this graph reads from enclosing ones, in the order of lists().inputs after the explicit ones.
    const std::vector<std::string> &captured() const { return m_captured; }

    /// A constant's elements, kept for all executors.
    Result<Tensor> constant(ValueId id) const;
    /// The same without keeping them, for weights that are packed anyway.
    Result<Tensor> constantOnce(ValueId id) const;
    /// Something derived from constants (packed weights, tables), made once for all executors.
    Result<Tensor> derived(const std::string &key, const std::function<Result<Tensor>()> &make) const;

    std::shared_ptr<const Plan> findPlan(const std::string &key) const;
    void keepPlan(const std::string &key, std::shared_ptr<const Plan> plan) const;

private:
    Status build(const EngineOptions &options, bool isMain);
    Status addSubprograms();
    void measureUses();
    ValueId passedThrough(const std::string &name);

    std::shared_ptr<const Model> m_model;
    std::shared_ptr<const Graph> m_graph;
    std::map<std::string, std::int64_t> m_opsets;
    EngineOptions m_options;
    bool m_isMain = false;
    bool m_keepsNan = false;
    std::vector<Unit> m_units;
    Lists m_lists;
    std::vector<char> m_pinned;
    std::vector<char> m_watched;
    std::vector<int> m_lastUse;
    std::unordered_map<ValueId, LazyDequantize> m_lazy;
    std::unordered_map<NodeId, std::vector<ValueId>> m_capturedBy;
    std::unordered_map<const Graph *, std::shared_ptr<const Program>> m_subprograms;
    std::unordered_map<NodeId, std::shared_ptr<const Program>> m_functions;
    std::vector<std::string> m_captured;
    std::vector<std::string> m_passedThrough;

    mutable std::mutex m_mutex;
    mutable std::mutex m_keepingNanMutex;
    mutable std::shared_ptr<const Program> m_keepingNan;
    mutable std::unordered_map<ValueId, Tensor> m_constants;
    mutable std::map<std::string, std::shared_ptr<const Plan>> m_plans;
    /// Recursive: a table is made of folded constants, which are derived themselves.
    mutable std::recursive_mutex m_derivedMutex;
    mutable std::map<std::string, Tensor> m_derived;
};

class PreparedModel::Private
{
public:
    std::shared_ptr<const Model> model;
    EngineOptions options;
    std::shared_ptr<const Program> program;
};

} // namespace halftone
