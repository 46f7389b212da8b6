// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"

namespace halftone {

/// What raiseOpset() can reach.
inline constexpr std::int64_t kOldestTargetOpset = 13;
inline constexpr std::int64_t kNewestTargetOpset = 23;

/// A model of opset 13 or later in the form of `target` (at most 23). Fails with errc::kCannotUpgrade where an operator
/// changed its meaning in between. A model that is new enough stays as it is.
Status raiseOpset(Model &model, std::int64_t target);

} // namespace halftone
