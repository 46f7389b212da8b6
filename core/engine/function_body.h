// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/model.h"

#include <memory>

namespace halftone {

/// The body of a function as called by `call`: attribute references replaced by the call's attributes or their defaults.
Result<std::shared_ptr<const Graph>> instantiateFunction(const Function &function, const Node &call);

} // namespace halftone
