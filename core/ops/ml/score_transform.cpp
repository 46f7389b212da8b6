// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/ml/score_transform.h"

#include "core/ops/nn/node_helpers.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace halftone {

namespace {

/// Approximation of the inverse error function by S. Winitzki (2008), with its constant 0.147, that ONNX Runtime uses too.
double inverseErf(double x)
{
    constexpr double kConstant = 0.147;
    const double logarithm = std::log((1 - x) * (1 + x));
    const double half = 2 / (std::numbers::pi * kConstant) + 0.5 * logarithm;
    return std::copysign(std::sqrt(std::sqrt(half * half - logarithm / kConstant) - half), x);
}

/// Quantile of the normal distribution.
double probit(double probability) { return std::numbers::sqrt2 * inverseErf(2 * probability - 1); }

void softmax(std::span<double> scores, bool keepZeros)
{
    constexpr double kZero = 1e-7;
    const double largest = *std::ranges::max_element(scores);
    double sum = 0;
    for (double &score : scores) {
        score = keepZeros && std::abs(score) <= kZero ? score * std::exp(-largest) : std::exp(score - largest);
        sum += score;
    }
    for (double &score : scores)
        score = sum == 0 ? 0.5 : score / sum;
}

} // namespace

Result<ScoreTransform> scoreTransform(const Node &node)
{
    const std::string name = node.stringAttribute("post_transform", "NONE");
    if (name == "NONE")
        return ScoreTransform::None;
    if (name == "SOFTMAX")
        return ScoreTransform::Softmax;
    if (name == "LOGISTIC")
        return ScoreTransform::Logistic;
    if (name == "SOFTMAX_ZERO")
        return ScoreTransform::SoftmaxZero;
    if (name == "PROBIT")
        return ScoreTransform::Probit;
    return badNode(node, "post_transform " + name, "NONE, SOFTMAX, LOGISTIC, SOFTMAX_ZERO or PROBIT");
}

double logistic(double value) { return 1 / (1 + std::exp(-value)); }

void transformScores(std::span<double> scores, ScoreTransform transform)
{
    if (scores.empty())
        return;
    if (transform == ScoreTransform::Probit)
        std::ranges::transform(scores, scores.begin(), probit);
    if (scores.size() == 1)
        return;
    if (transform == ScoreTransform::Logistic)
        std::ranges::transform(scores, scores.begin(), logistic);
    else if (transform == ScoreTransform::Softmax || transform == ScoreTransform::SoftmaxZero)
        softmax(scores, transform == ScoreTransform::SoftmaxZero);
}

std::array<double, 2> bothScores(double score, ScoreTransform transform, bool isProbability)
{
    if (transform == ScoreTransform::Logistic)
        return {logistic(-score), logistic(score)};
    if (transform == ScoreTransform::Probit)
        return {-probit(score), probit(score)};
    return {isProbability ? 1 - score : -score, score};
}

} // namespace halftone
