// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/analysis/output_loss.h"
#include "core/quant/analysis/sample_split.h"
#include "core/quant/quantize.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace halftone {

namespace errc {
/// Reasons of a verdict. Of one output: %1 output, %2 what it lost of its skill, %3 samples, %4 and %5 decisions that agree, of how many.
inline constexpr ErrorCode kLostSkill{"quant.lost-skill"};
/// %1 output, %2 loss of F1, %3 samples, %4 and %5 boxes that have a partner, of how many.
inline constexpr ErrorCode kLostBoxes{"quant.lost-boxes"};
/// %1 output, %2 loss of F1, %3 samples, %4 share of decisions that differ in percent.
inline constexpr ErrorCode kLostMask{"quant.lost-mask"};
/// %1 output, %2 edits or skill lost, %3 samples, %4 and %5 equal sequences, of how many.
inline constexpr ErrorCode kLostSequence{"quant.lost-sequence"};
/// %1 output, %2 mean cosine, %3 samples.
inline constexpr ErrorCode kLostDirection{"quant.lost-direction"};
/// %1 output, %2 PSNR in dB, %3 samples.
inline constexpr ErrorCode kLostPicture{"quant.lost-picture"};
/// %1 output, %2 noise in percent of the variance, %3 samples, %4 dB.
inline constexpr ErrorCode kLostSignal{"quant.lost-signal"};
/// %1 output, %2 noise in percent of what decisions are made from, %3 samples.
inline constexpr ErrorCode kUnsteady{"quant.unsteady"};
/// %1 output.
inline constexpr ErrorCode kOutputSpoiled{"quant.output-spoiled"};
inline constexpr ErrorCode kOutputDead{"quant.output-dead"};
inline constexpr ErrorCode kOutputShapeDiffers{"quant.output-shape-differs"};
/// %1 output, %2 what it was taken for, %3 noise in percent of the variance.
inline constexpr ErrorCode kKindDoubted{"quant.kind-doubted"};
/// %1 samples that judged.
inline constexpr ErrorCode kFewJudges{"quant.few-judges"};
inline constexpr ErrorCode kSyntheticJudges{"quant.synthetic-judges"};
inline constexpr ErrorCode kNothingMeasured{"quant.nothing-measured"};
/// %1 nodes of the model's own graph, %2 nodes inside bodies.
inline constexpr ErrorCode kNothingQuantized{"quant.nothing-quantized"};
/// %1 percent of the multiplications.
inline constexpr ErrorCode kHardlyQuantized{"quant.hardly-quantized"};
/// %1 quantized ms, %2 float ms, %3 why.
inline constexpr ErrorCode kNotFaster{"quant.not-faster"};
inline constexpr ErrorCode kNotSmaller{"quant.not-smaller"};
/// %1 output, %2 loss kept aside, %3 loss on samples that calibrated.
inline constexpr ErrorCode kOverfits{"quant.overfits"};
/// %1 largest difference, in steps.
inline constexpr ErrorCode kRereadDiffers{"quant.reread-differs"};
} // namespace errc

enum class Verdict { Good, Check, Broken };
/// "good", "check", "broken".
std::string_view verdictName(Verdict verdict);

struct VerdictReason
{
    Error message;
    std::string output;
    /// Where the error enters, worst first.
    std::vector<std::string> nodes;
    Verdict verdict = Verdict::Check;
};

struct Judgement
{
    Verdict verdict = Verdict::Good;
    /// Why it is not better, worst first; empty when good.
    std::vector<VerdictReason> reasons;

    void add(VerdictReason reason);
};

/// Of one output: good when the mean loss m is at most the kind's limit G and m + s ≤ 2 G with its standard error s; broken when m is above
/// the kind's other limit and m − s > G; else check.
Verdict verdictOf(const OutputFigures &figures);

/// What the outputs say. `separate`: the samples took no part in calibration.
Judgement judgeOutputs(const PlanFigures &verdict, const PlanFigures *calibration);

/// A sentence about what an output lost, in the terms of its kind.
Error lossMessage(const OutputFigures &figures);

} // namespace halftone
