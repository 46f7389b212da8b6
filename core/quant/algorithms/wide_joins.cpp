// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithms/wide_joins.h"

#include "core/ops/operator.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace halftone {

namespace {

/// The narrowest input of a Concat is left fewer than 256 / this levels.
constexpr double kTooWide = 16;
/// An addend that differs by more has fewer than 4 of the sum's 256 levels.
constexpr double kLostInSum = 64;

/// The widest and the narrowest input of a join.
struct Spread
{
    const std::string *widest = nullptr;
    const std::string *narrowest = nullptr;
    double most = 0;
    double least = 0;
};

class JoinFinder
{
public:
    JoinFinder(const Model &model, const GraphFacts &facts, const Statistics &statistics, JoinForm form, WideJoins joins)
        : m_model(model), m_graph(*model.graph), m_facts(facts), m_statistics(statistics), m_form(form), m_joins(joins)
    {
    }

    void judge(const Node &node)
    {
        const bool sum = node.opType == "Add";
        const Spread spread = spreadOf(node);
        if (!spread.widest || spread.most < (sum ? kLostInSum : kTooWide) * spread.least)
            return;
        // What is added to each element alike is a bias, not a second signal.
        if (sum && std::ranges::any_of(node.inputs, [this](ValueId input) { return m_graph.constant(input) != nullptr; }))
            return;
        const std::vector<std::string> ranges{*spread.widest, figureText(spread.most), *spread.narrowest, figureText(spread.least)};
        std::vector<std::string> arguments{node.name};
        arguments.insert(arguments.end(), ranges.begin(), ranges.end());
        if (auto channels = m_form == JoinForm::Channels ? channelsOf(node) : std::nullopt) {
            m_joins.nodes.try_emplace(node.name, FloatReason{errc::kJoinsInChannels, ranges});
            arguments.push_back(std::to_string(channels->minimum.size()));
            m_joins.channels[m_graph.value(node.outputs[0]).name] = std::move(*channels);
            report(node, errc::kJoinInChannels, std::move(arguments));
            return;
        }
        int count = m_joins.nodes.try_emplace(node.name, FloatReason{errc::kJoinsRanges, ranges}).second ? 1 : 0;
        count += keepReaders(node.outputs[0], node.name);
        arguments.push_back(std::to_string(count));
        report(node, errc::kWideJoin, std::move(arguments));
    }

private:
    void report(const Node &node, ErrorCode code, std::vector<std::string> arguments)
    {
        m_joins.issues.push_back({Issue::Severity::Info, Error(code, std::move(arguments)), Issue::Target::Node, node.name});
    }

    const TensorStatistics *find(ValueId value) const
    {
        const auto found = m_statistics.tensors.find(m_graph.value(value).name);
        return found == m_statistics.tensors.end() || found->second.finiteCount == 0 ? nullptr : &found->second;
    }

    /// Magnitude of what was seen; masks are no range.
    double largestOf(ValueId value) const
    {
        const TensorStatistics *seen = find(value);
        const double largest = seen ? std::max(std::fabs(seen->minimum), std::fabs(seen->maximum)) : 0;
        return largest < 1e30 ? largest : 0;
    }

    Spread spreadOf(const Node &node) const
    {
        Spread spread;
        for (const ValueId input : node.inputs) {
            const double largest = largestOf(input);
            if (largest <= 0)
                continue;
            const std::string &name = m_graph.value(input).name;
            if (!spread.widest || largest > spread.most) {
                spread.widest = &name;
                spread.most = largest;
            }
            if (!spread.narrowest || largest < spread.least) {
                spread.narrowest = &name;
                spread.least = largest;
            }
        }
        return spread;
    }

    QuantRule ruleOf(const Node &node) const
    {
        const Operator *op = findOperator(node.domain, node.opType);
        return op ? op->quantRule({node, m_model.opset(node.domain), &m_graph}) : QuantRule();
    }

    /// Integer kernels take one scale a tensor: only float nodes and outputs of the graph can read more.
    bool isReadInFloat(ValueId value) const
    {
        return std::ranges::all_of(m_graph.value(value).consumers, [this](const Use &use) {
            const Node &reader = m_graph.node(use.node);
            return m_joins.nodes.contains(reader.name) || ruleOf(reader).kind == QuantRule::Kind::Float;
        });
    }

    const std::vector<Dim> *shapeOf(ValueId value) const
    {
        const auto &shape = m_facts.values[value].shape();
        return shape ? &*shape : nullptr;
    }

    /// Ranges of the channels that are joined, nothing where they are not known or something computes with them.
    std::optional<ChannelRanges> channelsOf(const Node &node) const
    {
        const TensorStatistics *seen = find(node.outputs[0]);
        if (!seen || !isReadInFloat(node.outputs[0]))
            return std::nullopt;
        const auto *shape = shapeOf(node.outputs[0]);
        if (!shape || shape->size() < 2)
            return std::nullopt;
        const int rank = static_cast<int>(shape->size());
        const auto given = node.opType == "Concat" ? static_cast<int>(node.intAttribute("axis", 1)) : 1;
        const int axis = given < 0 ? given + rank : given;
        if (axis == 1 && !seen->channelMinimum.empty())
            return ChannelRanges{axis, seen->channelMinimum, seen->channelMaximum};
        return node.opType == "Concat" ? channelsOfPieces(node, axis) : std::nullopt;
    }

    /// Statistics have one range a piece along this axis.
    std::optional<ChannelRanges> channelsOfPieces(const Node &node, int axis) const
    {
        ChannelRanges ranges;
        ranges.axis = axis;
        for (const ValueId input : node.inputs) {
            const TensorStatistics *seen = find(input);
            const auto *shape = shapeOf(input);
            if (!seen || !shape || axis < 0 || axis >= static_cast<int>(shape->size()))
                return std::nullopt;
            const auto count = (*shape)[static_cast<std::size_t>(axis)].value();
            if (!count)
                return std::nullopt;
            ranges.minimum.insert(ranges.minimum.end(), static_cast<std::size_t>(*count), seen->minimum);
            ranges.maximum.insert(ranges.maximum.end(), static_cast<std::size_t>(*count), seen->maximum);
        }
        return ranges;
    }

    int keepReaders(ValueId value, const std::string &join)
    {
        int count = 0;
        for (const Use &use : m_graph.value(value).consumers) {
            const Node &reader = m_graph.node(use.node);
            const QuantRule rule = ruleOf(reader);
            if (rule.kind == QuantRule::Kind::Float)
                continue;
            const bool isNew = m_joins.nodes.try_emplace(reader.name, FloatReason{errc::kReadsJoin, {join}}).second;
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
    const GraphFacts &m_facts;
    const Statistics &m_statistics;
    JoinForm m_form;
    WideJoins m_joins;
};

} // namespace

void findWideJoins(const Model &model, const GraphFacts &facts, const Statistics &statistics, JoinForm form, WideJoins joins)
{
    JoinFinder finder(model, facts, statistics, form, joins);
    for (const Node &node : model.graph->nodes()) {
        if (node.domain.empty() && (node.opType == "Concat" || node.opType == "Add"))
            finder.judge(node);
    }
}

} // namespace halftone
