// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/analysis/output_runs.h"

#include "core/quant/sample_inputs.h"
#include "core/quant/sample_runs.h"

namespace halftone {

Status runForOutputs(const OutputRun &run,
    const std::function<void(std::int64_t sample, std::optional<std::vector<RuntimeValue>> outputs)> &take, Progress &progress)
{
    OrderedWork work;
    work.count = static_cast<std::int64_t>(run.indices.size());
    WorkerExecutors executors(run.prepared, run.workers, work);
    std::vector<std::optional<std::vector<RuntimeValue>>> slots(static_cast<std::size_t>(slotCount(work)));
    work.work = [&](std::int64_t index, int worker, int slot) -> Status {
        auto &target = slots[static_cast<std::size_t>(slot)];
        target.reset();
        const auto sample = run.source.load(run.indices[static_cast<std::size_t>(index)]);
        if (!sample)
            return endsAllWork(sample.error()) ? Status(sample.error()) : Status();
        const auto inputs = modelInputs(*run.prepared->model().graph, *sample);
        if (!inputs)
            return {};
        auto outputs = executors.of(worker).run(*inputs, nullptr, progress);
        if (outputs)
            target = std::move(*outputs);
        return outputs || !endsAllWork(outputs.error()) ? Status() : Status(std::move(outputs).error());
    };
    work.take = [&](std::int64_t index, int slot) {
        take(run.indices[static_cast<std::size_t>(index)], std::move(slots[static_cast<std::size_t>(slot)]));
    };
    return runOrdered(work, progress);
}

} // namespace halftone
