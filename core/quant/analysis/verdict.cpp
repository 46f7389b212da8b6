// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/analysis/verdict.h"

#include "core/quant/algorithms/findings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace halftone {

namespace {

/// Agreement of decisions below which nothing is good.
constexpr double kLeastAgreement = 0.8;
constexpr double kOverfit = 2;
constexpr double kUnsteadyNoise = 0.01;

std::string shareText(double share)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", share);
    return text;
}

std::string countText(double count) { return std::to_string(static_cast<std::int64_t>(std::llround(count))); }

bool decides(OutputKind kind)
{
    return kind == OutputKind::Classify || kind == OutputKind::Sequence || kind == OutputKind::Detect || kind == OutputKind::Mask;
}

std::string percentText(double share) { return figureText(100 * share); }

double decibelsOf(double ratio) { return -10 * std::log10(std::max(ratio, 1e-20)); }

} // namespace

std::string_view verdictName(Verdict verdict)
{
    static constexpr std::array<std::string_view, 3> kWords{"good", "check", "broken"};
    return kWords[static_cast<std::size_t>(verdict)];
}

void Judgement::add(VerdictReason reason)
{
    verdict = std::max(verdict, reason.verdict);
    const auto place
        = std::find_if(reasons.begin(), reasons.end(), [&](const VerdictReason &each) { return each.verdict < reason.verdict; });
    reasons.insert(place, std::move(reason));
}

Verdict verdictOf(const OutputFigures &figures)
{
    const LossLimits limits = lossLimits(figures.kind);
    // Choices between near ties flip in models that are well: where all values are near, a guess that choices matter breaks nothing.
    const bool isNear = !figures.told && figures.kind == OutputKind::Classify && figures.plainLoss <= lossLimits(OutputKind::Generic).good;
    if (!isNear && figures.loss > limits.broken && figures.loss - figures.error > limits.good)
        return Verdict::Broken;
    const bool agrees = figures.kind != OutputKind::Classify || figures.decided == 0 || figures.agreed >= kLeastAgreement * figures.decided;
    const bool good = figures.loss <= limits.good && figures.loss + figures.error <= 2 * limits.good && agrees;
    return good ? Verdict::Good : Verdict::Check;
}

Error lossMessage(const OutputFigures &figures)
{
    const std::string samples = std::to_string(figures.samples);
    const std::string agreed = countText(figures.agreed), decided = countText(figures.decided);
    switch (figures.kind) {
    case OutputKind::Classify:
        return Error(errc::kLostSkill, {figures.name, shareText(figures.loss), samples, agreed, decided});
    case OutputKind::Detect:
        return Error(errc::kLostBoxes, {figures.name, shareText(figures.loss), samples, agreed, decided});
    case OutputKind::Mask:
        return Error(errc::kLostMask,
            {figures.name, shareText(figures.loss), samples, percentText(1 - figures.agreed / std::max(figures.decided, 1.0))});
    case OutputKind::Sequence:
        return Error(errc::kLostSequence, {figures.name, shareText(figures.loss), samples, agreed, decided});
    case OutputKind::Embedding:
        return Error(errc::kLostDirection, {figures.name, shareText(1 - figures.loss), samples});
    case OutputKind::Image:
        return Error(errc::kLostPicture, {figures.name, figureText(decibelsOf(figures.loss)), samples});
    case OutputKind::Generic:
        break;
    }
    return Error(errc::kLostSignal, {figures.name, percentText(figures.loss), samples, figureText(decibelsOf(figures.loss))});
}

Judgement judgeOutputs(const PlanFigures &verdict, const PlanFigures *calibration)
{
    Judgement judgement;
    for (std::size_t i = 0; i < verdict.outputs.size(); ++i) {
        const OutputFigures &figures = verdict.outputs[i];
        if (figures.isSpoiled)
            judgement.add({Error(errc::kOutputSpoiled, {figures.name}), figures.name, {}, Verdict::Broken});
        if (figures.isDead)
            judgement.add({Error(errc::kOutputDead, {figures.name}), figures.name, {}, Verdict::Broken});
        const bool unjudged = figures.shapeDiffers && figures.kind != OutputKind::Detect;
        if (unjudged) {
            judgement.add({Error(errc::kOutputShapeDiffers, {figures.name}), figures.name, {}, Verdict::Check});
            continue;
        }
        const Verdict own = verdictOf(figures);
        if (own != Verdict::Good)
            judgement.add({lossMessage(figures), figures.name, {}, own});
        // Few samples hardly show one decision in a hundred that flips; what decisions are made from shows it.
        if (own == Verdict::Good && decides(figures.kind) && figures.distance > kUnsteadyNoise)
            judgement.add({Error(errc::kUnsteady, {figures.name, percentText(figures.distance), std::to_string(figures.samples)}),
                figures.name, {}, Verdict::Check});
        const LossLimits plain = lossLimits(OutputKind::Generic);
        const bool guessed = !figures.told && figures.kind != OutputKind::Generic && own == Verdict::Good;
        // Decisions may be sure of themselves where values are not.
        if (guessed && figures.plainLoss > kOverfit * plain.broken)
            judgement.add(
                {Error(errc::kKindDoubted, {figures.name, std::string(outputKindName(figures.kind)), percentText(figures.plainLoss)}),
                    figures.name, {}, Verdict::Check});
        if (calibration && i < calibration->outputs.size() && figures.loss > lossLimits(figures.kind).good
            && figures.loss - figures.error > kOverfit * calibration->outputs[i].loss)
            judgement.add({Error(errc::kOverfits, {figures.name, shareText(figures.loss), shareText(calibration->outputs[i].loss)}),
                figures.name, {}, Verdict::Check});
    }
    return judgement;
}

} // namespace halftone
