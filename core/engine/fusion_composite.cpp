// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/fusion.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

/// Walks the nodes behind one value and remembers which it has passed.
class Matcher
{
public:
    explicit Matcher(const FusionInput &input) : m_input(input) { }

    const Graph &graph() const { return m_input.graph; }
    bool isConstant(ValueId id) const { return id != kNone && m_input.constant[id]; }
    std::optional<float> scalar(ValueId id) const
    {
        const auto values = smallConstant(graph(), id, 1);
        return values && values->size() == 1 ? std::optional(values->front()) : std::nullopt;
    }
    bool isScalar(ValueId id, float wanted) const
    {
        const auto value = scalar(id);
        return value && std::abs(*value - wanted) <= 1e-4F * std::abs(wanted);
    }

    /// The node of that type making `id`, unless it was made by something else.
    const Node *producer(ValueId id, std::string_view type)
    {
        if (id == kNone || graph().value(id).producer == kNone)
            return nullptr;
        const NodeId node = graph().value(id).producer;
        if (graph().node(node).opType != type || !graph().node(node).domain.empty())
            return nullptr;
        m_nodes.push_back(node);
        return &graph().node(node);
    }

    /// `id` as a product or sum with a constant near `constant`: the other operand.
    ValueId otherOperand(const Node &node, float constant) const
    {
        for (int side = 0; side < 2; ++side)
            if (isScalar(node.inputs[static_cast<std::size_t>(side)], constant))
                return node.inputs[static_cast<std::size_t>(1 - side)];
        return kNone;
    }

    /// The link, if nothing outside reads what vanishes.
    std::optional<Composite> finish(NodeId last, ValueId input, Eltwise activation)
    {
        m_nodes.push_back(last);
        std::sort(m_nodes.begin(), m_nodes.end());
        m_nodes.erase(std::unique(m_nodes.begin(), m_nodes.end()), m_nodes.end());
        const ValueId output = graph().node(last).outputs[0];
        for (const NodeId id : m_nodes)
            for (const ValueId made : graph().node(id).outputs) {
                if (made == output)
                    continue;
                if (m_input.pinned[made])
                    return std::nullopt;
                for (const Use &use : graph().value(made).consumers)
                    if (!std::binary_search(m_nodes.begin(), m_nodes.end(), use.node))
                        return std::nullopt;
            }
        Composite composite;
        composite.link.activation = activation;
        composite.link.nodes = m_nodes;
        composite.link.output = output;
        composite.input = input;
        return composite;
    }

private:
    const FusionInput &m_input;
    std::vector<NodeId> m_nodes;
};

using Kind = Eltwise::Kind;

/// x · sigmoid(x) and x · hardsigmoid(x, 1/6, 1/2).
std::optional<Composite> matchGated(const FusionInput &input, NodeId last)
{
    const Node &mul = input.graph.node(last);
    for (std::size_t side = 0; side < 2; ++side) {
        const ValueId x = mul.inputs[1 - side];
        Matcher sigmoid(input);
        if (const Node *gate = sigmoid.producer(mul.inputs[side], "Sigmoid"); gate && gate->inputs[0] == x)
            return sigmoid.finish(last, x, {Kind::Silu, 1});
        Matcher hard(input);
        if (const Node *gate = hard.producer(mul.inputs[side], "HardSigmoid"); gate && gate->inputs[0] == x
            && std::abs(gate->floatAttribute("alpha", 0.2F) - 1.0F / 6) < 1e-6F && gate->floatAttribute("beta", 0.5F) == 0.5F)
            return hard.finish(last, x, {Kind::HardSwish});
    }
    return std::nullopt;
}

/// 1 + erf(x / √2), as (Div or Mul, Erf, Add); returns x.
ValueId matchErfTerm(Matcher &matcher, ValueId value)
{
    const Node *add = matcher.producer(value, "Add");
    const Node *erf = add ? matcher.producer(matcher.otherOperand(*add, 1), "Erf") : nullptr;
    if (!erf)
        return kNone;
    if (const Node *div = matcher.producer(erf->inputs[0], "Div"))
        return matcher.isScalar(div->inputs[1], static_cast<float>(M_SQRT2)) ? div->inputs[0] : kNone;
    if (const Node *mul = matcher.producer(erf->inputs[0], "Mul"))
        return matcher.otherOperand(*mul, static_cast<float>(M_SQRT1_2));
    return kNone;
}

/// Gelu with Erf in the three bracketings exporters write: (x·e)·½, x·(e·½), (x·½)·e.
std::optional<Composite> matchGelu(const FusionInput &input, NodeId last)
{
    const Node &mul = input.graph.node(last);
    {
        Matcher matcher(input);
        const ValueId product = matcher.otherOperand(mul, 0.5F);
        if (const Node *inner = matcher.producer(product, "Mul"))
            for (std::size_t side = 0; side < 2; ++side) {
                Matcher attempt = matcher;
                const ValueId x = matchErfTerm(attempt, inner->inputs[side]);
                if (x != kNone && x == inner->inputs[1 - side])
                    return attempt.finish(last, x, {Kind::GeluErf});
            }
    }
    for (std::size_t side = 0; side < 2; ++side) {
        Matcher half(input);
        if (const Node *inner = half.producer(mul.inputs[side], "Mul")) {
            const ValueId operand = half.otherOperand(*inner, 0.5F);
            if (operand == kNone)
                continue;
            Matcher first = half;
            const ValueId x = matchErfTerm(first, operand);
            if (x != kNone && x == mul.inputs[1 - side])
                return first.finish(last, x, {Kind::GeluErf});
            Matcher second = half;
            if (const ValueId y = matchErfTerm(second, mul.inputs[1 - side]); y != kNone && y == operand)
                return second.finish(last, y, {Kind::GeluErf});
        }
    }
    return std::nullopt;
}

} // namespace

std::vector<std::optional<Composite>> findComposites(const FusionInput &input)
{
    std::vector<std::optional<Composite>> found(input.graph.nodes().size());
    if (!input.fuse)
        return found;
    for (NodeId id = 0; id < found.size(); ++id) {
        const Node &node = input.graph.node(id);
        if (node.opType != "Mul" || !node.domain.empty() || node.inputs.size() != 2)
            continue;
        found[id] = matchGated(input, id);
        if (!found[id])
            found[id] = matchGelu(input, id);
    }
    return found;
}

} // namespace halftone
