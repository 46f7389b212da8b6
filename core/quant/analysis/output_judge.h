// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/analysis/output_kind.h"

#include <array>
#include <memory>

namespace halftone {

/// An output of one run; boxes with their scores.
struct OutputTensors
{
    const Tensor *values = nullptr;
    const Tensor *scores = nullptr;
};

/// What one sample lost in one output. Sums over samples give every figure.
struct SampleLoss
{
    /// In the terms of the kind: Σ loss / Σ weight; where a kind has two such figures the larger counts.
    std::array<double, 2> loss{};
    std::array<double, 2> weight{};
    /// Of the judge vector: smooth, for comparing plans.
    double noise = 0;
    double energy = 0;
    /// Decisions that agree with the float model's, and all.
    double agreed = 0;
    double decided = 0;
    /// Squared difference, and squared deviation of the float values from their mean.
    double plainNoise = 0;
    double plainEnergy = 0;
    /// NaN or infinity where the float model has none.
    bool isSpoiled = false;
    bool shapeDiffers = false;
};

/// What mean losses are good, and which are broken.
struct LossLimits
{
    double good = 0;
    double broken = 0;
};
LossLimits lossLimits(OutputKind kind);

/// Judges one output in the terms of its kind. First learns all float outputs, then judges; judging is thread-safe.
class OutputJudge
{
public:
    virtual ~OutputJudge() = default;
    virtual void learn(const OutputTensors &) { }
    /// Both have the same shapes, unless the kind does not mind.
    virtual void judge(const OutputTensors &wanted, const OutputTensors &found, SampleLoss &loss) const = 0;
    virtual bool mindsShape() const { return true; }
};

std::unique_ptr<OutputJudge> makeOutputJudge(const OutputSubject &subject);

/// The judges of each kind; see docs/accuracy.md for the formulas.
std::unique_ptr<OutputJudge> makeClassJudge(const OutputSubject &subject);
std::unique_ptr<OutputJudge> makeSequenceJudge(const OutputSubject &subject);
std::unique_ptr<OutputJudge> makeMaskJudge(const OutputSubject &subject);
std::unique_ptr<OutputJudge> makeBoxJudge(const OutputSubject &subject);
std::unique_ptr<OutputJudge> makeEmbeddingJudge(const OutputSubject &subject);
std::unique_ptr<OutputJudge> makeImageJudge(const OutputSubject &subject);
std::unique_ptr<OutputJudge> makeGenericJudge(const OutputSubject &subject);

} // namespace halftone
