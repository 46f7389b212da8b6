// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/kernel_context.h"

namespace halftone {

/// The tensor in a form whose elements can be addressed: 2- and 4-bit elements as uint8 codes, others as they are.
Result<Tensor> unpacked(const Tensor &tensor);

/// The reverse of unpacked(): `codes` as a tensor of `type`.
Result<Tensor> packed(const Tensor &codes, DType type);

/// Type of unpacked(): UInt8 for sub-byte types.
inline DType unpackedType(DType type) { return isSubByte(type) ? DType::UInt8 : type; }

} // namespace halftone
