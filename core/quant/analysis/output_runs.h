// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/engine/executor.h"
#include "core/samples/source.h"
#include "core/tensor/runtime_value.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace halftone {

/// A model ready to run, and the samples it runs on.
struct OutputRun
{
    std::shared_ptr<const PreparedModel> prepared;
    const SampleSource &source;
    const std::vector<std::int64_t> &indices;
    int workers = 0;
};

/// Runs a model on some samples; `take` gets the outputs in the order of `indices`, nothing for those that cannot be loaded or run.
/// Fails with errc::kCancelled, or without memory.
Status runForOutputs(const OutputRun &run,
    const std::function<void(std::int64_t sample, std::optional<std::vector<RuntimeValue>> outputs)> &take, Progress &progress);

} // namespace halftone
