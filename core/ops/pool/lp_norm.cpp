// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/pool/lp_norm.h"

#include "core/ops/nn/elements.h"

#include <cmath>

namespace halftone {

Status computeLpNorm(KernelContext &context, const PoolGeometry &geometry)
{
    const Attribute *attribute = context.node().attribute("p");
    const auto *real = attribute ? std::get_if<float>(&attribute->value) : nullptr;
    const double p = real ? static_cast<double>(*real) : static_cast<double>(context.node().intAttribute("p", 2));
    if (!(p > 0))
        return context.badArgument("p = " + std::to_string(p), "a positive exponent");
    const DType dtype = context.tensor(0).dtype();
    return withReal(context, dtype, [&](auto zero) -> Status {
        using T = decltype(zero);
        HALFTONE_TRY(const auto x, elements<T>(context, 0));
        HALFTONE_TRY(auto y, Output<T>::make(context, 0, dtype, geometry.output));
        const std::int64_t inImage = geometry.inImage();
        const std::int64_t outImage = geometry.outImage();
        forEachWindow(geometry, [&](std::int64_t o, const PoolWindow &window) {
            for (std::int64_t plane = 0; plane < geometry.planes; ++plane) {
                double sum = 0;
                for (const std::int64_t offset : window.offsets)
                    sum += std::pow(std::abs(static_cast<double>(x[plane * inImage + offset])), p);
                y[plane * outImage + o] = static_cast<T>(std::pow(sum, 1.0 / p));
            }
        });
        return y.finish();
    });
}

} // namespace halftone
