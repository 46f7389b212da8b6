// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/matching/node_matching.h"

#include "core/quant/matching/node_signatures.h"
#include "core/quant/matching/weight_print.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

namespace halftone {

namespace {

/// "Conv_12", "node_relu_3", "n17": a name that only counts.
bool onlyCounts(const Node &node)
{
    if (node.nameGenerated || node.name.find_first_of("/.:") != std::string::npos)
        return node.nameGenerated;
    const std::size_t end = node.name.find_last_not_of("0123456789");
    return end != std::string::npos && end + 1 < node.name.size() && (end < 2 || node.name[end] == '_');
}

std::string_view withoutSuffix(std::string_view name)
{
    for (const std::string_view suffix : {"_quantized", "_quant", "_q8"})
        if (name.ends_with(suffix))
            return name.substr(0, name.size() - suffix.size());
    return name;
}

/// Fewer weights say too little about a layer.
constexpr std::int64_t kFewestWeights = 8;
/// Pairs of layers of one shape beyond which names and structure must do.
constexpr std::size_t kMostComparisons = 1U << 20U;
/// Cosine from which weights may be the same in fewer bits.
constexpr double kAlike = 0.9;
/// By how much any other layer's must be farther away.
constexpr double kClearlyLess = 0.02;

class Matcher
{
public:
    Matcher(const ComparedGraph &a, const ComparedGraph &b) : m_a(a), m_b(b)
    {
        m_result.bOfA.assign(a.graph().nodes().size(), kNone);
        m_result.aOfB.assign(b.graph().nodes().size(), kNone);
    }

    NodeMatching match()
    {
        byText([](const ComparedGraph &side, NodeId id) {
            const Node &node = side.graph().node(id);
            return onlyCounts(node) ? std::string() : std::string(withoutSuffix(node.name));
        });
        byText([](const ComparedGraph &side, NodeId id) { return weightName(side, id); });
        byWeights();
        spread();
        for (const SignatureRule rule : {SignatureRule::Loose, SignatureRule::Exact}) {
            bySignature(forwardSignatures(m_a, m_result.bOfA, true, rule), forwardSignatures(m_b, m_result.aOfB, false, rule), rule);
            bySignature(backwardSignatures(m_a, m_result.bOfA, true, rule), backwardSignatures(m_b, m_result.aOfB, false, rule), rule);
            spread();
        }
        byText([](const ComparedGraph &side, NodeId id) { return std::string(withoutSuffix(side.graph().node(id).name)); });
        spread();
        replaced();
        return std::move(m_result);
    }

private:
    static std::string_view typeOf(const ComparedGraph &side, NodeId id) { return matchedTypeOf(side.graph().node(id)); }

    bool isFree(bool inA, NodeId id) const { return (inA ? m_result.bOfA : m_result.aOfB)[id] == kNone && (inA ? m_a : m_b).isSeen(id); }

    void pair(NodeId a, NodeId b)
    {
        m_result.bOfA[a] = b;
        m_result.aOfB[b] = a;
        m_front.push_back(a);
    }

    /// Name of the first constant operand: exporters keep the module's name there.
    static std::string weightName(const ComparedGraph &side, NodeId id)
    {
        for (const ComparedGraph::Operand &operand : side.operandsOf(id))
            if (const ConstantTensor *constant = side.constantOf(operand); constant && constant->count() > 1) {
                const Value &value = side.graph().value(side.sourceOf(operand.value));
                if (value.name.find('.') != std::string::npos)
                    return std::string(withoutSuffix(value.name));
            }
        return {};
    }

