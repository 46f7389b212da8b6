// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"
#include "core/samples/source.h"
#include "core/tensor/runtime_value.h"

#include <vector>

namespace halftone {

/// The sample's tensors in the order in which Executor::run() wants them. A graph input with an initializer may be missing
/// from the sample. Errors: kSampleLacksInput, kSampleMismatch (element type, rank, or a fixed dimension).
Result<std::vector<RuntimeValue>> modelInputs(const Graph &graph, const Sample &sample);

/// Whether the sample has data that fit one graph input; errors as of modelInputs().
Status checkInput(const Graph &graph, ValueId input, const Sample &sample);

/// Number of NaN and +inf elements of a float tensor; 0 for other types. −inf is what attention masks hold.
std::int64_t unusableCount(const Tensor &tensor);

} // namespace halftone
