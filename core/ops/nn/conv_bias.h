// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/nn/convolution.h"
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

/// Input, weights and bias of the node through `addProducts(geometry, x, w, y)`, which adds to what y begins with.
template <typename AddProducts>
Status computeConvolution(KernelContext &context, const ConvGeometry &geometry, AddProducts addProducts)
{
    const DType type = context.tensor(0).dtype();
    return withReal(context, type, [&](auto zero) -> Status {
        using T = decltype(zero);
        HALFTONE_TRY(const auto x, elements<T>(context, 0));
        HALFTONE_TRY(const auto w, elements<T>(context, 1));
        HALFTONE_TRY(const auto bias, optionalElements<T>(context, 2));
        const Shape shape = geometry.outputShape();
        HALFTONE_TRY(auto y, Output<T>::make(context, 0, type, shape));
        if (context.hasInput(2))
            HALFTONE_CHECK(startWithBias(context, bias, shape, y));
        addProducts(geometry, x.data(), w.data(), y.data());
        return y.finish();
    });
}

} // namespace halftone
