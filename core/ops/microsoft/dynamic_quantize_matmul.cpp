// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/microsoft/domain.h"
#include "core/ops/microsoft/scaled_product.h"
#include "core/ops/quantization/dynamic_range.h"

namespace halftone {

namespace {

/// Inputs: A (float), B, scales of B, zero points of B, bias.
class DynamicQuantizeMatMul final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"DynamicQuantizeMatMul", kMicrosoft, OpCategory::Quantization,
            "Quantizes its input by its own range, multiplies in 8-bit integers, and scales back to real numbers."};
    }

    Status infer(InferContext &context) const override { return inferMatMul(context, 0, 1, DType::Float); }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const auto x, elements<float>(context, 0));
        const DynamicRange range = dynamicRange(x.span());
        ScaledProduct product{context.tensor(0).shape(), {}, {range.scale}, 1, 2, 3, 4};
        product.a.reserve(static_cast<std::size_t>(x.size()));
        for (const float value : x)
            product.a.push_back(static_cast<std::uint32_t>(quantizeValue(value, range.scale, range.zeroPoint, {0, 255}) - range.zeroPoint));
        return computeScaledProduct(context, product);
    }

    Cost cost(const NodeView &, const CostShapes &shapes) const override { return matMulCost(shapes, 0); }
};

} // namespace

HALFTONE_OPERATOR(DynamicQuantizeMatMul)

} // namespace halftone
