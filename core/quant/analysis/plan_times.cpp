// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/analysis/plan_times.h"

#include "core/engine/executor.h"
#include "core/quant/sample_inputs.h"

#include <algorithm>
#include <chrono>

namespace halftone {

namespace {

constexpr std::size_t kFewestTimed = 3;
constexpr std::size_t kMostTimed = 30;
constexpr double kTimingMs = 500;

/// A model ready to run on one sample, and how long its runs took.
class TimedModel
{
public:
    static Result<std::unique_ptr<TimedModel>> make(const std::shared_ptr<const Model> &model, const Sample &sample, Progress &progress)
    {
        HALFTONE_TRY(auto prepared, PreparedModel::prepare(model, {}, progress));
        HALFTONE_TRY(auto inputs, modelInputs(*model->graph, sample));
        auto timed = std::unique_ptr<TimedModel>(new TimedModel(std::move(prepared), std::move(inputs)));
        // The first run plans and packs.
        HALFTONE_CHECK(timed->run(progress));
        timed->m_times.clear();
        return timed;
    }
    Status run(Progress &progress)
    {
        const auto begin = std::chrono::steady_clock::now();
        HALFTONE_CHECK(m_executor.run(m_inputs, nullptr, progress));
        m_times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
        return {};
    }
    double lastMs() const { return m_times.back(); }
    std::size_t count() const { return m_times.size(); }
    double fastest() const { return *std::min_element(m_times.begin(), m_times.end()); }
    double median()
    {
        std::sort(m_times.begin(), m_times.end());
        return m_times[m_times.size() / 2];
    }

private:
    TimedModel(std::shared_ptr<const PreparedModel> prepared, std::vector<RuntimeValue> inputs)
        : m_executor(std::move(prepared), 1), m_inputs(std::move(inputs))
    {
    }

    Executor m_executor;
    std::vector<RuntimeValue> m_inputs;
    std::vector<double> m_times;
};

} // namespace

Result<PlanTimes> measurePlanTimes(
    const std::shared_ptr<const Model> &original, const std::shared_ptr<const Model> &quantized, const Sample &sample, Progress &progress)
{
    HALFTONE_TRY(const auto before, TimedModel::make(original, sample, progress));
    HALFTONE_TRY(const auto after, TimedModel::make(quantized, sample, progress));
    double spent = 0;
    while (before->count() < kFewestTimed || (before->count() < kMostTimed && spent < kTimingMs)) {
        HALFTONE_CHECK(before->run(progress));
        HALFTONE_CHECK(after->run(progress));
        spent += before->lastMs() + after->lastMs();
    }
    PlanTimes times{before->fastest(), after->fastest(), 0};
    times.spreadMs = std::max(before->median() - times.floatMs, after->median() - times.quantizedMs);
    return times;
}

} // namespace halftone
