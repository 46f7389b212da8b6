// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/latency.h"

#include "core/document/run_sample.h"
#include "core/engine/executor.h"
#include "core/quant/evaluate.h"

#include <QElapsedTimer>

#include <algorithm>
#include <chrono>
#include <limits>
#include <thread>

namespace halftone {

namespace {

constexpr int kFewestRuns = 3;
constexpr int kFewestQuickRuns = 12;
constexpr double kQuickMs = 20;
constexpr int kMostRuns = 40;
/// Again when other programs were in the way.
constexpr int kMostRounds = 4;
constexpr double kDisturbed = 1.3;
constexpr std::chrono::milliseconds kPause(100);
/// Labelled samples that an attempt's accuracy is taken from.
constexpr std::int64_t kEvaluatedSamples = 100;
/// Slow models are run less often: the figure shall not cost more than this.
constexpr double kBudgetMs = 600;

} // namespace

/// One model ready to run on one sample.
class LatencyMeter::Runner
{
public:
    static Result<std::unique_ptr<Runner>> make(const std::shared_ptr<const Model> &model, const Sample &sample, Progress &progress)
    {
        HALFTONE_TRY(auto prepared, PreparedModel::prepare(model, {}, progress));
        auto runner = std::make_unique<Runner>(std::move(prepared), inputsOf(*model->graph, sample));
        // The first run plans and packs.
        HALFTONE_CHECK(runner->run(progress));
        return runner;
    }

    Runner(std::shared_ptr<const PreparedModel> prepared, std::vector<RuntimeValue> inputs)
        : m_executor(std::move(prepared), static_cast<int>(std::max(1U, std::thread::hardware_concurrency()))), m_inputs(std::move(inputs))
    {
    }

    Status run(Progress &progress)
    {
        QElapsedTimer clock;
        clock.start();
        HALFTONE_CHECK(m_executor.run(m_inputs, nullptr, progress));
        m_lastMs = static_cast<double>(clock.nsecsElapsed()) * 1e-6;
        return {};
    }
    double lastMs() const { return m_lastMs; }

private:
    Executor m_executor;
    std::vector<RuntimeValue> m_inputs;
    double m_lastMs = 0;
};

LatencyMeter::LatencyMeter(const Calibration &calibration, Sample sample)
    : m_samples(calibration.samples)
    , m_dims(calibration.dims)
    , m_sample(std::move(sample))
    , m_fastestFloatMs(std::numeric_limits<double>::infinity())
{
}

LatencyMeter::~LatencyMeter() = default;

Result<std::unique_ptr<LatencyMeter>> LatencyMeter::make(const Calibration &calibration, Progress &progress)
{
    HALFTONE_TRY(Sample sample, calibration.samples->load(0));
    std::unique_ptr<LatencyMeter> meter(new LatencyMeter(calibration, std::move(sample)));
    HALFTONE_TRY(meter->m_float, Runner::make(calibration.prepared.model, meter->m_sample, progress));
    return meter;
}

Result<Latency> LatencyMeter::measure(const std::shared_ptr<const Model> &quantized, Progress &progress)
{
    HALFTONE_TRY(const auto runner, Runner::make(quantized, m_sample, progress));
    Latency latency;
    latency.floatMs = latency.quantizedMs = std::numeric_limits<double>::infinity();
    for (int round = 0; round < kMostRounds; ++round) {
        double spent = 0;
        // A quick run is soon disturbed: it gets more chances.
        const auto fewest = [&] { return latency.floatMs < kQuickMs ? kFewestQuickRuns : kFewestRuns; };
        for (int run = 0; run < kMostRuns && (run < fewest() || spent < kBudgetMs); ++run) {
            HALFTONE_CHECK(m_float->run(progress));
            HALFTONE_CHECK(runner->run(progress));
            latency.floatMs = std::min(latency.floatMs, m_float->lastMs());
            latency.quantizedMs = std::min(latency.quantizedMs, runner->lastMs());
            spent += m_float->lastMs() + runner->lastMs();
        }
        m_fastestFloatMs = std::min(m_fastestFloatMs, latency.floatMs);
        // The float model is always the same: where it is far slower than it was, so was the other one.
        if (latency.floatMs < m_fastestFloatMs * kDisturbed)
            break;
        std::this_thread::sleep_for(kPause);
    }
    const bool labelled = m_sample.classLabel >= 0 || !m_sample.text.empty() || !m_sample.boxes.empty();
    if (labelled) {
        EvaluateOptions options;
        options.samples = kEvaluatedSamples;
        options.dims = m_dims;
        const auto evaluation = evaluate(quantized, *m_samples, guessTask(*m_samples), options, progress);
        if (evaluation)
            latency.accuracy = evaluation->value;
    }
    return latency;
}

Result<Latency> measureLatency(
    std::shared_ptr<const Calibration> calibration, std::shared_ptr<const QuantizeResult> quantized, Progress &progress)
{
    HALFTONE_TRY(const auto meter, LatencyMeter::make(*calibration, progress));
    return meter->measure(quantized->model, progress);
}

} // namespace halftone
