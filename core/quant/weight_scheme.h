// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/recipe.h"
#include "core/quant/weights.h"

namespace halftone {

/// How the recipe quantizes a weight of `rank` axes as `type`; `own` is what the user set for it, or null. `channelAxis` counts from the
/// end when negative; beyond the last of three and more, kernels take one scale only.
WeightScheme weightSchemeFor(const Recipe &recipe, const TensorOverride *own, DType type, int rank, int channelAxis);

/// weightParams(), or the scales that `own` gives: one, or one a channel of the scheme's axis.
Result<QuantParams> weightParamsFor(
    const Tensor &weight, const std::string &name, const TensorOverride *own, const WeightScheme &scheme, std::int64_t *nonFinite);

/// Fails with errc::kZeroPointRange when `type` does not hold a zero point.
Status checkZeroPoints(const TensorOverride &own, const std::string &name, DType type);

} // namespace halftone
