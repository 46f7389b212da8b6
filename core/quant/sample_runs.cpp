// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/sample_runs.h"

#include "core/quant/sample_inputs.h"

#include <limits>

namespace halftone {

WorkerExecutors::WorkerExecutors(std::shared_ptr<const PreparedModel> prepared, int asked, OrderedWork &work)
{
    work.workers = workerCount(asked, work.count);
    m_executors.resize(static_cast<std::size_t>(work.workers));
    const int threads = work.workers == 1 ? workerCount(asked, std::numeric_limits<int>::max()) : 1;
    work.start = [this, threads, prepared = std::move(prepared)](int worker) -> Status {
        m_executors[static_cast<std::size_t>(worker)] = std::make_unique<Executor>(prepared, threads);
        return {};
    };
}

Status runSamples(const SampleRuns &runs, const std::function<std::unique_ptr<SampleObserver>()> &make,
    const std::function<void(SampleObserver &)> &take, Progress &progress)
{
    OrderedWork work;
    work.count = runs.count;
    WorkerExecutors executors(runs.prepared, runs.workers, work);
    std::vector<std::unique_ptr<SampleObserver>> slots(static_cast<std::size_t>(slotCount(work)));
    for (auto &slot : slots)
        slot = make();
    const Graph &graph = *runs.prepared->model().graph;
    work.work = [&](std::int64_t index, int worker, int slot) -> Status {
        SampleObserver &observer = *slots[static_cast<std::size_t>(slot)];
        observer.clear();
        const auto sample = runs.source.load(index);
        if (!sample)
            return {};
        const auto inputs = modelInputs(graph, *sample);
        if (!inputs)
            return {};
        auto outputs = executors.of(worker).run(*inputs, &observer, progress);
        if (outputs)
            return {};
        observer.clear();
        return endsAllWork(outputs.error()) ? Status(std::move(outputs).error()) : Status();
    };
    work.take = [&](std::int64_t, int slot) { take(*slots[static_cast<std::size_t>(slot)]); };
    return runOrdered(work, progress);
}

} // namespace halftone
