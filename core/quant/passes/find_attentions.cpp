// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/passes/pattern.h"

#include <cmath>

namespace halftone {

namespace {

using Axes = std::vector<std::int64_t>;

/// One of queries, keys and values: a linear layer's result, or a third of one.
struct Projection
{
    ValueId x = kNone;
    ValueId weight = kNone;
    ValueId bias = kNone;
    /// Columns of the weight.
    std::int64_t first = 0;
    std::int64_t size = 0;
};

class AttentionMatcher
{
public:
    AttentionMatcher(const Graph &graph, const GraphFacts &facts) : m_graph(graph), m_facts(facts) { }

    std::optional<FusedNode> match(NodeId last)
    {
        Pattern pattern(m_graph);
        // Back from the joined heads [batch, steps, width].
        const Node &join = m_graph.node(last);
        const Node *gathered = pattern.producer(join.inputs[0], "Transpose");
        const Node *context = gathered && perm(*gathered) == Axes{0, 2, 1, 3} ? pattern.producer(gathered->inputs[0], "MatMul") : nullptr;
        const Node *softmax = context ? pattern.producer(context->inputs[0], "Softmax") : nullptr;
        if (!softmax || (softmax->intAttribute("axis", -1) != -1 && softmax->intAttribute("axis", -1) != 3))
            return std::nullopt;
        ValueId scores = softmax->inputs[0];
        const ValueId mask = takeMask(pattern, scores);
        double scale = 1;
        takeScale(pattern, scores, scale);
        const Node *product = pattern.producer(scores, "MatMul");
        if (!product)
            return std::nullopt;
        ValueId q = product->inputs[0];
        ValueId k = product->inputs[1];
        takeScale(pattern, q, scale);
        takeScale(pattern, k, scale);
        std::int64_t heads = 0;
        const auto queries = heading(pattern, q, {0, 2, 1, 3}, heads);
        const auto keys = heading(pattern, k, {0, 2, 3, 1}, heads);
        const auto values = heading(pattern, context->inputs[1], {0, 2, 1, 3}, heads);
        if (!queries || !keys || !values || !fit(*queries, *keys, *values) || queries->size % heads != 0 || !maskFits(mask, queries->x))
            return std::nullopt;
        std::vector<ValueId> inputs{queries->x};
        auto fused = pattern.finish(last, "Attention", "com.microsoft", std::move(inputs));
        if (!fused)
            return std::nullopt;
        for (const Projection *part : {&*queries, &*keys, &*values}) {
            fused->weights.push_back(part->weight);
            fused->biases.push_back(part->bias);
        }
        fused->mask = mask;
        fused->node.attributes.push_back({"num_heads", heads, {}, 0, {}, {}});
        fused->node.attributes.push_back({"scale", static_cast<float>(scale), {}, 0, {}, {}});
        return fused;
    }

private:
    static Axes perm(const Node &node) { return node.intsAttribute("perm"); }

    const std::optional<std::vector<Dim>> &shape(ValueId value) const { return m_facts.values[value].shape(); }

    /// scores = Add(scores, mask) → scores; returns the mask.
    ValueId takeMask(Pattern &pattern, ValueId &scores) const
    {
        Pattern branch(pattern);
        const Node *sum = branch.producer(scores, "Add");
        for (std::size_t side = 0; sum && side < 2; ++side) {
            Pattern inner(branch);
            ValueId value = sum->inputs[side];
            double ignored = 1;
            takeScale(inner, value, ignored);
            if (!inner.producer(value, "MatMul"))
                continue;
            pattern = branch;
            scores = sum->inputs[side];
            return sum->inputs[1 - side];
        }
        return kNone;
    }

    static void takeScale(Pattern &pattern, ValueId &value, double &scale)
    {
        Pattern branch(pattern);
        if (const Node *quotient = branch.producer(value, "Div")) {
            if (const auto divisor = branch.scalar(quotient->inputs[1]); divisor && *divisor != 0) {
                scale /= static_cast<double>(*divisor);
                value = quotient->inputs[0];
                pattern = branch;
            }
            return;
        }
        if (const Node *factor = branch.producer(value, "Mul")) {
            for (std::size_t side = 0; side < 2; ++side) {
                if (const auto constant = branch.scalar(factor->inputs[side])) {
                    scale *= static_cast<double>(*constant);
                    value = factor->inputs[1 - side];
                    pattern = branch;
                    return;
                }
            }
        }
    }

