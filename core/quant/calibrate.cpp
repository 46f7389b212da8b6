// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/fact.h"
#include "core/ops/operator.h"
#include "core/quant/errors.h"
#include "core/quant/float_values.h"
#include "core/quant/no_samples.h"
#include "core/quant/sample_inputs.h"
#include "core/quant/sample_runs.h"
#include "core/quant/statistics.h"
#include "core/quant/statistics_builder.h"
#include "core/quant/uncomputed.h"

#include <algorithm>
#include <chrono>
#include <optional>

namespace halftone {

namespace {

/// Reasons of skipped samples that are kept in case that all are skipped.
constexpr std::size_t kKeptReasons = 64;
/// Operators that refuse to run, found by trying; beyond them the model as a whole is refused.
constexpr std::size_t kMostMissing = 256;

/// What one run of the model showed, per observed value.
class StatisticsObserver final : public TensorObserver
{
public:
    StatisticsObserver(std::size_t values, std::vector<std::uint32_t> slotOfValue)
        : m_builders(values), m_slotOfValue(std::move(slotOfValue))
    {
    }

    void observe(ValueId value, const TensorView &view) override { m_builders[m_slotOfValue[value]].add(view); }

    std::vector<StatisticsBuilder> &builders() { return m_builders; }
    void clear()
    {
        for (auto &builder : m_builders)
            builder.clear();
    }

private:
    std::vector<StatisticsBuilder> m_builders;
    std::vector<std::uint32_t> m_slotOfValue;
};

class Calibration
{
public:
    Calibration(std::shared_ptr<const PreparedModel> prepared, std::vector<ValueId> observed, const SampleSource &samples,
        const CalibrationOptions &options)
        : m_prepared(std::move(prepared))
        , m_observed(std::move(observed))
        , m_samples(samples)
        , m_options(options)
        , m_total(m_observed.size())
    {
    }

    Result<Statistics> run(Progress &progress)
    {
        const std::int64_t all = m_samples.count();
        OrderedWork work;
        work.count = m_options.samples > 0 ? std::min(m_options.samples, all) : all;
        m_executors.emplace(m_prepared, m_options.workers, work);
        std::vector<std::uint32_t> slotOfValue(m_prepared->model().graph->values().size());
        for (std::size_t i = 0; i < m_observed.size(); ++i)
            slotOfValue[m_observed[i]] = static_cast<std::uint32_t>(i);
        for (int slot = 0; slot < slotCount(work); ++slot)
            m_slots.emplace_back(StatisticsObserver(m_observed.size(), slotOfValue), std::nullopt);

        work.work = [&](std::int64_t index, int worker, int slot) { return runSample(index, worker, slot, progress); };
        work.take = [&](std::int64_t index, int slot) { take(index, slot); };
        HALFTONE_CHECK(runOrdered(work, progress));
        if (m_result.samples == 0)
            return noSamples(work.count, m_reasons);
        for (std::size_t i = 0; i < m_observed.size(); ++i) {
            if (!m_total[i].isEmpty())
                m_result.tensors[nameOf(i)] = m_total[i].take();
        }
        return std::move(m_result);
    }

private:
    struct Slot
    {
        Slot(StatisticsObserver o, std::optional<Issue> s) : observer(std::move(o)), skipped(std::move(s)) { }
        StatisticsObserver observer;
        std::optional<Issue> skipped;
        /// Why, all of it.
        std::vector<Error> reasons;
    };

    /// The node that makes a value as a place, or the word of the input that it is.
    std::string makerOf(const std::string &value) const
    {
        const Graph &graph = *m_prepared->model().graph;
        const NodeId maker = graph.value(graph.findValue(value)).producer;
        return maker == kNone ? value : nodePlace(graph.node(maker));
    }

    const std::string &nameOf(std::size_t i) const { return m_prepared->model().graph->value(m_observed[i]).name; }

    Status runSample(std::int64_t index, int worker, int slotIndex, Progress &progress)
    {
        Slot &slot = m_slots[static_cast<std::size_t>(slotIndex)];
        slot.observer.clear();
        slot.skipped.reset();
        slot.reasons.clear();
        const auto skip = [&](Error error) {
            if (endsAllWork(error))
                return Status(std::move(error));
            if (slot.reasons.empty())
                slot.reasons.push_back(error);
            slot.skipped = Issue{Issue::Severity::Warning, std::move(error), Issue::Target::Sample, m_samples.name(index)};
            return Status();
        };
        auto sample = m_samples.load(index);
        if (!sample)
            return skip(std::move(sample).error());
        auto inputs = modelInputs(*m_prepared->model().graph, *sample);
        if (!inputs) {
            slot.reasons = inputProblems(*m_prepared->model().graph, *sample);
            return skip(std::move(inputs).error());
        }
        for (const auto &[name, tensor] : sample->inputs) {
            if (const auto bad = unusableCount(tensor); bad > 0)
                return skip(Error(errc::kInputNonFinite, {name, std::to_string(bad), sample->name}));
        }
        auto outputs = m_executors->of(worker).run(*inputs, &slot.observer, progress);
        if (outputs)
            return {};
        slot.reasons.push_back(outputs.error());
        if (auto advice = dimsHint(*m_prepared->model().graph, *sample, m_options.dims))
            slot.reasons.push_back(std::move(*advice));
        return skip(std::move(outputs).error());
    }

