// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/sensitivity.h"

#include "core/ops/operator.h"
#include "core/quant/errors.h"
#include "core/quant/float_values.h"
#include "core/quant/model_pair.h"
#include "core/quant/no_samples.h"
#include "core/quant/quiet_progress.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <limits>
#include <set>

namespace halftone {

namespace {

class Sensitivity
{
public:
    Sensitivity(std::shared_ptr<const Model> floatModel, const QuantizeResult &quantized, const SampleSource &samples,
        const SensitivityOptions &options)
        : m_model(std::move(floatModel))
        , m_graph(*m_model->graph)
        , m_quantized(quantized)
        , m_samples(samples)
        , m_options(options)
        , m_begin(std::chrono::steady_clock::now())
    {
    }

    Result<SensitivityReport> run(Progress &progress)
    {
        HALFTONE_CHECK(prepare(progress));
        const std::int64_t all = m_samples.count();
        OrderedWork work;
        work.count = m_options.samples > 0 ? std::min(m_options.samples, all) : all;
        work.workers = workerCount(m_options.workers, work.count);
        m_threads = work.workers == 1 ? workerCount(m_options.workers, std::numeric_limits<int>::max()) : 1;
        m_units = work.count * static_cast<std::int64_t>(m_subjects.size());
        std::vector<Worker> workers(static_cast<std::size_t>(work.workers));
        m_slots.resize(static_cast<std::size_t>(slotCount(work)));
        m_total.resize(m_subjects.size(), std::vector<ErrorSums>(m_outputs.size()));
        m_distances.resize(m_subjects.size());
        work.start = [&](int index) -> Status {
            Worker &worker = workers[static_cast<std::size_t>(index)];
            worker.original.emplace(*m_pair, m_samples, m_threads);
            worker.quantized = std::make_unique<Executor>(m_pair->quantized, m_threads);
            return {};
        };
        work.work = [&](std::int64_t index, int worker, int slot) {
            return measure(index, workers[static_cast<std::size_t>(worker)], m_slots[static_cast<std::size_t>(slot)], progress);
        };
        work.take = [&](std::int64_t, int slot) { take(m_slots[static_cast<std::size_t>(slot)]); };
        QuietProgress quiet(progress);
        const Status status = runOrdered(work, quiet);
        if (!status && status.error().code() != errc::kCancelled)
            return status.error();
        if (!status && m_report.samples == 0)
            takeUnfinished();
        if (m_report.samples == 0 && m_report.nodes.empty())
            return status ? noSamples(work.count, m_report.skipped) : status.error();
        if (m_report.samples > 0)
            rank();
        m_report.complete = static_cast<bool>(status);
        return std::move(m_report);
    }

private:
    /// One value whose rounding is measured, and the node it is put down to.
    struct Subject
    {
        ValueId value = kNone;
        std::string node;
    };
    struct Slot
    {
        std::vector<std::vector<ErrorSums>> sums;
        std::vector<double> distances;
        std::size_t done = 0;
        std::optional<Issue> skipped;
    };
    struct Worker
    {
        std::optional<FloatRunner> original;
        std::unique_ptr<Executor> quantized;
    };

    Status prepare(Progress &progress)
    {
        HALFTONE_TRY(m_pair, makeModelPair(m_model, m_quantized, m_samples, m_options.dims, m_options.cache, progress));
        for (const ValueId output : m_graph.outputs()) {
            if (valueType(m_graph, m_pair->facts, output) == DType::Float)
                m_outputs.push_back(output);
        }
        findSubjects(m_pair->pairing);
        if (m_subjects.empty() || m_outputs.empty())
            return Error(errc::kNothingToCompare);
        return {};
    }

