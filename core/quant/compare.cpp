// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/compare.h"

#include "core/base/exceptions.h"
#include "core/quant/compare_weights.h"
#include "core/quant/errors.h"
#include "core/quant/float_stream.h"
#include "core/quant/model_pair.h"
#include "core/quant/no_samples.h"

#include <algorithm>
#include <chrono>
#include <iterator>

namespace halftone {

namespace {

class Comparison
{
public:
    Comparison(std::shared_ptr<const Model> floatModel, const QuantizeResult &quantized, const SampleSource &samples,
        const CompareOptions &options)
        : m_floatModel(std::move(floatModel)), m_quantized(quantized), m_samples(samples), m_options(options)
    {
    }

    Result<ErrorReport> run(Progress &progress)
    {
        HALFTONE_TRY(m_pair, makeModelPair(m_floatModel, m_quantized, m_samples, m_options.dims, m_options.cache, progress));
        HALFTONE_CHECK(runSamples(progress));
        if (m_options.weights) {
            HALFTONE_TRY(auto weights,
                compareWeights(*m_floatModel->graph, *m_quantized.model->graph, m_pair->pairing.weights, m_options.workers, progress));
            std::move(weights.begin(), weights.end(), std::back_inserter(m_report.tensors));
        }
        return std::move(m_report);
    }

private:
    struct Slot
    {
        std::vector<ErrorSums> accumulated;
        std::vector<ErrorSums> local;
        std::vector<HistogramPair> histograms;
        std::optional<Issue> skipped;
        std::string sample;
    };
    struct Worker
    {
        std::optional<FloatRunner> original;
        std::unique_ptr<Executor> quantized;
        /// For nodes on their own while `quantized` is running.
        std::unique_ptr<Executor> alone;
    };

    Status runSamples(Progress &progress)
    {
        const std::int64_t all = m_samples.count();
        OrderedWork work;
        work.count = m_options.samples > 0 ? std::min(m_options.samples, all) : all;
        work.workers = workerCount(m_options.workers, work.count);
        const int threads = work.workers == 1 ? workerCount(m_options.workers, std::numeric_limits<int>::max()) : 1;
        std::vector<Worker> workers(static_cast<std::size_t>(work.workers));
        std::vector<Slot> slots(static_cast<std::size_t>(slotCount(work)));
        m_total.accumulated.resize(m_pair->pairing.activations.size());
        m_total.local.resize(m_pair->pairing.activations.size());
        m_total.histograms.resize(m_options.histograms ? m_pair->pairing.activations.size() : 0);

        work.start = [&](int index) -> Status {
            Worker &worker = workers[static_cast<std::size_t>(index)];
            worker.original.emplace(*m_pair, m_samples, threads);
            worker.quantized = std::make_unique<Executor>(m_pair->quantized, threads);
            // Teams of threads that wait for their turn would keep the processors busy.
            if (m_options.local && threads == 1 && !m_pair->cache->keepsRuns())
                worker.alone = std::make_unique<Executor>(m_pair->quantized, 1);
            return {};
        };
        work.work = [&](std::int64_t index, int worker, int slot) {
            return runSample(index, workers[static_cast<std::size_t>(worker)], slots[static_cast<std::size_t>(slot)], progress);
        };
        work.take = [&](std::int64_t, int slot) { take(slots[static_cast<std::size_t>(slot)]); };
        HALFTONE_CHECK(runOrdered(work, progress));
        if (m_report.sampleNames.empty())
            return noSamples(work.count, m_report.skipped);
        for (std::size_t i = 0; i < m_pair->pairing.activations.size(); ++i)
            addActivation(i);
        return {};
    }

    void addActivation(std::size_t i)
    {
        if (m_total.accumulated[i].isEmpty())
            return;
        const Graph &graph = *m_floatModel->graph;
        const Value &value = graph.value(m_pair->pairing.activations[i].floatValue);
        TensorError error;
        error.tensor = value.name;
        error.producer = value.producer == kNone ? std::string() : graph.node(value.producer).name;
        error.kind = value.isOutput ? TensorError::Kind::Output : TensorError::Kind::Activation;
        error.accumulated = m_total.accumulated[i].figures();
        error.local = m_total.local[i].figures();
        if (m_options.histograms) {
            error.accumulated.floatHistogram = std::move(m_total.histograms[i].original);
            error.accumulated.quantizedHistogram = std::move(m_total.histograms[i].quantized);
        }
        m_report.tensors.push_back(std::move(error));
    }

