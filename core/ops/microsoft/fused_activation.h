// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"

#include <functional>

namespace halftone {

/// The function that the attributes activation and activation_params (FusedConv) or activation_alpha, activation_beta and
/// activation_gamma (FusedGemm) name; null when there is none.
Result<std::function<double(double)>> fusedActivation(const Node &node);

} // namespace halftone
