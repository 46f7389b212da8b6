// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/quant/analysis/output_judge.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace halftone {

/// What some samples lost in one output.
struct OutputFigures
{
    std::string name;
    OutputKind kind = OutputKind::Generic;
    bool told = false;
    /// Mean loss in the terms of the kind, and its standard error.
    double loss = 0;
    double error = 0;
    /// Noise over energy of the judge vector, mean over samples.
    double distance = 0;
    /// Noise over variance of the values, whatever they mean.
    double plainLoss = 0;
    double agreed = 0;
    double decided = 0;
    std::int64_t samples = 0;
    /// NaN or infinity where the float model has none.
    bool isSpoiled = false;
    /// Varies from sample to sample by less than a hundredth of what the float model does.
    bool isDead = false;
    /// Its shape depends on data, and was another one than the float model's.
    bool shapeDiffers = false;
};

/// What one plan makes of some samples.
struct PlanFigures
{
    std::vector<OutputFigures> outputs;
    /// By sample, in their order: noise over energy of the judge vectors, mean over the outputs.
    std::vector<double> distances;

    double distance() const;
    /// The largest loss over its kind's limit for good: up to 1 the plan is good.
    double relativeLoss() const;
};

/// The float model's outputs on samples that judge, and their kinds. Thread-safe once made.
class OutputReference
{
public:
    struct Options
    {
        /// Kinds by name of the output.
        std::map<std::string, OutputKind> told;
        int workers = 0;
        /// Outputs kept, in bytes: fewer samples judge where they are large.
        std::int64_t byteBudget = 512LL << 20;
    };

    /// Runs `model` on the samples `indices` of `source`, which must outlive this. Samples that cannot be run are left out.
    /// Fails with errc::kNoSamples when none is left, or when cancelled.
    static Result<std::unique_ptr<OutputReference>> make(std::shared_ptr<const Model> model, const SampleSource &source,
        const std::vector<std::int64_t> &indices, const Options &options, Progress &progress);

    const std::vector<OutputSubject> &subjects() const { return m_subjects; }
    /// Those of `indices` that the float model was run on.
    std::vector<std::int64_t> usable(const std::vector<std::int64_t> &indices) const;

    /// Runs a plan on samples of `usable()`. The same for any number of workers. `goesOn`, if there is one, is asked for the distances
    /// after the first few samples whether the others are worth a run.
    using GoesOn = std::function<bool(const std::vector<double> &distances)>;
    Result<PlanFigures> measure(const std::shared_ptr<const Model> &plan, const std::vector<std::int64_t> &indices, Progress &progress,
        const GoesOn &goesOn = {}) const;
    /// What outputs that somebody else computed lose in one subject.
    SampleLoss judge(std::size_t subject, std::int64_t sample, const std::vector<RuntimeValue> &found) const;
    /// Noise over energy of the judge vectors, mean over the subjects; a null output is taken for the float one.
    double distance(std::int64_t sample, const std::vector<RuntimeValue> &found) const;

private:
    OutputReference(const SampleSource &source, int workers) : m_source(source), m_workers(workers) { }

    const SampleSource &m_source;
    int m_workers;
    std::vector<OutputSubject> m_subjects;
    std::vector<std::unique_ptr<OutputJudge>> m_judges;
    std::map<std::int64_t, std::vector<RuntimeValue>> m_outputs;
};

} // namespace halftone
