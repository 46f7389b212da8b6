// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/primitive_library.h"

#include <cstdint>
#include <string>

namespace halftone::test {

/// Whether the primitives add products of 8 bits in 32 bits (VNNI, AMX), or pairs of them in 16 bits, where they saturate.
inline bool addsProductsExactly()
{
    static const std::string set = primitiveInstructionSet();
    return set.find("VNNI") != std::string::npos || set.find("BF16") != std::string::npos || set.find("FP16") != std::string::npos
        || set.find("AMX") != std::string::npos;
}

/// The largest weight of which two products with 255 fit into the sum that the processor has for them: 127, or 63 in 16 bits.
inline std::int64_t largestWeight() { return addsProductsExactly() ? 127 : 63; }

} // namespace halftone::test
