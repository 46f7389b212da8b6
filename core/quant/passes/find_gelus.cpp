// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/passes/pattern.h"

#include <cmath>
#include <numbers>

namespace halftone {

namespace {

/// 1 + erf(x / √2); returns x.
ValueId errorTerm(Pattern &pattern, ValueId value)
{
    const Node *sum = pattern.producer(value, "Add");
    const Node *erf = sum ? pattern.producer(pattern.besideScalar(*sum, 1), "Erf") : nullptr;
    if (!erf)
        return kNone;
    if (const Node *quotient = pattern.producer(erf->inputs[0], "Div"))
        return pattern.isScalar(quotient->inputs[1], std::numbers::sqrt2) ? quotient->inputs[0] : kNone;
    if (const Node *product = pattern.producer(erf->inputs[0], "Mul"))
        return pattern.besideScalar(*product, std::numbers::sqrt2 / 2);
    return kNone;
}

/// x · e or x · ½ and the other factor last, in whatever order.
std::optional<FusedNode> match(const Graph &graph, NodeId last, const std::string &domain)
{
    const Node &product = graph.node(last);
    {
        // (x · e) · ½
        Pattern pattern(graph);
        const Node *inner = pattern.producer(pattern.besideScalar(product, 0.5), "Mul");
        for (std::size_t side = 0; inner && side < 2; ++side) {
            Pattern branch(pattern);
            const ValueId x = inner->inputs[1 - side];
            if (errorTerm(branch, inner->inputs[side]) == x)
                return branch.finish(last, "Gelu", domain, {x});
        }
    }
    for (std::size_t side = 0; side < 2; ++side) {
        // (x · ½) · e
        Pattern halved(graph);
        const Node *half = halved.producer(product.inputs[side], "Mul");
        const ValueId x = half ? halved.besideScalar(*half, 0.5) : kNone;
        if (x != kNone && errorTerm(halved, product.inputs[1 - side]) == x)
            return halved.finish(last, "Gelu", domain, {x});
        // x · (e · ½)
        Pattern outer(graph);
        const Node *term = outer.producer(product.inputs[side], "Mul");
        const ValueId e = term ? outer.besideScalar(*term, 0.5) : kNone;
        if (e != kNone && errorTerm(outer, e) == product.inputs[1 - side])
            return outer.finish(last, "Gelu", domain, {product.inputs[1 - side]});
    }
    return std::nullopt;
}

} // namespace

std::string geluDomain(const Model &model)
{
    constexpr std::int64_t kGeluOpset = 20;
    return model.opset() < kGeluOpset ? "com.microsoft" : "";
}

std::vector<FusedNode> findGelus(const Graph &graph, const std::string &domain)
{
    std::vector<FusedNode> found;
    for (NodeId id = 0; id < graph.nodes().size(); ++id) {
        const Node &node = graph.node(id);
        if (node.opType != "Mul" || !node.domain.empty() || node.inputs.size() != 2)
            continue;
        if (auto fused = match(graph, id, domain))
            found.push_back(std::move(*fused));
    }
    return found;
}

} // namespace halftone
