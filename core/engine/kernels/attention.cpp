// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/attention.h"

#include "core/engine/kernels/clones.h"
#include "core/engine/kernels/exponential.h"
#include "core/engine/kernels/matrix_product.h"
#include "core/engine/kernels/parallel.h"

#include <limits>

namespace halftone {

namespace {

/// Queries whose scores are held at once: they stay in the second cache.
constexpr std::int64_t kQueries = 64;
/// Independent partial results, for the vectorizer.
constexpr std::int64_t kLanes = 16;

HALFTONE_CLONES void softmaxInPlace(float *row, std::int64_t count)
{
    float highest[kLanes];
    for (float &lane : highest)
        lane = -std::numeric_limits<float>::infinity();
    std::int64_t i = 0;
    for (; i + kLanes <= count; i += kLanes)
        for (std::int64_t lane = 0; lane < kLanes; ++lane)
            highest[lane] = highest[lane] > row[i + lane] ? highest[lane] : row[i + lane];
    for (; i < count; ++i)
        highest[0] = highest[0] > row[i] ? highest[0] : row[i];
    for (std::int64_t lane = 1; lane < kLanes; ++lane)
        highest[0] = highest[0] > highest[lane] ? highest[0] : highest[lane];
    if (highest[0] == -std::numeric_limits<float>::infinity()) {
        std::fill_n(row, count, 0.0F);
        return;
    }
    float sum[kLanes] = {};
    for (i = 0; i + kLanes <= count; i += kLanes)
        for (std::int64_t lane = 0; lane < kLanes; ++lane) {
            const float value = exponentialBelow(row[i + lane] - highest[0]);
            row[i + lane] = value;
            sum[lane] += value;
        }
    for (; i < count; ++i) {
        row[i] = exponentialBelow(row[i] - highest[0]);
        sum[0] += row[i];
    }
    float total = 0;
    for (const float lane : sum)
        total += lane;
    const float factor = 1.0F / total;
    for (i = 0; i < count; ++i)
        row[i] *= factor;
}

} // namespace

std::int64_t HeadsOfAttention::scratch(int threads) const { return threads * std::min(kQueries, queries) * keys; }

void attendHeads(
    const HeadsOfAttention &all, const AddScores &add, const float *q, const float *k, const float *v, float *y, float *scratch)
{
    const HeadsOfAttention h = all;
    const std::int64_t some = std::min(kQueries, h.queries);
    const std::int64_t blocks = (h.queries + some - 1) / some;
    parallelRanges(h.batch * h.heads * blocks, 1, [&](std::int64_t begin, std::int64_t end) {
        float *const scores = scratch + omp_get_thread_num() * some * h.keys;
        for (std::int64_t task = begin; task < end; ++task) {
            const std::int64_t first = task % blocks * some;
            const std::int64_t head = task / blocks % h.heads;
            const std::int64_t batch = task / blocks / h.heads;
            const std::int64_t shared = head / (h.heads / h.kvHeads);
            const std::int64_t count = std::min(some, h.queries - first);
            matrixProduct(count, h.headSize, h.keys, h.scale, {q + batch * h.q.batch + head * h.q.head + first * h.q.step, h.q.step, false},
                {k + batch * h.k.batch + shared * h.k.head, h.k.step, true}, scores, h.keys);
            for (std::int64_t row = 0; row < count; ++row) {
                if (add)
                    add(batch, head, first + row, scores + row * h.keys);
                softmaxInPlace(scores + row * h.keys, h.keys);
            }
            matrixProduct(count, h.keys, h.valueSize, 1, {scores, h.keys, false},
                {v + batch * h.v.batch + shared * h.v.head, h.v.step, false}, y + batch * h.y.batch + head * h.y.head + first * h.y.step,
                h.y.step);
        }
    });
}

} // namespace halftone
