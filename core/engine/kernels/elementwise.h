// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace halftone {

/// to[i] = table[from[i]] for bytes.
void lookUp(const std::byte *from, const std::byte *table, std::byte *to, std::int64_t count);

} // namespace halftone
