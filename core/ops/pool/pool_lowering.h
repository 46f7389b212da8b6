// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/lower_context.h"

namespace halftone {

/// Input 0 of the node, read as `input`, pooled over windows of the node's attributes.
std::optional<Refusal> lowerPool(LowerContext &context, PoolSpec::Kind kind, Operand input);
/// The same over the whole image.
std::optional<Refusal> lowerGlobalPool(LowerContext &context, PoolSpec::Kind kind, Operand input);

} // namespace halftone