    /// Pairs free nodes of one type and one text, when there is exactly one of it on each side.
    template <typename Text>
    void byText(Text &&textOf)
    {
        const auto collect = [&](bool inA) {
            const ComparedGraph &side = inA ? m_a : m_b;
            std::unordered_map<std::string, NodeId> found;
            for (NodeId id = 0; id < side.graph().nodes().size(); ++id) {
                if (!isFree(inA, id))
                    continue;
                std::string text = textOf(side, id);
                if (text.empty())
                    continue;
                const auto [it, isNew] = found.try_emplace(std::string(typeOf(side, id)) + '\n' + text, id);
                if (!isNew)
                    it->second = kNone;
            }
            return found;
        };
        const auto inA = collect(true), inB = collect(false);
        for (NodeId id = 0; id < m_a.graph().nodes().size(); ++id) {
            if (!isFree(true, id))
                continue;
            const std::string text = textOf(m_a, id);
            if (text.empty())
                continue;
            const std::string key = std::string(typeOf(m_a, id)) + '\n' + text;
            const auto a = inA.find(key), b = inB.find(key);
            if (a != inA.end() && a->second == id && b != inB.end() && b->second != kNone)
                pair(id, b->second);
        }
    }

    /// The first operand that is a constant of more than one axis: what a layer was trained to.
    static ComparedGraph::Operand weightOf(const ComparedGraph &side, NodeId id)
    {
        for (const ComparedGraph::Operand &operand : side.operandsOf(id))
            if (const ConstantTensor *constant = side.constantOf(operand);
                constant && constant->shape().rank() > 1 && constant->count() >= kFewestWeights)
                return operand;
        return {};
    }

    /// Pairs free nodes of one type whose weights are the same but for rounding, when none other is nearly as alike.
    void byWeights()
    {
        struct Layers
        {
            std::vector<NodeId> nodes;
            std::vector<WeightPrint> prints;
        };
        std::unordered_map<std::string, std::pair<Layers, Layers>> groups;
        std::vector<std::string> order;
        for (const bool inA : {true, false}) {
            const ComparedGraph &side = inA ? m_a : m_b;
            for (NodeId id = 0; id < side.graph().nodes().size(); ++id) {
                const ComparedGraph::Operand weight = isFree(inA, id) ? weightOf(side, id) : ComparedGraph::Operand();
                if (weight.value == kNone)
                    continue;
                std::string key = std::string(typeOf(side, id)) + '\n' + side.constantOf(weight)->shape().toString();
                auto [found, isNew] = groups.try_emplace(key);
                if (isNew)
                    order.push_back(std::move(key));
                (inA ? found->second.first : found->second.second).nodes.push_back(id);
            }
        }
        for (const std::string &key : order) {
            auto &[a, b] = groups.at(key);
            if (a.nodes.empty() || b.nodes.empty() || a.nodes.size() * b.nodes.size() > kMostComparisons)
                continue;
            for (auto *layers : {&a, &b})
                for (const NodeId id : layers->nodes)
                    layers->prints.push_back(weightPrint(layers == &a ? m_a : m_b, weightOf(layers == &a ? m_a : m_b, id)));
            for (std::size_t i = 0; i < a.nodes.size(); ++i) {
                const auto best = mostAlike(a.prints[i], b.prints);
                const auto back = best ? mostAlike(b.prints[*best], a.prints) : std::nullopt;
                if (back && *back == i)
                    pair(a.nodes[i], b.nodes[*best]);
            }
        }
    }

    static std::optional<std::size_t> mostAlike(const WeightPrint &print, const std::vector<WeightPrint> &others)
    {
        double first = 0, second = 0;
        std::size_t best = 0;
        for (std::size_t i = 0; i < others.size(); ++i) {
            const double found = likeness(print, others[i]);
            if (found > first) {
                second = std::exchange(first, found);
                best = i;
            } else {
                second = std::max(second, found);
            }
        }
        if (first < kAlike || 1 - second < 4 * (1 - first) + kClearlyLess)
            return std::nullopt;
        return best;
    }

