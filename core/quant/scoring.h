// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/samples/source.h"
#include "core/tensor/tensor.h"

#include <string>
#include <vector>

namespace halftone {

/// Hits of one sample; sums of these give every figure.
struct Score
{
    std::int64_t samples = 0;
    std::int64_t right = 0;
    std::int64_t rightInFive = 0;
    std::int64_t truePositives = 0;
    std::int64_t falsePositives = 0;
    std::int64_t falseNegatives = 0;

    Score &operator+=(const Score &other);
};

/// `scores`: [1, classes]. Fails on other shapes and on samples without a label.
Result<Score> scoreClass(const Tensor &scores, const Sample &sample);
/// `scores`: [T, 1, symbols + 1], greedy path, repeats merged, blanks (0) dropped.
Result<Score> scoreCtc(const Tensor &scores, const Sample &sample);
std::string decodeCtc(const Tensor &scores);

/// `boxes`: [1, 4 + classes, cells]. Boxes of score > 0.3, greedy suppression at IoU 0.5, match at IoU ≥ 0.5 and same class.
Result<Score> scoreBoxes(const Tensor &boxes, const Sample &sample);

struct Detection
{
    LabelledBox box;
    float score = 0;
};
std::vector<Detection> decodeBoxes(const Tensor &boxes);

} // namespace halftone
