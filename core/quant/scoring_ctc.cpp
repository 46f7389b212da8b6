// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/errors.h"
#include "core/quant/scoring.h"

#include <algorithm>

namespace halftone {

std::string decodeCtc(const Tensor &scores)
{
    const std::int64_t steps = scores.shape()[0];
    const std::int64_t symbols = scores.shape()[scores.shape().rank() - 1];
    const float *row = scores.as<float>().data();
    std::string text;
    std::int64_t previous = 0;
    for (std::int64_t t = 0; t < steps; ++t, row += symbols) {
        const std::int64_t best = std::max_element(row, row + symbols) - row;
        if (best != 0 && best != previous)
            text += static_cast<char>('0' + best - 1);
        previous = best;
    }
    return text;
}

Result<Score> scoreCtc(const Tensor &scores, const Sample &sample)
{
    const Shape &shape = scores.shape();
    const bool fits = scores.dtype() == DType::Float && shape.rank() >= 2 && shape[shape.rank() - 1] > 1
        && shape[0] * shape[shape.rank() - 1] == scores.count();
    if (!fits)
        return Error(errc::kOutputShape, {"ctc", shape.toString(), "T×1×symbols"});
    if (sample.text.empty())
        return Error(errc::kNoLabel, {"ctc", sample.name});
    return Score{1, decodeCtc(scores) == sample.text ? 1 : 0, 0, 0, 0, 0};
}

} // namespace halftone
