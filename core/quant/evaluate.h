// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/issue.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/model/model.h"
#include "core/samples/source.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace halftone {

/// What a labelled data set asks of a model.
enum class EvaluationTask {
    Classify, ///< output [N, classes]: share of samples whose label has the highest score
    Ctc, ///< output [T, N, 1 + symbols], 0 is blank, symbol s is digit s − 1: share of strings read exactly
    Detect, ///< output [N, 4 + classes, cells], xyxy pixels: F1 of boxes
};

std::string_view taskName(EvaluationTask task);
std::optional<EvaluationTask> taskFromName(std::string_view name);
/// The task that the first samples' labels fit: boxes, text, else class.
EvaluationTask guessTask(const SampleSource &samples);

struct EvaluateOptions
{
    int workers = 0;
    /// First N samples; 0: all.
    std::int64_t samples = 0;
    std::map<std::string, std::int64_t> dims;
};

struct Evaluation
{
    EvaluationTask task = EvaluationTask::Classify;
    /// "top1", "exact", "f1".
    std::string metric;
    double value = 0;
    /// For Classify.
    double top1 = 0;
    double top5 = 0;
    std::int64_t samples = 0;
    std::vector<Issue> skipped;
    double seconds = 0;
};

/// Runs a float or quantized model over labelled samples on workers. The result does not depend on their number.
Result<Evaluation> evaluate(std::shared_ptr<const Model> model, const SampleSource &samples, EvaluationTask task,
    const EvaluateOptions &options, Progress &progress);

} // namespace halftone
