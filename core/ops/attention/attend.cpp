// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/attention/attend.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace halftone {

namespace {

/// Softmax of a row; zeros when every element is −∞.
void softmaxOrZero(std::vector<double> &row)
{
    double largest = -std::numeric_limits<double>::infinity();
    for (const double value : row)
        largest = std::max(largest, value);
    if (largest == -std::numeric_limits<double>::infinity()) {
        std::fill(row.begin(), row.end(), 0.0);
        return;
    }
    double sum = 0;
    for (double &value : row) {
        value = std::exp(value - largest);
        sum += value;
    }
    for (double &value : row)
        value /= sum;
}

} // namespace

void attend(const AttentionGeometry &geometry, const AttentionScores &scores, const double *q, const double *k, const double *v, double *y)
{
    std::vector<double> row(static_cast<std::size_t>(geometry.keys));
    const std::int64_t shared = geometry.heads / std::max<std::int64_t>(geometry.kvHeads, 1);
    for (std::int64_t index = 0; index < geometry.batch * geometry.heads * geometry.queries; ++index) {
        const std::int64_t query = index % geometry.queries;
        const std::int64_t head = index / geometry.queries % geometry.heads;
        const std::int64_t batch = index / geometry.queries / geometry.heads;
        const std::int64_t group = batch * geometry.kvHeads + head / shared;
        const auto see = [&](ScoreStage stage) {
            if (scores.seen && scores.stage == stage)
                std::copy(row.begin(), row.end(), scores.seen + index * geometry.keys);
        };
        for (std::int64_t j = 0; j < geometry.keys; ++j) {
            double sum = 0;
            for (std::int64_t i = 0; i < geometry.headSize; ++i)
                sum += q[index * geometry.headSize + i] * k[(group * geometry.keys + j) * geometry.headSize + i];
            row[static_cast<std::size_t>(j)] = sum * scores.scale;
        }
        see(ScoreStage::Raw);
        if (scores.softcap > 0) {
            for (double &score : row)
                score = scores.softcap * std::tanh(score / scores.softcap);
        }
        see(ScoreStage::SoftCapped);
        if (scores.addBias)
            scores.addBias(batch, head, query, row.data());
        see(ScoreStage::Biased);
        softmaxOrZero(row);
        see(ScoreStage::Probabilities);
        double *target = y + index * geometry.valueSize;
        std::fill_n(target, geometry.valueSize, 0.0);
        for (std::int64_t j = 0; j < geometry.keys; ++j) {
            const double weight = row[static_cast<std::size_t>(j)];
            const double *value = v + (group * geometry.keys + j) * geometry.valueSize;
            for (std::int64_t i = 0; i < geometry.valueSize && weight != 0; ++i)
                target[i] += weight * value[i];
        }
    }
}

std::vector<double> splitHeads(const double *x, std::int64_t batch, std::int64_t steps, std::int64_t heads, std::int64_t size)
{
    std::vector<double> result(static_cast<std::size_t>(batch * steps * heads * size));
    for (std::int64_t row = 0; row < batch * steps * heads; ++row) {
        const std::int64_t head = row % heads;
        const std::int64_t step = row / heads % steps;
        const std::int64_t sample = row / heads / steps;
        std::copy_n(x + row * size, size, result.begin() + ((sample * heads + head) * steps + step) * size);
    }
    return result;
}

std::vector<double> mergeHeads(const double *x, std::int64_t batch, std::int64_t steps, std::int64_t heads, std::int64_t size)
{
    // The same exchange of two axes, the other way round.
    return splitHeads(x, batch, heads, steps, size);
}

} // namespace halftone
