// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/analysis/output_judge.h"
#include "core/quant/analysis/output_values.h"

#include <vector>

namespace halftone {

/// Scores of one row of classes as probabilities and as logits, whatever form they came in.
struct ClassScores
{
    std::vector<double> probabilities;
    /// Clipped where probabilities are below a millionth.
    std::vector<double> logits;

    std::size_t best() const;
};
ClassScores classScores(const std::vector<double> &values, const ClassRows &rows, std::int64_t row, ScoreForm form);

/// Logit of a probability, between −13.8 and 13.8.
double logitOf(double probability);

/// Skill lost in one row: what the float model's probabilities lose by the other choice, of what they have above chance (one of the
/// classes; by label, with two answers, where each has a probability of its own). Adds decisions and the judge vector: centred logits of
/// the float model's ten best classes, or all labels' logits within ±6.
void addSkill(const ClassScores &wanted, const ClassScores &found, ScoreForm form, SampleLoss &loss);

} // namespace halftone
