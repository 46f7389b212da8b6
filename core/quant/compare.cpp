// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/compare.h"

#include "core/quant/compare_observers.h"
#include "core/quant/errors.h"
#include "core/quant/float_values.h"
#include "core/quant/ordered_workers.h"
#include "core/quant/sample_inputs.h"
#include "core/quant/value_histogram.h"
#include "core/quant/weights.h"

#include <algorithm>
#include <chrono>

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
        HALFTONE_CHECK(prepare(progress));
        HALFTONE_CHECK(runSamples(progress));
        if (m_options.weights)
            HALFTONE_CHECK(compareWeights(progress));
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
        std::unique_ptr<Executor> original;
        std::unique_ptr<Executor> quantized;
    };

    Status prepare(Progress &progress)
    {
        HALFTONE_TRY(const GraphFacts facts, inferFacts(*m_floatModel, m_options.dims, progress));
        HALFTONE_TRY(m_pairing, pairTensors(*m_floatModel, facts, m_quantized));
        if (m_pairing.activations.empty())
            return Error(errc::kNothingToCompare);
        // The same values whatever is quantized, so that cached runs serve the next choice.
        EngineOptions original;
        original.observed = floatActivations(*m_floatModel->graph, facts);
        m_cache = m_options.cache ? m_options.cache : std::make_shared<CompareCache>(0);
        m_cache->claim(m_floatModel, &m_samples, m_options.dims, original.observed);
        m_original = m_cache->prepared();
        if (!m_original) {
            HALFTONE_TRY(m_original, PreparedModel::prepare(m_floatModel, std::move(original), progress));
            m_cache->setPrepared(m_original);
        }
        m_index.emplace(*m_quantized.model->graph, m_pairing.activations);
        EngineOptions quantized;
        quantized.observed = m_index->observed();
        HALFTONE_TRY(m_prepared, PreparedModel::prepare(m_quantized.model, std::move(quantized), progress));
        return {};
    }

    Status runSamples(Progress &progress)
    {
        const std::int64_t all = m_samples.count();
        OrderedWork work;
        work.count = m_options.samples > 0 ? std::min(m_options.samples, all) : all;
        work.workers = workerCount(m_options.workers, work.count);
        const int threads = work.workers == 1 ? workerCount(m_options.workers, std::numeric_limits<int>::max()) : 1;
        std::vector<Worker> workers(static_cast<std::size_t>(work.workers));
        std::vector<Slot> slots(static_cast<std::size_t>(slotCount(work)));
        m_total.accumulated.resize(m_pairing.activations.size());
        m_total.local.resize(m_pairing.activations.size());
        m_total.histograms.resize(m_options.histograms ? m_pairing.activations.size() : 0);

        work.start = [&](int index) -> Status {
            workers[static_cast<std::size_t>(index)].quantized = std::make_unique<Executor>(m_prepared, threads);
            return {};
        };
        work.work = [&](std::int64_t index, int worker, int slot) {
            return runSample(index, workers[static_cast<std::size_t>(worker)], threads, slots[static_cast<std::size_t>(slot)], progress);
        };
        work.take = [&](std::int64_t, int slot) { take(slots[static_cast<std::size_t>(slot)]); };
        HALFTONE_CHECK(runOrdered(work, progress));
        if (m_report.sampleNames.empty())
            return Error(errc::kNoSamples, {std::to_string(work.count)});
        for (std::size_t i = 0; i < m_pairing.activations.size(); ++i)
            addActivation(i);
        return {};
    }

    void addActivation(std::size_t i)
    {
        if (m_total.accumulated[i].isEmpty())
            return;
        const Graph &graph = *m_floatModel->graph;
        const Value &value = graph.value(m_pairing.activations[i].floatValue);
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

    Status runSample(std::int64_t index, Worker &worker, int threads, Slot &slot, Progress &progress)
    {
        slot.accumulated.assign(m_pairing.activations.size(), {});
        slot.local.assign(m_pairing.activations.size(), {});
        slot.histograms.assign(m_total.histograms.size(), {});
        slot.skipped.reset();
        slot.sample = m_samples.name(index);
        auto status = compareSample(index, worker, threads, slot, progress);
        if (!status && status.error().code() != errc::kCancelled) {
            slot.skipped = Issue{Issue::Severity::Warning, std::move(status).error(), Issue::Target::Sample, slot.sample};
            return {};
        }
        return status;
    }

    Status compareSample(std::int64_t index, Worker &worker, int threads, Slot &slot, Progress &progress)
    {
        HALFTONE_TRY(const auto run, floatRun(index, worker, threads, progress));
        ErrorObserver whole(*m_index, *run, &slot.accumulated, false);
        if (m_options.histograms)
            whole.collect(&slot.histograms);
        HALFTONE_TRY(const auto outputs, worker.quantized->run(run->inputs, &whole, progress));
        if (whole.error())
            return *whole.error();
        if (!m_options.local)
            return {};
        ErrorObserver alone(*m_index, *run, &slot.local, true);
        HALFTONE_TRY(const auto fed, worker.quantized->run(run->inputs, &alone, progress));
        if (alone.error())
            return *alone.error();
        return {};
    }

    Result<std::shared_ptr<const FloatRun>> floatRun(std::int64_t index, Worker &worker, int threads, Progress &progress)
    {
        if (auto cached = m_cache->run(index))
            return cached;
        HALFTONE_TRY(const Sample sample, m_samples.load(index));
        auto run = std::make_shared<FloatRun>();
        HALFTONE_TRY(run->inputs, modelInputs(*m_floatModel->graph, sample));
        if (!worker.original)
            worker.original = std::make_unique<Executor>(m_original, threads);
        CaptureObserver capture(run.get());
        HALFTONE_TRY(const auto outputs, worker.original->run(run->inputs, &capture, progress));
        if (capture.error())
            return *capture.error();
        m_cache->addRun(index, run);
        return std::shared_ptr<const FloatRun>(std::move(run));
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

    /// Per-channel figures of a weight follow its own output channels, which may not be axis 1: the tensor is seen with that
    /// axis as its second.
    static Shape channelsSecond(const Shape &shape, int axis)
    {
        if (axis < 0)
            return Shape{1, 1, shape.count()};
        return Shape{shape.count(0, axis), shape[axis], shape.count(axis + 1, shape.rank())};
    }

    Status compareWeights(Progress &progress)
    {
        const Graph &original = *m_floatModel->graph;
        for (const WeightPair &pair : m_pairing.weights) {
            if (progress.cancelled())
                return Error(errc::kCancelled);
            HALFTONE_TRY(const Tensor values, original.constant(pair.floatValue)->load());
            HALFTONE_TRY(const Tensor integers, m_quantized.model->graph->constant(pair.quantizedValue)->load());
            if (values.shape() != integers.shape())
                continue;
            HALFTONE_TRY(const Tensor seen, dequantize(integers, pair.params));
            ErrorSums sums;
            sums.addSample(values.as<float>().data(), seen.as<float>().data(), channelsSecond(values.shape(), pair.params.axis));
            const Value &value = original.value(pair.floatValue);
            TensorError error;
            error.tensor = value.name;
            error.producer = value.consumers.empty() ? std::string() : original.node(value.consumers.front().node).name;
            error.kind = TensorError::Kind::Weight;
            error.accumulated = sums.figures();
            error.accumulated.samplesDb.clear();
            error.accumulated.samples.clear();
            error.local = error.accumulated;
            m_report.tensors.push_back(std::move(error));
        }
        return {};
    }

    std::shared_ptr<const Model> m_floatModel;
    const QuantizeResult &m_quantized;
    const SampleSource &m_samples;
    const CompareOptions &m_options;
    std::shared_ptr<CompareCache> m_cache;
    Pairing m_pairing;
    std::optional<PairIndex> m_index;
    std::shared_ptr<const PreparedModel> m_original;
    std::shared_ptr<const PreparedModel> m_prepared;
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
