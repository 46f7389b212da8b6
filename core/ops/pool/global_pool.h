// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/nn/elements.h"
#include "core/ops/pool/pooling.h"

#include <span>

namespace halftone {

/// Output 0 [N, C, 1, …] holds `ofImage(pixels)` of each channel of each image of input 0; `ofImage` is called with a span of float or
/// double and gives one element of its type.
template <typename F>
Status computeGlobalPool(KernelContext &context, const F &ofImage)
{
    const Tensor &input = context.tensor(0);
    HALFTONE_TRY(const PoolGeometry geometry, globalPoolGeometry(context.node(), input.shape()));
    return withReal(context, input.dtype(), [&](auto zero) -> Status {
        using T = decltype(zero);
        HALFTONE_TRY(const auto x, elements<T>(context, 0));
        HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), geometry.output));
        const std::int64_t image = geometry.inImage();
        for (std::int64_t plane = 0; plane < geometry.planes; ++plane)
            y[plane] = ofImage(std::span<const T>(x.data() + plane * image, static_cast<std::size_t>(image)));
        return y.finish();
    });
}

} // namespace halftone
