// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/microsoft/scaled_product.h"

namespace halftone {

Status computeScaledProduct(KernelContext &context, const ScaledProduct &product)
{
    const Shape &bShape = context.tensor(product.b).shape();
    HALFTONE_TRY(const MatMulGeometry geometry, matMulGeometry(context.node(), product.aShape, bShape));
    HALFTONE_TRY(const auto b, centered(context, product.b, product.bZeroPoint, bShape.rank() - 1));
    HALFTONE_TRY(const auto bScale, elements<float>(context, product.bScale));
    HALFTONE_TRY(const auto bias, optionalElements<float>(context, product.bias));
    const auto aScales = static_cast<std::int64_t>(product.aScale.size());
    if ((aScales != 1 && aScales != geometry.m) || (bScale.size() != 1 && bScale.size() != geometry.n)
        || (!bias.empty() && bias.size() != geometry.n))
        return context.badArgument(
            std::to_string(bScale.size()) + " scales, " + std::to_string(bias.size()) + " biases", "one, or one a column");
    HALFTONE_TRY(Tensor sums, Tensor::allocate(DType::Int32, geometry.output));
    multiplyBatches(geometry, product.a.data(), b.data(), reinterpret_cast<std::uint32_t *>(sums.mutableRaw()));
    const DType type = context.tensor(product.bScale).dtype();
    HALFTONE_TRY(auto y, Output<float>::make(context, 0, type, geometry.output));
    const auto sum = sums.as<std::int32_t>();
    for (std::int64_t i = 0; i < y.size(); ++i) {
        const float left = product.aScale[aScales == 1 ? 0 : static_cast<std::size_t>(i / geometry.n % geometry.m)];
        const float right = bScale[bScale.size() == 1 ? 0 : i % geometry.n];
        y[i] = static_cast<float>(sum[static_cast<std::size_t>(i)]) * (left * right) + (bias.empty() ? 0.0F : bias[i % geometry.n]);
    }
    return y.finish();
}

} // namespace halftone