    void take(std::int64_t index, int slotIndex)
    {
        Slot &slot = m_slots[static_cast<std::size_t>(slotIndex)];
        if (slot.skipped) {
            m_result.skipped.push_back(std::move(*slot.skipped));
            if (m_reasons.size() < kKeptReasons)
                m_reasons.insert(m_reasons.end(), slot.reasons.begin(), slot.reasons.end());
            return;
        }
        const std::string sample = m_samples.name(index);
        std::int64_t badTensors = 0;
        std::string firstBad;
        auto &builders = slot.observer.builders();
        for (std::size_t i = 0; i < builders.size(); ++i) {
            if (builders[i].isEmpty())
                continue;
            if (builders[i].nonFinite() > 0 && badTensors++ == 0)
                firstBad = nameOf(i);
            const bool isNew = m_total[i].isEmpty();
            builders[i].closeSample();
            m_total[i].merge(builders[i]);
            if (isNew && m_options.tensorSeen)
                m_options.tensorSeen(nameOf(i));
        }
        if (badTensors > 0) {
            m_result.issues.push_back(
                {Issue::Severity::Warning, Error(errc::kSampleNonFinite, {sample, std::to_string(badTensors), firstBad, makerOf(firstBad)}),
                    Issue::Target::Value, firstBad});
        }
        m_result.sampleNames.push_back(sample);
        ++m_result.samples;
    }

    std::shared_ptr<const PreparedModel> m_prepared;
    std::vector<ValueId> m_observed;
    const SampleSource &m_samples;
    const CalibrationOptions &m_options;
    std::vector<StatisticsBuilder> m_total;
    std::optional<WorkerExecutors> m_executors;
    std::vector<Slot> m_slots;
    std::vector<Error> m_reasons;
    Statistics m_result;
};

/// What can be calibrated of a model: float values that some data reach.
std::vector<ValueId> calibratedValues(const Graph &graph, const GraphFacts &facts)
{
    std::vector<ValueId> values = floatActivations(graph, facts);
    const std::vector<char> ofDefaults = valuesOfDefaults(graph);
    std::erase_if(values, [&](ValueId value) { return ofDefaults[value] != 0; });
    return values;
}

/// The node because of which no sample ran, where that is for lack of something here and not for the data.
NodeId refusedNode(const Error &error, const Graph &graph)
{
    const auto isLack = [](const Error &cause) { return cause.code() == errc::kUnsupportedCase || cause.code() == errc::kUnknownOperator; };
    if (!(error.code() == errc::kNoSamples) || error.causes().empty() || !std::ranges::any_of(error.causes(), isLack))
        return kNone;
    const Error &cause = *std::ranges::find_if(error.causes(), isLack);
    for (NodeId id = 0; id < graph.nodes().size(); ++id) {
        if (nodePlace(graph.node(id)) == cause.where())
            return id;
    }
    return kNone;
}

} // namespace

Result<Statistics> calibrate(
    std::shared_ptr<const Model> model, const SampleSource &samples, const CalibrationOptions &options, Progress &progress)
{
    const auto begin = std::chrono::steady_clock::now();
    std::vector<NodeId> missing = uncomputableNodes(*model);
    for (;;) {
        std::shared_ptr<const Model> part = model;
        if (!missing.empty()) {
            HALFTONE_TRY(part, partWithout(model, missing));
        }
        HALFTONE_TRY(const auto facts, inferFacts(*part, options.dims, progress));
        EngineOptions engineOptions;
        engineOptions.observed = calibratedValues(*part->graph, facts);
        std::vector<ValueId> observed = engineOptions.observed;
        HALFTONE_TRY(auto prepared, PreparedModel::prepare(part, std::move(engineOptions), progress));
        auto statistics = Calibration(std::move(prepared), std::move(observed), samples, options).run(progress);
        if (!statistics) {
            const NodeId refused = missing.size() < kMostMissing ? refusedNode(statistics.error(), *model->graph) : kNone;
            if (refused == kNone || std::ranges::find(missing, refused) != missing.end())
                return std::move(statistics).error();
            missing.push_back(refused);
            continue;
        }
        for (const NodeId id : missing)
            statistics->issues.push_back(uncomputedIssue(model->graph->node(id)));
        statistics->seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        return statistics;
    }
}

} // namespace halftone
