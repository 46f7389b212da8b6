// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>

namespace halftone {

/// How one of the tensors of an attention lies: elements between neighbours of each kind, sizes being contiguous.
struct HeadStrides
{
    std::int64_t batch = 0;
    std::int64_t head = 0;
    std::int64_t step = 0;
};

/// softmax(scale · q · kᵀ + bias) · v for each head, in single precision.
struct HeadsOfAttention
{
    std::int64_t batch = 1;
    std::int64_t heads = 1;
    /// Each serves heads / kvHeads query heads.
    std::int64_t kvHeads = 1;
    std::int64_t queries = 1;
    std::int64_t keys = 1;
    std::int64_t headSize = 1;
    std::int64_t valueSize = 1;
    float scale = 1;
    HeadStrides q;
    HeadStrides k;
    HeadStrides v;
    HeadStrides y;

    /// Floats that attendHeads() wants as scratch memory.
    std::int64_t scratch(int threads) const;
};

/// Adds to a row of scores, for one query; −∞ hides a key. A row whose keys are all hidden gives zeros.
using AddScores = std::function<void(std::int64_t batch, std::int64_t head, std::int64_t query, float *row)>;

void attendHeads(
    const HeadsOfAttention &heads, const AddScores &add, const float *q, const float *k, const float *v, float *y, float *scratch);

} // namespace halftone
