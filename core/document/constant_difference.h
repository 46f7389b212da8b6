// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/model.h"
#include "core/quant/matching/compared_graph.h"

#include <optional>

namespace halftone {

/// How far two constants of one shape are apart, integers taken for what they stand for.
struct ConstantDifference
{
    double largest = 0;
    /// Root of the mean square of the difference.
    double rms = 0;
    /// 20·log10(rms of the first / rms of the difference) in dB; infinite when they are equal.
    double sqnrDb = 0;
    bool isEqual() const { return largest == 0; }
};

/// Reads both and compares element by element. Nothing when there are no real numbers to compare: shapes differ, strings, integers without
/// a scale. Fails when the weights cannot be read.
Result<std::optional<ConstantDifference>> compareConstants(const Model &modelA, const ComparedGraph &a,
    const ComparedGraph::Operand &operandA, const Model &modelB, const ComparedGraph &b, const ComparedGraph::Operand &operandB);

} // namespace halftone
