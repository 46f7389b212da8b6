// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"

#include <array>
#include <span>

namespace halftone {

/// What happens to scores last (attribute post_transform of ai.onnx.ml).
enum class ScoreTransform { None, Softmax, Logistic, SoftmaxZero, Probit };

/// The attribute post_transform as a name; None when absent.
Result<ScoreTransform> scoreTransform(const Node &node);

/// Scores of all classes or targets of one row, in place. A single score has nothing to compete with: only Probit changes it,
/// as in ONNX Runtime.
void transformScores(std::span<double> scores, ScoreTransform transform);

/// Scores of both classes from that of the second one: the logistic function of ∓score, else 1 − score (`isProbability`) or −score
/// beside the score itself, as in ONNX Runtime.
std::array<double, 2> bothScores(double score, ScoreTransform transform, bool isProbability);

double logistic(double value);

} // namespace halftone
