// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/errors.h"
#include "core/quant/scoring.h"

#include <algorithm>

namespace halftone {

namespace {

constexpr float kLeastScore = 0.3F;
constexpr float kSameBox = 0.5F;

float intersectionOverUnion(const LabelledBox &a, const LabelledBox &b)
{
    const float width = std::min(a.x1, b.x1) - std::max(a.x0, b.x0);
    const float height = std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
    if (!(width > 0) || !(height > 0))
        return 0;
    const float shared = width * height;
    return shared / ((a.x1 - a.x0) * (a.y1 - a.y0) + (b.x1 - b.x0) * (b.y1 - b.y0) - shared);
}

} // namespace

std::vector<Detection> decodeBoxes(const Tensor &boxes)
{
    const std::int64_t classes = boxes.shape()[1] - 4;
    const std::int64_t cells = boxes.shape()[2];
    const float *data = boxes.as<float>().data();
    std::vector<Detection> found;
    for (std::int64_t cell = 0; cell < cells; ++cell) {
        Detection best;
        for (std::int64_t c = 0; c < classes; ++c) {
            const float score = data[(4 + c) * cells + cell];
            if (score > best.score) {
                best.score = score;
                best.box.label = static_cast<int>(c);
            }
        }
        if (!(best.score > kLeastScore))
            continue;
        best.box.x0 = data[cell];
        best.box.y0 = data[cells + cell];
        best.box.x1 = data[2 * cells + cell];
        best.box.y1 = data[3 * cells + cell];
        found.push_back(best);
    }
    std::stable_sort(found.begin(), found.end(), [](const Detection &a, const Detection &b) { return a.score > b.score; });
    std::vector<Detection> kept;
    for (const Detection &candidate : found) {
        const bool covered = std::any_of(
            kept.begin(), kept.end(), [&](const Detection &other) { return intersectionOverUnion(candidate.box, other.box) > kSameBox; });
        if (!covered)
            kept.push_back(candidate);
    }
    return kept;
}

Result<Score> scoreBoxes(const Tensor &boxes, const Sample &sample)
{
    const Shape &shape = boxes.shape();
    if (boxes.dtype() != DType::Float || shape.rank() != 3 || shape[0] != 1 || shape[1] < 5)
        return Error(errc::kOutputShape, {"detect", shape.toString(), "1×(4 + classes)×cells"});
    Score score;
    score.samples = 1;
    std::vector<char> taken(sample.boxes.size());
    for (const Detection &detection : decodeBoxes(boxes)) {
        float bestOverlap = 0;
        std::size_t best = sample.boxes.size();
        for (std::size_t i = 0; i < sample.boxes.size(); ++i) {
            const float overlap = intersectionOverUnion(detection.box, sample.boxes[i]);
            if (!taken[i] && sample.boxes[i].label == detection.box.label && overlap >= kSameBox && overlap > bestOverlap) {
                bestOverlap = overlap;
                best = i;
            }
        }
        if (best < taken.size()) {
            taken[best] = 1;
            ++score.truePositives;
        } else {
            ++score.falsePositives;
        }
    }
    score.falseNegatives = std::count(taken.begin(), taken.end(), 0);
    return score;
}

} // namespace halftone
