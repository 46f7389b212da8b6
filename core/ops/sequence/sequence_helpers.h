// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"

namespace halftone {

/// A sequence whose items are of type `element`.
Fact sequenceFact(Type element);
Fact optionalFact(Type element);
/// Type of the items of a sequence or of the content of an optional; unknown when not known.
Fact elementFact(const Fact &container);

/// The value with elements of its own: a tensor that enters a sequence or an optional outlives the buffers of the node.
Result<RuntimeValue> ownedItem(const RuntimeValue &value);

/// Input `index` as a sequence, or an error.
Result<const Sequence *> sequenceInput(const KernelContext &context, int index);
/// Position given by input `index`, counted from the front, for `count` places; `fallback` when absent.
Result<std::int64_t> positionInput(const KernelContext &context, int index, std::int64_t count, std::int64_t fallback);

} // namespace halftone
