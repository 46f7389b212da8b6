// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/fact.h"
#include "core/ops/function_attributes.h"
#include "core/ops/infer_context.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace halftone {

/// The work of inferFacts(): walks graphs in their topological order; enters subgraphs and model functions.
class FactInference
{
public:
    FactInference(const Model &model, const std::map<std::string, std::int64_t> &dims, Progress &progress);

    /// Facts of the model's graph. Fails only when cancelled.
    Result<GraphFacts> run();

private:
    /// A graph being walked, within the one that calls it.
    struct Scope
    {
        const Scope *outer = nullptr;
        /// Of a function: where it is called. Its values are not seen there.
        const Scope *caller = nullptr;
        const Graph *graph = nullptr;
        const std::map<std::string, std::int64_t> *opsets = nullptr;
        /// Attributes of the function call this graph belongs to, by parameter name; null outside functions.
        const AttributeBindings *bindings = nullptr;
        std::vector<Fact> facts;
        int depth = 0;
        /// In GraphFacts::scopes; -1 for the main graph and for what is not kept.
        int kept = -1;
    };

    Status inferNodes(Scope &scope);
    Status inferNode(Scope &scope, const Node &node);
    /// `node` with its attributes bound.
    Status inferBound(Scope &scope, const Node &node);
    Status inferCall(Scope &scope, const Node &node, const Function &function);
    Status inferOperator(Scope &scope, const Node &node, const Operator &op);
    Result<std::vector<Fact>> inferSubgraph(const Scope &scope, const Node &holder, const Graph &graph, std::vector<Fact> inputs);
    /// Makes room in the result for the facts of `scope`, which `part` of `holder` is: another walk takes the place of one before.
    void keep(Scope &scope, const Node &holder, const std::string &part);
    void keepFacts(const Scope &scope);
    void declareValues(Scope &scope) const;
    Fact factOfConstant(const ConstantTensor &constant) const;
    const Fact &outerFact(const Scope &scope, const std::string &name) const;
    /// Computes the outputs at once where all inputs are small constants.
    void fold(const NodeView &view, const Operator &op, const std::vector<const Fact *> &inputs, std::vector<Fact> &outputs) const;
    void store(Scope &scope, const Node &node, std::vector<Fact> outputs);
    void report(const Node &node, Issue::Severity severity, Error error);

    const Model &m_model;
    const std::map<std::string, std::int64_t> &m_dims;
    Progress &m_progress;
    GraphFacts m_result;
    std::set<std::pair<std::string, std::string>> m_unknownOperators;
    /// Nodes visited, against a limit: functions calling each other twice grow exponentially.
    std::int64_t m_visited = 0;
    /// Scopes of the result by path, and how many values they have.
    std::map<std::string, int> m_keptPaths;
    std::size_t m_keptValues = 0;
};

} // namespace halftone
