// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/fact.h"
#include "core/quant/errors.h"
#include "core/quant/float_values.h"
#include "core/quant/sample_inputs.h"
#include "core/quant/sample_runs.h"
#include "core/quant/statistics.h"
#include "core/quant/statistics_builder.h"

#include <algorithm>
#include <chrono>
#include <optional>

namespace halftone {

namespace {

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
            return Error(errc::kNoSamples, {std::to_string(work.count)});
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
    };

    const std::string &nameOf(std::size_t i) const { return m_prepared->model().graph->value(m_observed[i]).name; }

    Status runSample(std::int64_t index, int worker, int slotIndex, Progress &progress)
    {
        Slot &slot = m_slots[static_cast<std::size_t>(slotIndex)];
        slot.observer.clear();
        slot.skipped.reset();
        const auto skip = [&](Error error) {
            if (endsAllWork(error))
                return Status(std::move(error));
            slot.skipped = Issue{Issue::Severity::Warning, std::move(error), Issue::Target::Sample, m_samples.name(index)};
            return Status();
        };
        auto sample = m_samples.load(index);
        if (!sample)
            return skip(std::move(sample).error());
        auto inputs = modelInputs(*m_prepared->model().graph, *sample);
        if (!inputs)
            return skip(std::move(inputs).error());
        for (const auto &[name, tensor] : sample->inputs) {
            if (const auto bad = unusableCount(tensor); bad > 0)
                return skip(Error(errc::kInputNonFinite, {name, std::to_string(bad), sample->name}));
        }
        auto outputs = m_executors->of(worker).run(*inputs, &slot.observer, progress);
        if (outputs)
            return {};
        return skip(std::move(outputs).error());
    }

    void take(std::int64_t index, int slotIndex)
    {
        Slot &slot = m_slots[static_cast<std::size_t>(slotIndex)];
        if (slot.skipped) {
            m_result.skipped.push_back(std::move(*slot.skipped));
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
            m_result.issues.push_back({Issue::Severity::Warning,
                Error(errc::kSampleNonFinite, {sample, std::to_string(badTensors), firstBad}), Issue::Target::Value, firstBad});
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
    Statistics m_result;
};

} // namespace

Result<Statistics> calibrate(
    std::shared_ptr<const Model> model, const SampleSource &samples, const CalibrationOptions &options, Progress &progress)
{
    const auto begin = std::chrono::steady_clock::now();
    HALFTONE_TRY(const auto facts, inferFacts(*model, options.dims, progress));
    EngineOptions engineOptions;
    engineOptions.observed = floatActivations(*model->graph, facts);
    std::vector<ValueId> observed = engineOptions.observed;
    HALFTONE_TRY(auto prepared, PreparedModel::prepare(model, std::move(engineOptions), progress));
    HALFTONE_TRY(auto statistics, Calibration(std::move(prepared), std::move(observed), samples, options).run(progress));
    statistics.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return statistics;
}

} // namespace halftone
