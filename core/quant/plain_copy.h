// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/engine/tensor_view.h"
#include "core/tensor/tensor.h"

namespace halftone {

/// The elements of a view in row-major order, in memory of their own. Types of 8, 16, 32 and 64 bits.
Result<Tensor> plainCopy(const TensorView &view);

} // namespace halftone
