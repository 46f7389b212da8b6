// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/matching/node_signatures.h"

#include <algorithm>
#include <functional>
#include <string>

namespace halftone {

namespace {

Signature mix(Signature seed, Signature value) { return seed ^ (value + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2)); }
Signature textHash(std::string_view text) { return std::hash<std::string_view>()(text); }
Signature pairSignature(NodeId ofA) { return mix(0x5bd1e995, ofA); }

/// Weights by their dimensions, in whatever order and packing; biases and scalars come and go.
Signature constantSignature(const Node &node, const ConstantTensor &constant, SignatureRule rule)
{
    std::vector<std::int64_t> dims = constant.shape().dims();
    if (node.opType == "MatMulNBits")
        dims = {node.intAttribute("K", 0), node.intAttribute("N", 0)};
    if (rule == SignatureRule::Loose && dims.size() < 2)
        return 0;
    if (matchedTypeOf(node) == "MatMul")
        std::sort(dims.begin(), dims.end());
    Signature found = 3;
    for (const std::int64_t dim : dims)
        found = mix(found, static_cast<Signature>(dim));
    return found;
}

/// Operand a passed-over node passes on: its first one that is no constant.
const ComparedGraph::Operand *dataOf(const ComparedGraph &side, const std::vector<ComparedGraph::Operand> &operands)
{
    for (const ComparedGraph::Operand &operand : operands)
        if (side.sourceOf(operand.value) != kNone && !side.constantOf(operand))
            return &operand;
    return nullptr;
}

} // namespace

std::string_view matchedTypeOf(const Node &node)
{
    const std::string_view type = floatTypeOf(node.opType);
    return type == "Gemm" ? "MatMul" : type;
}

bool isPassedOver(const ComparedGraph &side, NodeId id)
{
    const std::string_view type = floatTypeOf(side.graph().node(id).opType);
    if (type == "Relu" || type == "Clip" || type == "BatchNormalization" || type == "Identity")
        return true;
    if (type != "Add" && type != "Mul")
        return false;
    const auto operands = side.operandsOf(id);
    return std::any_of(operands.begin(), operands.end(), [&](const auto &operand) { return side.constantOf(operand) != nullptr; });
}

std::vector<Signature> forwardSignatures(const ComparedGraph &side, const std::vector<NodeId> &partner, bool isFirst, SignatureRule rule)
{
    constexpr Signature kLeftOut = 1, kInput = 2;
    std::vector<Signature> signature(side.graph().nodes().size(), 0);
    const auto madeBy = [&](const ComparedGraph::Operand &operand) {
        const NodeId producer = side.producerOf(operand);
        return producer == kNone ? kInput : mix(signature[producer], side.graph().value(side.sourceOf(operand.value)).producerIndex);
    };
    for (NodeId id = 0; id < signature.size(); ++id) {
        if (!side.isSeen(id))
            continue;
        const auto operands = side.operandsOf(id);
        const auto *data = rule == SignatureRule::Loose && isPassedOver(side, id) ? dataOf(side, operands) : nullptr;
        if (partner[id] != kNone) {
            signature[id] = pairSignature(isFirst ? id : partner[id]);
        } else if (const NodeId producer = data ? side.producerOf(*data) : kNone; producer != kNone) {
            signature[id] = signature[producer];
        } else {
            Signature own = textHash(matchedTypeOf(side.graph().node(id)));
            for (std::size_t i = 0; i < operands.size(); ++i) {
                if (side.sourceOf(operands[i].value) == kNone)
                    own = rule == SignatureRule::Exact ? mix(own, kLeftOut) : own;
                else if (const ConstantTensor *constant = side.constantOf(operands[i]); !constant)
                    own = mix(own, madeBy(operands[i]));
                else if (const Signature found = constantSignature(side.graph().node(id), *constant, rule))
                    own = mix(own, found);
            }
            signature[id] = own;
        }
    }
    return signature;
}

std::vector<Signature> backwardSignatures(const ComparedGraph &side, const std::vector<NodeId> &partner, bool isFirst, SignatureRule rule)
{
    std::vector<Signature> signature(side.graph().nodes().size(), 0);
    for (NodeId id = static_cast<NodeId>(signature.size()); id-- > 0;) {
        if (!side.isSeen(id))
            continue;
        if (partner[id] != kNone) {
            signature[id] = pairSignature(isFirst ? id : partner[id]);
            continue;
        }
        // Readers have no order of their own.
        const auto reading = side.readersOf(id);
        Signature readers = 0;
        for (const Use &use : reading)
            readers += mix(mix(7, signature[use.node]), use.index);
        if (rule == SignatureRule::Loose && isPassedOver(side, id) && reading.size() == 1) {
            signature[id] = signature[reading[0].node];
            continue;
        }
        Signature own = textHash(matchedTypeOf(side.graph().node(id)));
        for (const ComparedGraph::Operand &operand : side.operandsOf(id))
            if (const ConstantTensor *constant = side.constantOf(operand))
                if (const Signature found = constantSignature(side.graph().node(id), *constant, rule))
                    own = mix(own, found);
        signature[id] = mix(own, readers);
    }
    return signature;
}

} // namespace halftone
