// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace halftone {

/// Version of the oneDNN that runs the primitives, such as "2.6.0".
std::string primitiveLibraryVersion();

/// The instruction set that oneDNN uses here, in its own words ("AVX512_CORE_AMX"): the best one that the processor has and
/// DNNL_MAX_CPU_ISA allows.
std::string primitiveInstructionSet();

/// Whether the primitives add products of 8 bits in 32 bits (VNNI, AMX), or pairs of them in 16 bits, where they saturate.
bool addsProductsExactly();

} // namespace halftone
