// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/primitive_library.h"

#include <cstdint>

namespace halftone::test {

/// The largest weight of which two products with 255 fit into the sum that the processor has for them: 127, or 63 in 16 bits.
inline std::int64_t largestWeight() { return addsProductsExactly() ? 127 : 63; }

} // namespace halftone::test
