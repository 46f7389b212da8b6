// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/errors.h"
#include "core/quant/scoring.h"

namespace halftone {

Score &Score::operator+=(const Score &other)
{
    samples += other.samples;
    right += other.right;
    rightInFive += other.rightInFive;
    truePositives += other.truePositives;
    falsePositives += other.falsePositives;
    falseNegatives += other.falseNegatives;
    return *this;
}

Result<Score> scoreClass(const Tensor &scores, const Sample &sample)
{
    if (scores.dtype() != DType::Float || scores.count() < 2 || scores.shape()[scores.shape().rank() - 1] != scores.count())
        return Error(errc::kOutputShape, {"classify", scores.shape().toString(), "1×classes"});
    if (sample.classLabel < 0 || sample.classLabel >= scores.count())
        return Error(errc::kNoLabel, {"classify", sample.name});
    const auto values = scores.as<float>();
    const auto label = static_cast<std::size_t>(sample.classLabel);
    // Of equal scores the first wins, as in argmax.
    std::int64_t better = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        better += values[i] > values[label] || (values[i] == values[label] && i < label) || !(values[label] == values[label]) ? 1 : 0;
    return Score{1, better < 1 ? 1 : 0, better < 5 ? 1 : 0, 0, 0, 0};
}

} // namespace halftone
