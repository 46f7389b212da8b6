// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/diagnose.h"

namespace halftone {

/// One node that would better stay float.
struct Suggestion
{
    std::string node;
    /// The tensor it spoils, and that tensor's own worst-channel SQNR.
    std::string tensor;
    double localWorstDb = 0;
    Diagnosis diagnosis;
};

/// Nodes worth excluding, worst first, at most `limit`: those whose own error (worst channel, inputs float) lies below
/// `leastDb`. What merely passes on the error of others is not named.
std::vector<Suggestion> suggestExclusions(const Model &model, const Statistics &statistics, const QuantizeResult &quantized,
    const ErrorReport &report, std::size_t limit, double leastDb = 15);

} // namespace halftone
