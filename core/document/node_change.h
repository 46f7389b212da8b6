// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace halftone {

/// What became of a node between two models. Later ones say more: a node has the latest that applies.
enum class NodeChange : std::uint8_t { Same, Precision, Changed, Added, Removed };

} // namespace halftone
