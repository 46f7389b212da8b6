// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/quant/formats/blocked_weight.h"
#include "core/tensor/tensor.h"

namespace halftone {

/// A blocked weight as the constants of an operator; `zeroPoints` is null where the middle is meant.
struct BlockedTensors
{
    Tensor data;
    Tensor scales;
    Tensor zeroPoints;
};

/// MatMulNBits: data uint8 [N, blocks, block · bits / 8], first code in the low bits, zero bytes behind the last column;
/// scales [N, blocks]; zero points packed as uint8 [N, ⌈blocks · bits / 8⌉] with the middle behind the last, or as real
/// numbers [N, blocks] where one is not whole.
Result<BlockedTensors> nBitsTensors(const BlockedWeight &weight);

/// Rows as they are, for GatherBlockQuantized: UINT4 [rows, columns], or bytes for 8 bits; scales and zero points
/// [rows, blocks].
Result<BlockedTensors> rowTensors(const BlockedWeight &weight);

/// Transposed for a DequantizeLinear along axis 0: UINT4 or UINT8 [columns, rows], scales and zero points [blocks, rows].
Result<BlockedTensors> columnTensors(const BlockedWeight &weight);

} // namespace halftone