    /// Pairs free nodes of equal signature in their order, when there are as many on both sides.
    void bySignature(const std::vector<Signature> &ofA, const std::vector<Signature> &ofB, SignatureRule rule)
    {
        std::unordered_map<Signature, std::pair<std::vector<NodeId>, std::vector<NodeId>>> groups;
        for (NodeId id = 0; id < ofA.size(); ++id)
            if (isFree(true, id) && (rule == SignatureRule::Exact || !isPassedOver(m_a, id)))
                groups[ofA[id]].first.push_back(id);
        for (NodeId id = 0; id < ofB.size(); ++id)
            if (isFree(false, id) && (rule == SignatureRule::Exact || !isPassedOver(m_b, id)))
                groups[ofB[id]].second.push_back(id);
        for (NodeId id = 0; id < ofA.size(); ++id) {
            if (!isFree(true, id))
                continue;
            const auto &[inA, inB] = groups[ofA[id]];
            const auto place = std::lower_bound(inA.begin(), inA.end(), id) - inA.begin();
            if (inA.size() != inB.size() || place == std::ssize(inA) || inA[static_cast<std::size_t>(place)] != id)
                continue;
            const NodeId other = inB[static_cast<std::size_t>(place)];
            if (isFree(false, other) && typeOf(m_a, id) == typeOf(m_b, other))
                pair(id, other);
        }
    }

    /// From paired nodes along the edges: what stands in the same place and is the only one of its type there.
    void spread()
    {
        while (!m_front.empty()) {
            const NodeId a = m_front.back();
            m_front.pop_back();
            const NodeId b = m_result.bOfA[a];
            spreadUp(a, b);
            spreadDown(a, b);
        }
    }

    void spreadUp(NodeId a, NodeId b)
    {
        const auto ofA = m_a.operandsOf(a), ofB = m_b.operandsOf(b);
        for (std::size_t i = 0; i < std::min(ofA.size(), ofB.size()); ++i) {
            const NodeId upA = m_a.producerOf(ofA[i]), upB = m_b.producerOf(ofB[i]);
            if (upA != kNone && upB != kNone && isFree(true, upA) && isFree(false, upB) && typeOf(m_a, upA) == typeOf(m_b, upB))
                pair(upA, upB);
        }
    }

    void spreadDown(NodeId a, NodeId b)
    {
        const auto readersB = m_b.readersOf(b);
        const auto readersA = m_a.readersOf(a);
        for (const Use &use : readersA) {
            if (!isFree(true, use.node))
                continue;
            const auto isLike = [&](const ComparedGraph &side, bool inA, const Use &other) {
                return isFree(inA, other.node) && other.index == use.index && typeOf(side, other.node) == typeOf(m_a, use.node);
            };
            const auto alikeA = std::count_if(readersA.begin(), readersA.end(), [&](const Use &other) { return isLike(m_a, true, other); });
            const auto alikeB
                = std::count_if(readersB.begin(), readersB.end(), [&](const Use &other) { return isLike(m_b, false, other); });
            if (alikeA == 1 && alikeB == 1)
                pair(use.node,
                    std::find_if(readersB.begin(), readersB.end(), [&](const Use &other) { return isLike(m_b, false, other); })->node);
        }
    }

    /// Another operator in the same place: what it reads and who reads it are paired.
    void replaced()
    {
        for (NodeId a = 0; a < m_result.bOfA.size(); ++a) {
            if (!isFree(true, a))
                continue;
            const auto operands = m_a.operandsOf(a);
            const NodeId up = operands.empty() ? kNone : m_a.producerOf(operands[0]);
            const auto readers = m_a.readersOf(a);
            if (readers.empty() || m_result.bOfA[readers.front().node] == kNone || (up != kNone && m_result.bOfA[up] == kNone))
                continue;
            const NodeId reader = m_result.bOfA[readers.front().node];
            const auto ofReader = m_b.operandsOf(reader);
            if (readers.front().index >= ofReader.size())
                continue;
            const NodeId b = m_b.producerOf(ofReader[readers.front().index]);
            if (b == kNone || !isFree(false, b))
                continue;
            const auto ofB = m_b.operandsOf(b);
            if (!ofB.empty() && m_b.producerOf(ofB[0]) == (up == kNone ? kNone : m_result.bOfA[up]))
                pair(a, b);
        }
        m_front.clear();
    }

    const ComparedGraph &m_a;
    const ComparedGraph &m_b;
    NodeMatching m_result;
    std::vector<NodeId> m_front;
};

} // namespace

NodeMatching matchNodes(const ComparedGraph &a, const ComparedGraph &b) { return Matcher(a, b).match(); }

} // namespace halftone