    void findSubjects(const Pairing &pairing)
    {
        std::set<std::string> rounding;
        for (const NodeDecision &decision : m_quantized.decisions) {
            if (decision.precision != Precision::Float)
                rounding.insert(decision.node);
        }
        for (const TensorPair &pair : pairing.activations) {
            const NodeId id = m_graph.value(pair.floatValue).producer;
            if (id == kNone || !rounding.contains(m_graph.node(id).name))
                continue;
            const Node &node = m_graph.node(id);
            const Operator *op = findOperator(node.domain, node.opType);
            const QuantRule rule = op ? op->quantRule({node, m_model->opset(node.domain), &m_graph}) : QuantRule();
            if (rule.kind == QuantRule::Kind::SameScale)
                continue;
            m_subjects.push_back({pair.floatValue, layerOf(node)});
        }
    }

    /// A Relu or Clip whose input no longer exists was absorbed by the layer before it.
    const std::string &layerOf(const Node &node) const
    {
        const Value &input = m_graph.value(node.inputs[0]);
        const bool absorbed = input.producer != kNone && !input.name.empty() && !m_quantized.counterpart.contains(input.name)
            && (node.opType == "Relu" || node.opType == "Clip");
        return absorbed ? m_graph.node(input.producer).name : node.name;
    }

    Status measure(std::int64_t index, Worker &worker, Slot &slot, Progress &progress)
    {
        slot.sums.assign(m_subjects.size(), std::vector<ErrorSums>(m_outputs.size()));
        slot.distances.assign(m_subjects.size(), 0);
        slot.done = 0;
        slot.skipped.reset();
        auto status = measureSample(index, worker, slot, progress);
        if (!status && !endsAllWork(status.error())) {
            slot.skipped = Issue{Issue::Severity::Warning, std::move(status).error(), Issue::Target::Sample, m_samples.name(index)};
            return {};
        }
        return status;
    }

    Status measureSample(std::int64_t index, Worker &worker, Slot &slot, Progress &progress)
    {
        HALFTONE_TRY(const auto run, worker.original->run(index, progress));
        std::vector<ErrorSums> local(m_pair->index.pairs().size());
        std::map<ValueId, StoredTensor> rounded;
        ErrorObserver observer(m_pair->index, *run, &local, true);
        observer.keep(&rounded);
        HALFTONE_TRY(const auto fed, worker.quantized->run(run->inputs, &observer, progress));
        if (observer.error())
            return *observer.error();
        std::vector<Tensor> wanted;
        for (const ValueId output : m_outputs) {
            HALFTONE_TRY(wanted.emplace_back(), run->values.at(output).plain());
        }
        for (std::size_t i = 0; i < m_subjects.size(); ++i) {
            const auto found = rounded.find(m_subjects[i].value);
            if (found != rounded.end())
                HALFTONE_CHECK(measureNode(worker.original->executor(), *run, wanted, found->first, std::move(found->second),
                    {index, slot.sums[i], slot.distances[i]}, progress));
            slot.done = i + 1;
            if (!progress.report(++m_unitsDone, m_units))
                return Error(errc::kCancelled);
        }
        return {};
    }

    /// Where the effect of one node on one sample goes.
    struct Effect
    {
        std::int64_t sample;
        std::vector<ErrorSums> &sums;
        double &distance;
    };

    Status measureNode(Executor &executor, const FloatRun &run, const std::vector<Tensor> &wanted, ValueId value, StoredTensor rounded,
        Effect effect, Progress &progress)
    {
        HALFTONE_TRY(const auto outputs, executor.rerun(run.inputs, {{value, std::move(rounded)}}, run.values, nullptr, progress));
        for (std::size_t o = 0; o < m_outputs.size(); ++o) {
            const auto &all = m_graph.outputs();
            const auto position = static_cast<std::size_t>(std::find(all.begin(), all.end(), m_outputs[o]) - all.begin());
            const bool made = position < outputs.size() && outputs[position].isTensor() && !outputs[position].tensor().isNull()
                && outputs[position].tensor().shape() == wanted[o].shape();
            const Tensor &seen = made ? outputs[position].tensor() : wanted[o];
            effect.sums[o].addSample(wanted[o].as<float>().data(), seen.as<float>().data(), wanted[o].shape());
        }
        if (m_options.distance)
            effect.distance = m_options.distance(effect.sample, outputs);
        return {};
    }

