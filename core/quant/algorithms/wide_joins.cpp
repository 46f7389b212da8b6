// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithms/wide_joins.h"

#include "core/ops/operator.h"

#include <cmath>

namespace halftone {

namespace {

/// The narrowest input of a join is left fewer than 256 / this levels.
constexpr double kTooWide = 16;

class JoinFinder
{
public:
    JoinFinder(const Model &model, const Statistics &statistics, FloatNodes &nodes)
        : m_model(model), m_graph(*model.graph), m_statistics(statistics), m_nodes(nodes)
    {
    }

    void judge(const Node &node, std::vector<Issue> &issues)
    {
        const std::string *widest = nullptr;
        const std::string *narrowest = nullptr;
        double most = 0;
        double least = 0;
        for (const ValueId input : node.inputs) {
            const std::string &name = m_graph.value(input).name;
            const double largest = largestOf(name);
            if (largest <= 0)
                continue;
            if (!widest || largest > most) {
                widest = &name;
                most = largest;
            }
            if (!narrowest || largest < least) {
                narrowest = &name;
                least = largest;
            }
        }
        if (!widest || most < kTooWide * least)
            return;
        const std::vector<std::string> ranges{*widest, figureText(most), *narrowest, figureText(least)};
        int count = m_nodes.try_emplace(node.name, FloatReason{errc::kJoinsRanges, ranges}).second ? 1 : 0;
        count += keepReaders(node.outputs[0], node.name);
        std::vector<std::string> arguments{node.name};
        arguments.insert(arguments.end(), ranges.begin(), ranges.end());
        arguments.push_back(std::to_string(count));
        issues.push_back({Issue::Severity::Info, Error(errc::kWideJoin, std::move(arguments)), Issue::Target::Node, node.name});
    }

private:
    /// Magnitude of what was seen; masks are no range.
    double largestOf(const std::string &name) const
    {
        const auto found = m_statistics.tensors.find(name);
        if (found == m_statistics.tensors.end() || found->second.finiteCount == 0)
            return 0;
        const double largest = std::max(std::fabs(found->second.minimum), std::fabs(found->second.maximum));
        return largest < 1e30 ? largest : 0;
    }

    int keepReaders(ValueId value, const std::string &join)
    {
        int count = 0;
        for (const Use &use : m_graph.value(value).consumers) {
            const Node &reader = m_graph.node(use.node);
            const Operator *op = findOperator(reader.domain, reader.opType);
            const QuantRule rule = op ? op->quantRule({reader, m_model.opset(reader.domain), &m_graph}) : QuantRule();
            if (rule.kind == QuantRule::Kind::Float)
                continue;
            const bool isNew = m_nodes.try_emplace(reader.name, FloatReason{errc::kReadsJoin, {join}}).second;
            if (!isNew)
                continue;
            ++count;
            if (rule.kind == QuantRule::Kind::SameScale) {
                for (const ValueId output : reader.outputs)
                    count += output == kNone ? 0 : keepReaders(output, join);
            }
        }
        return count;
    }

    const Model &m_model;
    const Graph &m_graph;
    const Statistics &m_statistics;
    FloatNodes &m_nodes;
};

} // namespace

void findWideJoins(const Model &model, const Statistics &statistics, FloatNodes &nodes, std::vector<Issue> &issues)
{
    JoinFinder finder(model, statistics, nodes);
    for (const Node &node : model.graph->nodes()) {
        if (node.domain.empty() && node.opType == "Concat")
            finder.judge(node, issues);
    }
}

} // namespace halftone
