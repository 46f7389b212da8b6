// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/analysis/class_scores.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace halftone {

namespace {

constexpr double kLeastProbability = 1e-6;
constexpr std::size_t kBestClasses = 10;
constexpr double kClip = 6;
/// A row in which the float model hardly knows more than chance weighs as much as one that knows a little.
constexpr double kLeastSkill = 0.1;

void addLabels(const ClassScores &wanted, const ClassScores &found, SampleLoss &loss)
{
    for (std::size_t c = 0; c < wanted.probabilities.size(); ++c) {
        const double p = wanted.probabilities[c];
        const bool agrees = (p > 0.5) == (found.probabilities[c] > 0.5);
        loss.loss[0] += agrees ? 0 : std::fabs(2 * p - 1);
        loss.weight[0] += std::fabs(p - 0.5);
        loss.agreed += agrees;
        ++loss.decided;
        const double l = std::clamp(wanted.logits[c], -kClip, kClip);
        const double e = std::clamp(found.logits[c], -kClip, kClip) - l;
        loss.noise += e * e;
        loss.energy += l * l;
    }
}

void addVector(const ClassScores &wanted, const ClassScores &found, SampleLoss &loss)
{
    std::vector<std::size_t> order(wanted.logits.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto last = order.begin() + static_cast<std::ptrdiff_t>(std::min(kBestClasses, order.size()));
    std::partial_sort(order.begin(), last, order.end(),
        [&](std::size_t a, std::size_t b) { return wanted.logits[a] != wanted.logits[b] ? wanted.logits[a] > wanted.logits[b] : a < b; });
    const auto count = static_cast<double>(last - order.begin());
    double mean = 0, shift = 0;
    for (auto c = order.begin(); c != last; ++c) {
        mean += wanted.logits[*c] / count;
        shift += (found.logits[*c] - wanted.logits[*c]) / count;
    }
    for (auto c = order.begin(); c != last; ++c) {
        const double y = wanted.logits[*c] - mean;
        const double e = found.logits[*c] - wanted.logits[*c] - shift;
        loss.noise += e * e;
        loss.energy += y * y;
    }
}

} // namespace

double logitOf(double probability)
{
    const double p = std::clamp(probability, kLeastProbability, 1 - kLeastProbability);
    return std::log(p / (1 - p));
}

std::size_t ClassScores::best() const
{
    return static_cast<std::size_t>(std::max_element(probabilities.begin(), probabilities.end()) - probabilities.begin());
}

ClassScores classScores(const std::vector<double> &values, const ClassRows &rows, std::int64_t row, ScoreForm form)
{
    ClassScores scores;
    for (std::int64_t c = 0; c < rows.classes; ++c)
        scores.probabilities.push_back(values[rows.at(row, c)]);
    std::vector<double> &p = scores.probabilities;
    if (form == ScoreForm::Independent) {
        for (const double x : p)
            scores.logits.push_back(logitOf(x));
        return scores;
    }
    if (form == ScoreForm::Logits && p.size() == 1) {
        scores.logits = p;
        p[0] = 1 / (1 + std::exp(-p[0]));
        return scores;
    }
    if (form == ScoreForm::Probabilities) {
        for (const double x : p)
            scores.logits.push_back(std::log(std::max(x, kLeastProbability)));
        return scores;
    }
    scores.logits = p;
    const double most = *std::max_element(p.begin(), p.end());
    double sum = 0;
    for (double &x : p) {
        x = std::exp(x - most);
        sum += x;
    }
    for (double &x : p)
        x /= sum;
    return scores;
}

void addSkill(const ClassScores &wanted, const ClassScores &found, ScoreForm form, SampleLoss &loss)
{
    if (form == ScoreForm::Independent || wanted.probabilities.size() == 1)
        return addLabels(wanted, found, loss);
    const std::size_t mine = wanted.best(), other = found.best();
    const double chance = 1 / static_cast<double>(wanted.probabilities.size());
    loss.loss[0] += wanted.probabilities[mine] - wanted.probabilities[other];
    loss.weight[0] += std::max(wanted.probabilities[mine] - chance, kLeastSkill * (1 - chance));
    loss.agreed += mine == other;
    ++loss.decided;
    addVector(wanted, found, loss);
}

} // namespace halftone