    Status runSample(std::int64_t index, Worker &worker, Slot &slot, Progress &progress)
    {
        slot.skipped.reset();
        slot.sample = m_samples.name(index);
        bool isDone = worker.alone != nullptr;
        Status status = isDone ? compareStreamed(index, worker, slot, isDone, progress) : Status();
        if (!isDone)
            status = compareSample(index, worker, slot, progress);
        if (!status && !endsAllWork(status.error())) {
            slot.skipped = Issue{Issue::Severity::Warning, std::move(status).error(), Issue::Target::Sample, slot.sample};
            return {};
        }
        return status;
    }

    void clear(Slot &slot) const
    {
        slot.accumulated.assign(m_pair->pairing.activations.size(), {});
        slot.local.assign(m_pair->pairing.activations.size(), {});
        slot.histograms.assign(m_total.histograms.size(), {});
    }

    Status compareSample(std::int64_t index, Worker &worker, Slot &slot, Progress &progress)
    {
        clear(slot);
        HALFTONE_TRY(const auto run, worker.original->run(index, progress));
        HALFTONE_CHECK(compareWhole(*worker.quantized, run->inputs, *run, slot, progress));
        return m_options.local ? compareAlone(*worker.quantized, run->inputs, *run, slot, progress) : Status();
    }

    /// All three runs side by side, without keeping the float one. `isDone` becomes false when that cannot be.
    Status compareStreamed(std::int64_t index, Worker &worker, Slot &slot, bool &isDone, Progress &progress)
    {
        clear(slot);
        HALFTONE_TRY(const auto inputs, worker.original->inputs(index));
        std::unordered_map<ValueId, int> uses;
        for (const TensorPair &pair : m_pair->pairing.activations)
            uses[pair.floatValue] += 2;
        FloatStream stream(std::move(uses));
        const auto produce = [&](TensorObserver &values) -> Status {
            HALFTONE_TRY(const auto outputs, worker.original->executor().run(inputs, &values, progress));
            return {};
        };
        Status status = stream.run(produce,
            {[&](const OriginalValues &values) { return compareWhole(*worker.quantized, inputs, values, slot, progress); },
                [&](const OriginalValues &values) { return compareAlone(*worker.alone, inputs, values, slot, progress); }});
        isDone = !stream.isBroken();
        return status;
    }

    Status compareWhole(
        Executor &executor, const std::vector<RuntimeValue> &inputs, const OriginalValues &run, Slot &slot, Progress &progress) const
    {
        ErrorObserver observer(m_pair->index, run, &slot.accumulated, false);
        if (m_options.histograms)
            observer.collect(&slot.histograms);
        HALFTONE_TRY(const auto outputs, executor.run(inputs, &observer, progress));
        return observer.error() ? Status(*observer.error()) : Status();
    }

    Status compareAlone(
        Executor &executor, const std::vector<RuntimeValue> &inputs, const OriginalValues &run, Slot &slot, Progress &progress) const
    {
        ErrorObserver observer(m_pair->index, run, &slot.local, true);
        HALFTONE_TRY(const auto outputs, executor.run(inputs, &observer, progress));
        return observer.error() ? Status(*observer.error()) : Status();
    }

    void take(Slot &slot)
    {
        if (slot.skipped) {
            m_report.skipped.push_back(std::move(*slot.skipped));
            return;
        }
        m_report.sampleNames.push_back(slot.sample);
        for (std::size_t i = 0; i < slot.accumulated.size(); ++i) {
            m_total.accumulated[i].merge(slot.accumulated[i]);
            m_total.local[i].merge(slot.local[i]);
        }
        for (std::size_t i = 0; i < slot.histograms.size(); ++i)
            m_total.histograms[i].merge(slot.histograms[i]);
    }

    std::shared_ptr<const Model> m_floatModel;
    const QuantizeResult &m_quantized;
    const SampleSource &m_samples;
    const CompareOptions &m_options;
    std::unique_ptr<const ModelPair> m_pair;
    Slot m_total;
    ErrorReport m_report;
};

} // namespace

Result<ErrorReport> compare(std::shared_ptr<const Model> floatModel, const QuantizeResult &quantized, const SampleSource &samples,
    const CompareOptions &options, Progress &progress)
{
    const auto begin = std::chrono::steady_clock::now();
    HALFTONE_TRY(auto report, Comparison(std::move(floatModel), quantized, samples, options).run(progress));
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return report;
}

} // namespace halftone
