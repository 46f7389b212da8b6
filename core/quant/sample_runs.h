// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/executor.h"
#include "core/engine/observer.h"
#include "core/quant/ordered_workers.h"
#include "core/samples/source.h"

#include <concepts>
#include <memory>
#include <vector>

namespace halftone {

/// One executor for each worker of some ordered work; a single worker uses all threads, several have one each.
class WorkerExecutors
{
public:
    /// Sets the number of workers of `work`, as many as there are processors when `asked` is 0, and what they start with.
    WorkerExecutors(std::shared_ptr<const PreparedModel> prepared, int asked, OrderedWork &work);
    WorkerExecutors(const WorkerExecutors &) = delete;
    WorkerExecutors &operator=(const WorkerExecutors &) = delete;

    Executor &of(int worker) { return *m_executors[static_cast<std::size_t>(worker)]; }

private:
    std::vector<std::unique_ptr<Executor>> m_executors;
};

/// Keeps what is wanted of the observed tensors of one sample.
class SampleObserver : public TensorObserver
{
public:
    virtual void clear() = 0;
};

/// The first `count` samples of a source, run through a model by `workers` workers (0: as many as there are processors).
struct SampleRuns
{
    std::shared_ptr<const PreparedModel> prepared;
    const SampleSource &source;
    std::int64_t count = 0;
    int workers = 0;
};

/// Has observers made by `make` see a sample each, and `take` take them in order of the samples. What cannot be loaded or run leaves
/// its observer empty. Fails with errc::kCancelled, or without memory.
Status runSamples(const SampleRuns &runs, const std::function<std::unique_ptr<SampleObserver>()> &make,
    const std::function<void(SampleObserver &)> &take, Progress &progress);

/// The same with observers that are copies of `blank`.
template <std::derived_from<SampleObserver> Observer, typename Take>
Status observeSamples(const SampleRuns &runs, const Observer &blank, Take take, Progress &progress)
{
    return runSamples(
        runs, [&] { return std::make_unique<Observer>(blank); }, [&](SampleObserver &observer) { take(static_cast<Observer &>(observer)); },
        progress);
}

} // namespace halftone
