// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/kernel_context.h"

#include <vector>

namespace halftone {

/// The tensors one after another along `axis`; they must agree in type and in all other dimensions.
Result<Tensor> joined(const KernelContext &context, const std::vector<Tensor> &parts, int axis);

/// `count` slices of `tensor` along `axis` starting at `first`.
Result<Tensor> slab(const Tensor &tensor, int axis, std::int64_t first, std::int64_t count);

} // namespace halftone
