// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/kernel_context.h"

#include <map>
#include <variant>

namespace halftone {

/// A key of a map: a number or a text.
using MapKey = std::variant<std::int64_t, std::string>;

/// Input `index` as a map: positions in its `values` by key, in ascending order of keys. Fails when it is no map or its keys and
/// values do not belong together.
Result<std::map<MapKey, std::size_t>> mapInput(const KernelContext &context, int index);

} // namespace halftone
