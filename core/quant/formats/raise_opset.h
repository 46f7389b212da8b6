// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"

namespace halftone {

/// A model of opset 13 or later in the form of `target` (at most 21). Fails with errc::kCannotUpgrade where an operator
/// changed its meaning in between. A model that is new enough stays as it is.
Status raiseOpset(Model &model, std::int64_t target);

} // namespace halftone
