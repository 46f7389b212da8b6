// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/latency.h"

#include "core/document/run_sample.h"
#include "core/engine/executor.h"
#include "core/quant/evaluate.h"

#include <QElapsedTimer>

#include <algorithm>
#include <thread>

namespace halftone {

namespace {

constexpr int kRuns = 7;
/// Labelled samples that an attempt's accuracy is taken from.
constexpr std::int64_t kEvaluatedSamples = 100;
/// Slow models are run less often: the figure shall not cost more than this.
constexpr double kBudgetMs = 1500;

Result<double> medianMs(std::shared_ptr<const Model> model, const Sample &sample, Progress &progress)
{
    HALFTONE_TRY(const auto prepared, PreparedModel::prepare(model, {}, progress));
    Executor executor(prepared, static_cast<int>(std::max(1U, std::thread::hardware_concurrency())));
    const std::vector<RuntimeValue> inputs = inputsOf(*model->graph, sample);
    // The first run plans and packs.
    HALFTONE_CHECK(executor.run(inputs, nullptr, progress));
    std::vector<double> times;
    double spent = 0;
    for (int run = 0; run < kRuns && spent < kBudgetMs; ++run) {
        QElapsedTimer clock;
        clock.start();
        HALFTONE_CHECK(executor.run(inputs, nullptr, progress));
        times.push_back(static_cast<double>(clock.nsecsElapsed()) * 1e-6);
        spent += times.back();
    }
    std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
    return times[times.size() / 2];
}

} // namespace

Result<Latency> measureLatency(
    std::shared_ptr<const Calibration> calibration, std::shared_ptr<const QuantizeResult> quantized, Progress &progress)
{
    HALFTONE_TRY(const Sample sample, calibration->samples->load(0));
    Latency latency;
    HALFTONE_TRY(latency.floatMs, medianMs(calibration->prepared.model, sample, progress));
    HALFTONE_TRY(latency.quantizedMs, medianMs(quantized->model, sample, progress));
    const bool labelled = sample.classLabel >= 0 || !sample.text.empty() || !sample.boxes.empty();
    if (labelled) {
        EvaluateOptions options;
        options.samples = kEvaluatedSamples;
        options.dims = calibration->dims;
        const auto evaluation = evaluate(quantized->model, *calibration->samples, guessTask(*calibration->samples), options, progress);
        if (evaluation)
            latency.accuracy = evaluation->value;
    }
    return latency;
}

} // namespace halftone
