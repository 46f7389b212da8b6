// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/convolution.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/quantization/affine.h"

namespace halftone {

namespace {

class ConvInteger final : public Operator
{
public:
    OpInfo info() const override
    {
        return {
            "ConvInteger", "", OpCategory::Quantization, "A convolution of 8-bit integers that leaves the 32-bit sums as they are.", 10};
    }

    Status infer(InferContext &context) const override { return inferConv(context, 0, 1, DType::Int32); }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const ConvGeometry geometry, convGeometry(context.node(), context.tensor(0).shape(), context.tensor(1).shape()));
        HALFTONE_TRY(const auto x, centered(context, 0, 2, 1));
        HALFTONE_TRY(const auto w, centered(context, 1, 3, 0));
        HALFTONE_TRY(auto y, Output<std::int32_t>::make(context, 0, DType::Int32, geometry.outputShape()));
        convolve(geometry, x.data(), w.data(), reinterpret_cast<std::uint32_t *>(y.data()));
        return y.finish();
    }

    Cost cost(const NodeView &, const CostShapes &shapes) const override { return convCost(shapes, 1); }
};

} // namespace

HALFTONE_OPERATOR(ConvInteger)

} // namespace halftone
