// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/evaluate.h"

#include "core/quant/errors.h"
#include "core/quant/no_samples.h"
#include "core/quant/sample_inputs.h"
#include "core/quant/sample_runs.h"
#include "core/quant/scoring.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace halftone {

namespace {

struct TaskInfo
{
    EvaluationTask task;
    std::string_view name;
    std::string_view metric;
    Result<Score> (*score)(const Tensor &, const Sample &);
};

constexpr std::array<TaskInfo, 3> kTasks{{
    {EvaluationTask::Classify, "classify", "top1", scoreClass},
    {EvaluationTask::Ctc, "ctc", "exact", scoreCtc},
    {EvaluationTask::Detect, "detect", "f1", scoreBoxes},
}};

const TaskInfo &infoOf(EvaluationTask task)
{
    return *std::find_if(kTasks.begin(), kTasks.end(), [&](const TaskInfo &info) { return info.task == task; });
}

Result<Score> scoreSample(
    const TaskInfo &task, Executor &executor, const SampleSource &samples, std::int64_t index, const Graph &graph, Progress &progress)
{
    HALFTONE_TRY(const Sample sample, samples.load(index));
    HALFTONE_TRY(const auto inputs, modelInputs(graph, sample));
    HALFTONE_TRY(const auto outputs, executor.run(inputs, nullptr, progress));
    if (outputs.empty() || !outputs.front().isTensor())
        return Error(errc::kOutputShape, {std::string(task.name), "–", "tensor"});
    return task.score(outputs.front().tensor(), sample);
}

Evaluation figures(const TaskInfo &task, const Score &score)
{
    Evaluation result;
    result.task = task.task;
    result.metric = task.metric;
    result.samples = score.samples;
    const auto samples = static_cast<double>(std::max<std::int64_t>(1, score.samples));
    result.value = static_cast<double>(score.right) / samples;
    if (task.task == EvaluationTask::Classify) {
        result.top1 = result.value;
        result.top5 = static_cast<double>(score.rightInFive) / samples;
    } else if (task.task == EvaluationTask::Detect) {
        const std::int64_t total = 2 * score.truePositives + score.falsePositives + score.falseNegatives;
        result.value = total > 0 ? 2.0 * static_cast<double>(score.truePositives) / static_cast<double>(total) : 0.0;
    }
    return result;
}

} // namespace

std::string_view taskName(EvaluationTask task) { return infoOf(task).name; }

std::optional<EvaluationTask> taskFromName(std::string_view name)
{
    for (const TaskInfo &info : kTasks) {
        if (info.name == name)
            return info.task;
    }
    return std::nullopt;
}

EvaluationTask guessTask(const SampleSource &samples)
{
    constexpr std::int64_t kLookAt = 4;
    for (std::int64_t i = 0; i < std::min(kLookAt, samples.count()); ++i) {
        const auto sample = samples.load(i);
        if (sample && !sample->boxes.empty())
            return EvaluationTask::Detect;
        if (sample && !sample->text.empty())
            return EvaluationTask::Ctc;
    }
    return EvaluationTask::Classify;
}

Result<Evaluation> evaluate(std::shared_ptr<const Model> model, const SampleSource &samples, EvaluationTask task,
    const EvaluateOptions &options, Progress &progress)
{
    const auto begin = std::chrono::steady_clock::now();
    const TaskInfo &info = infoOf(task);
    HALFTONE_TRY(const auto prepared, PreparedModel::prepare(model, {}, progress));
    OrderedWork work;
    work.count = options.samples > 0 ? std::min(options.samples, samples.count()) : samples.count();
    WorkerExecutors executors(prepared, options.workers, work);
    std::vector<Result<Score>> slots(static_cast<std::size_t>(slotCount(work)), Score());
    Score total;
    std::vector<Issue> skipped;

    work.work = [&](std::int64_t index, int worker, int slot) -> Status {
        auto score = scoreSample(info, executors.of(worker), samples, index, *model->graph, progress);
        if (!score && endsAllWork(score.error()))
            return std::move(score).error();
        slots[static_cast<std::size_t>(slot)] = std::move(score);
        return {};
    };
    work.take = [&](std::int64_t index, int slot) {
        auto &score = slots[static_cast<std::size_t>(slot)];
        if (score)
            total += *score;
        else
            skipped.push_back({Issue::Severity::Warning, std::move(score).error(), Issue::Target::Sample, samples.name(index)});
    };
    HALFTONE_CHECK(runOrdered(work, progress));
    if (total.samples == 0 && !skipped.empty())
        return skipped.front().message;
    if (total.samples == 0)
        return noSamples(work.count, skipped);
    Evaluation result = figures(info, total);
    result.skipped = std::move(skipped);
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return result;
}

} // namespace halftone
