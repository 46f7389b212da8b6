// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/analysis/output_judge.h"

namespace halftone {

LossLimits lossLimits(OutputKind kind)
{
    switch (kind) {
    case OutputKind::Classify:
        return {0.01, 0.10};
    case OutputKind::Detect:
        return {0.01, 0.10};
    case OutputKind::Mask:
        return {0.02, 0.10};
    case OutputKind::Sequence:
        return {0.01, 0.05};
    case OutputKind::Embedding:
        return {0.005, 0.05};
    case OutputKind::Image:
        // 40 and 33 dB below the peak.
        return {1e-4, 5.01e-4};
    case OutputKind::Generic:
        break;
    }
    return {0.01, 0.10};
}

std::unique_ptr<OutputJudge> makeOutputJudge(const OutputSubject &subject)
{
    switch (subject.kind) {
    case OutputKind::Classify:
        return makeClassJudge(subject);
    case OutputKind::Sequence:
        return makeSequenceJudge(subject);
    case OutputKind::Mask:
        return makeMaskJudge(subject);
    case OutputKind::Detect:
        return makeBoxJudge(subject);
    case OutputKind::Embedding:
        return makeEmbeddingJudge(subject);
    case OutputKind::Image:
        return makeImageJudge(subject);
    case OutputKind::Generic:
        break;
    }
    return makeGenericJudge(subject);
}

} // namespace halftone