    /// [batch, steps, width] → Reshape [batch, steps, heads, size] → Transpose, the latter perhaps in two steps.
    std::optional<Projection> heading(Pattern &pattern, ValueId value, const Axes &wanted, std::int64_t &heads) const
    {
        const Node *transpose = pattern.producer(value, "Transpose");
        if (transpose && perm(*transpose) == Axes{0, 1, 3, 2} && wanted == Axes{0, 2, 3, 1}) {
            transpose = pattern.producer(transpose->inputs[0], "Transpose");
            if (!transpose || perm(*transpose) != Axes{0, 2, 1, 3})
                return std::nullopt;
        } else if (!transpose || perm(*transpose) != wanted) {
            return std::nullopt;
        }
        const Node *split = pattern.producer(transpose->inputs[0], "Reshape");
        const auto &parts = split ? shape(split->outputs[0]) : std::optional<std::vector<Dim>>();
        if (!parts || parts->size() != 4 || !(*parts)[2].value() || (heads != 0 && *(*parts)[2].value() != heads))
            return std::nullopt;
        heads = *(*parts)[2].value();
        return heads > 0 ? projection(pattern, split->inputs[0]) : std::nullopt;
    }

    /// x · W + b, or columns of that.
    std::optional<Projection> projection(Pattern &pattern, ValueId value) const
    {
        Projection result;
        result.size = -1;
        if (const Node *slice = Pattern(pattern).producer(value, "Slice")) {
            const auto first = integer(slice, 1);
            const auto end = integer(slice, 2);
            const auto axis = integer(slice, 3);
            const auto step = slice->inputs.size() > 4 ? integer(slice, 4) : std::optional<std::int64_t>(1);
            if (!first || !end || !axis || !step || *step != 1 || (*axis != 2 && *axis != -1) || *first < 0 || *end <= *first)
                return std::nullopt;
            pattern.producer(value, "Slice");
            result.first = *first;
            result.size = *end - *first;
            value = slice->inputs[0];
        } else if (const Node *split = Pattern(pattern).producer(value, "Split")) {
            if (split->intAttribute("axis", 0) != 2 && split->intAttribute("axis", 0) != -1)
                return std::nullopt;
            const auto &part = shape(value);
            if (!part || !part->back().value())
                return std::nullopt;
            pattern.producer(value, "Split");
            result.size = *part->back().value();
            result.first = result.size * m_graph.value(value).producerIndex;
            value = split->inputs[0];
        }
        const Node *sum = pattern.producer(value, "Add");
        const Node *product = sum ? pattern.producer(pattern.besideVector(*sum, result.bias), "MatMul") : nullptr;
        const ConstantTensor *weight = product ? m_graph.constant(product->inputs[1]) : nullptr;
        if (!weight || weight->shape().rank() != 2 || weight->dtype() != DType::Float)
            return std::nullopt;
        if (result.size < 0)
            result.size = weight->shape()[1];
        result.x = product->inputs[0];
        result.weight = product->inputs[1];
        const auto &x = shape(result.x);
        return x && x->size() == 3 ? std::optional(result) : std::nullopt;
    }

    std::optional<std::int64_t> integer(const Node *node, std::size_t index) const
    {
        const ConstantTensor *constant = index < node->inputs.size() ? m_graph.constant(node->inputs[index]) : nullptr;
        if (!constant || constant->count() != 1 || constant->dtype() != DType::Int64)
            return std::nullopt;
        const auto tensor = constant->load();
        return tensor ? std::optional(tensor->as<std::int64_t>()[0]) : std::nullopt;
    }

    /// Three layers of one input, or the thirds of one layer in order.
    bool fit(const Projection &q, const Projection &k, const Projection &v) const
    {
        if (q.x != k.x || q.x != v.x || q.size != k.size || q.size != v.size)
            return false;
        const std::int64_t width = m_graph.constant(q.weight)->shape()[1];
        if (q.weight == k.weight && q.weight == v.weight)
            return q.bias == k.bias && q.bias == v.bias && q.first == 0 && k.first == q.size && v.first == 2 * q.size
                && width == 3 * q.size;
        return q.weight != k.weight && k.weight != v.weight && q.weight != v.weight && q.first + k.first + v.first == 0 && width == q.size
            && m_graph.constant(k.weight)->shape()[1] == width && m_graph.constant(v.weight)->shape()[1] == width;
    }

    /// The operator wants [1 or batch, 1 or heads, steps, steps].
    bool maskFits(ValueId mask, ValueId x) const
    {
        if (mask == kNone)
            return true;
        const auto &dims = shape(mask);
        const auto &steps = shape(x);
        return dims && steps && dims->size() == 4 && (*dims)[2] == (*steps)[1] && (*dims)[3] == (*steps)[1];
    }

    const Graph &m_graph;
    const GraphFacts &m_facts;
};

} // namespace

std::vector<FusedNode> findAttentions(const Graph &graph, const GraphFacts &facts)
{
    std::vector<FusedNode> found;
    AttentionMatcher matcher(graph, facts);
    for (NodeId id = 0; id < graph.nodes().size(); ++id) {
        if (graph.node(id).opType != "Reshape" || !graph.node(id).domain.empty())
            continue;
        if (auto fused = matcher.match(id))
            found.push_back(std::move(*fused));
    }
    return found;
}

} // namespace halftone
