// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/nn/elements.h"

#include <algorithm>

namespace halftone {

/// Fills y, of `shape` [N, M, spatial…], with each channel's bias [M], for products to be added to.
template <typename T>
Status startWithBias(const KernelContext &context, const Elements<T> &bias, const Shape &shape, Output<T> &y)
{
    if (bias.size() != shape[1])
        return context.badArgument("bias of " + std::to_string(bias.size()), std::to_string(shape[1]) + " elements");
    const std::int64_t image = shape.count(2, shape.rank());
    for (std::int64_t i = 0; i < shape[0] * shape[1]; ++i)
        std::fill_n(y.data() + i * image, image, bias[i % shape[1]]);
    return {};
}

} // namespace halftone