    void take(Slot &slot)
    {
        if (slot.skipped) {
            m_report.skipped.push_back(std::move(*slot.skipped));
            return;
        }
        for (std::size_t i = 0; i < slot.sums.size(); ++i) {
            for (std::size_t o = 0; o < m_outputs.size(); ++o)
                m_total[i][o].merge(slot.sums[i][o]);
            m_distances[i] += slot.distances[i];
        }
        ++m_report.samples;
        if (m_options.partial) {
            rank();
            m_options.partial(m_report);
        }
    }

    /// Cancelled within the first sample: the nodes that it has.
    void takeUnfinished()
    {
        const auto most = std::max_element(m_slots.begin(), m_slots.end(), [](const Slot &a, const Slot &b) { return a.done < b.done; });
        if (most == m_slots.end() || most->done == 0)
            return;
        m_subjects.resize(most->done);
        m_total.assign(most->sums.begin(), most->sums.begin() + static_cast<std::ptrdiff_t>(most->done));
        rank();
    }

    void rank()
    {
        m_report.nodes.clear();
        for (std::size_t i = 0; i < m_subjects.size(); ++i) {
            constexpr double kUnhurt = std::numeric_limits<double>::infinity();
            NodeSensitivity node{m_subjects[i].node, kUnhurt, kUnhurt, 0};
            if (m_report.samples > 0)
                node.distance = m_distances[i] / static_cast<double>(m_report.samples);
            for (const ErrorSums &sums : m_total[i]) {
                if (sums.isEmpty())
                    continue;
                const ErrorFigures figures = sums.figures();
                if (!std::isnan(figures.sqnrDb))
                    node.wholeDb = std::min(node.wholeDb, figures.sqnrDb);
                const double worst = std::isnan(figures.worstChannelDb) ? figures.sqnrDb : figures.worstChannelDb;
                if (!std::isnan(worst))
                    node.sqnrDb = std::min(node.sqnrDb, worst);
            }
            // A node of several outputs has several subjects.
            const auto known
                = std::find_if(m_report.nodes.begin(), m_report.nodes.end(), [&](const auto &n) { return n.node == node.node; });
            if (known == m_report.nodes.end()) {
                m_report.nodes.push_back(std::move(node));
            } else {
                known->sqnrDb = std::min(known->sqnrDb, node.sqnrDb);
                known->wholeDb = std::min(known->wholeDb, node.wholeDb);
                known->distance += node.distance;
            }
        }
        std::stable_sort(m_report.nodes.begin(), m_report.nodes.end(), [](const auto &a, const auto &b) { return a.sqnrDb < b.sqnrDb; });
        m_report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_begin).count();
    }

    std::shared_ptr<const Model> m_model;
    const Graph &m_graph;
    const QuantizeResult &m_quantized;
    const SampleSource &m_samples;
    const SensitivityOptions &m_options;
    std::chrono::steady_clock::time_point m_begin;
    int m_threads = 1;
    std::unique_ptr<const ModelPair> m_pair;
    std::vector<ValueId> m_outputs;
    std::vector<Subject> m_subjects;
    std::vector<Slot> m_slots;
    /// By subject and output.
    std::vector<std::vector<ErrorSums>> m_total;
    /// By subject: sums over samples.
    std::vector<double> m_distances;
    std::int64_t m_units = 0;
    std::atomic<std::int64_t> m_unitsDone = 0;
    SensitivityReport m_report;
};

} // namespace

Result<SensitivityReport> measureSensitivity(std::shared_ptr<const Model> floatModel, const QuantizeResult &quantized,
    const SampleSource &samples, const SensitivityOptions &options, Progress &progress)
{
    return Sensitivity(std::move(floatModel), quantized, samples, options).run(progress);
}

} // namespace halftone
