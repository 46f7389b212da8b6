// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/node_matching.h"

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_map>

namespace halftone {

namespace {

using Signature = std::uint64_t;

Signature mix(Signature seed, Signature value) { return seed ^ (value + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2)); }
Signature textHash(std::string_view text) { return std::hash<std::string_view>()(text); }

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
        bySignature(forwardOf(m_a), forwardOf(m_b));
        bySignature(backwardOf(m_a), backwardOf(m_b));
        spread();
        byText([](const ComparedGraph &side, NodeId id) { return std::string(withoutSuffix(side.graph().node(id).name)); });
        spread();
        replaced();
        return std::move(m_result);
    }

private:
    static std::string_view typeOf(const ComparedGraph &side, NodeId id) { return floatTypeOf(side.graph().node(id).opType); }

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

    static Signature constantSignature(const ConstantTensor &constant) { return mix(3, textHash(constant.shape().toString())); }

    /// A node by everything that leads to it.
    static std::vector<Signature> forwardOf(const ComparedGraph &side)
    {
        std::vector<Signature> signature(side.graph().nodes().size(), 0);
        for (NodeId id = 0; id < signature.size(); ++id) {
            if (!side.isSeen(id))
                continue;
            Signature own = textHash(typeOf(side, id));
            for (const ComparedGraph::Operand &operand : side.operandsOf(id)) {
                const ValueId source = side.sourceOf(operand.value);
                if (source == kNone)
                    own = mix(own, 1);
                else if (const ConstantTensor *constant = side.constantOf(operand))
                    own = mix(own, constantSignature(*constant));
                else if (const NodeId producer = side.producerOf(operand); producer != kNone)
                    own = mix(mix(own, signature[producer]), side.graph().value(source).producerIndex);
                else
                    own = mix(own, 2);
            }
            signature[id] = own;
        }
        return signature;
    }

    /// A node by everything that depends on it.
    static std::vector<Signature> backwardOf(const ComparedGraph &side)
    {
        std::vector<Signature> signature(side.graph().nodes().size(), 0);
        for (NodeId id = static_cast<NodeId>(signature.size()); id-- > 0;) {
            if (!side.isSeen(id))
                continue;
            Signature own = textHash(typeOf(side, id));
            for (const ComparedGraph::Operand &operand : side.operandsOf(id))
                if (const ConstantTensor *constant = side.constantOf(operand))
                    own = mix(own, constantSignature(*constant));
            // Readers have no order of their own.
            Signature readers = 0;
            for (const Use &use : side.readersOf(id))
                readers += mix(mix(7, signature[use.node]), use.index);
            signature[id] = mix(own, readers);
        }
        return signature;
    }

    /// Pairs free nodes of equal signature in their order, when there are as many on both sides.
    void bySignature(const std::vector<Signature> &ofA, const std::vector<Signature> &ofB)
    {
        std::unordered_map<Signature, std::pair<std::vector<NodeId>, std::vector<NodeId>>> groups;
        for (NodeId id = 0; id < ofA.size(); ++id)
            if (isFree(true, id))
                groups[ofA[id]].first.push_back(id);
        for (NodeId id = 0; id < ofB.size(); ++id)
            if (isFree(false, id))
                groups[ofB[id]].second.push_back(id);
        for (NodeId id = 0; id < ofA.size(); ++id) {
            if (!isFree(true, id))
                continue;
            const auto &[inA, inB] = groups[ofA[id]];
            if (inA.size() != inB.size())
                continue;
            const auto place = std::lower_bound(inA.begin(), inA.end(), id) - inA.begin();
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
