// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"

namespace halftone {

/// The graph held by attribute `name`, or an error when the node has none.
Result<const Graph *> subgraphOf(const Node &node, std::string_view name);

/// Tensors of equal type and shape put one after another along a new axis at `axis`. Of no tensors: `empty`'s declared type
/// with a length of 0, unknown dimensions as 0.
Result<Tensor> stacked(const KernelContext &context, const std::vector<RuntimeValue> &items, int axis, const Type &empty);

/// The fact without knowledge of elements: what holds in every round of a loop.
Fact withoutElements(Fact fact);

} // namespace halftone
