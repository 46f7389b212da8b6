// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/matching/compared_graph.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace halftone {

using Signature = std::uint64_t;

/// Loose signatures pass over what tools take into the layer before: see isPassedOver().
enum class SignatureRule { Loose, Exact };

/// Relu, Clip, BatchNormalization, Identity, and Add or Mul with a constant.
bool isPassedOver(const ComparedGraph &side, NodeId node);

/// The type nodes are paired by: that of the float form, where Gemm is a MatMul.
std::string_view matchedTypeOf(const Node &node);

/// A node by everything that leads to it, up to nodes already paired: `partner` has each node's in the other graph, or kNone. Both nodes
/// of a pair have one signature, so each side must know whether it is the first graph.
std::vector<Signature> forwardSignatures(const ComparedGraph &side, const std::vector<NodeId> &partner, bool isFirst, SignatureRule rule);

/// A node by everything that depends on it, likewise.
std::vector<Signature> backwardSignatures(const ComparedGraph &side, const std::vector<NodeId> &partner, bool isFirst, SignatureRule rule);

} // namespace halftone
