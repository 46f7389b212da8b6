// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace halftone {

/// Sizes of a scaled dot product attention. Queries are [batch, heads, queries, headSize], keys and values
/// [batch, kvHeads, keys, headSize or valueSize]; several query heads may share one key head.
struct AttentionGeometry
{
    std::int64_t batch = 0;
    std::int64_t heads = 0;
    std::int64_t kvHeads = 0;
    std::int64_t queries = 0;
    std::int64_t keys = 0;
    std::int64_t headSize = 0;
    std::int64_t valueSize = 0;

    std::int64_t scoreCount() const { return batch * heads * queries * keys; }
};

/// Which stage of the scores a caller wants to see.
enum class ScoreStage { Raw, SoftCapped, Biased, Probabilities };

struct AttentionScores
{
    double scale = 1;
    /// softcap · tanh(score / softcap); 0 for none.
    double softcap = 0;
    /// Adds the bias of one row of scores; −∞ hides a key. Null for none.
    std::function<void(std::int64_t batch, std::int64_t head, std::int64_t query, double *row)> addBias;
    ScoreStage stage = ScoreStage::Raw;
    /// Receives the scores of `stage`, [batch, heads, queries, keys]; null when not wanted.
    double *seen = nullptr;
};

/// y[batch, heads, queries, valueSize] = softmax(scale · q · kᵀ …) · v. A row whose keys are all hidden gives zeros.
void attend(const AttentionGeometry &geometry, const AttentionScores &scores, const double *q, const double *k, const double *v, double *y);

/// [batch, steps, heads · size] as [batch, heads, steps, size], and back.
std::vector<double> splitHeads(const double *x, std::int64_t batch, std::int64_t steps, std::int64_t heads, std::int64_t size);
std::vector<double> mergeHeads(const double *x, std::int64_t batch, std::int64_t steps, std::int64_t heads, std::int64_t size);

} // namespace halftone
