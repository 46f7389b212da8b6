// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/model/model.h"
#include "core/samples/source.h"
#include "core/tensor/runtime_value.h"

#include <memory>
#include <vector>

namespace halftone {

/// Inputs of a sample in the order that Executor::run() wants; null where the sample has none of that name.
std::vector<RuntimeValue> inputsOf(const Graph &graph, const Sample &sample);

/// Outputs of one run of a model, in the order of the graph.
Result<std::vector<RuntimeValue>> runSample(std::shared_ptr<const Model> model, const Sample &sample, Progress &progress);

} // namespace halftone
