// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/attribute.h"

namespace halftone {

namespace errc {
/// %1 index found, %2 shape of the tensor.
inline constexpr ErrorCode kSparseOperandIndex{"ops.sparse-index"};
} // namespace errc

/// The dense tensor of a sparse constant: zeros where it holds nothing. Indices are linear or one row of coordinates a value.
Result<Tensor> denseTensor(const SparseConstant &sparse);

} // namespace halftone
