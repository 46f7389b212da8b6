// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/ml/feature_rows.h"

namespace halftone {

/// rows · coefficientsᵀ + intercepts from the node's attributes, [rows, outputs]. Fails when the coefficients are not
/// outputs × features.
Result<std::vector<double>> linearScores(const KernelContext &context, const FeatureRows &rows, std::int64_t outputs);

} // namespace halftone
