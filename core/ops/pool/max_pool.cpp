// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/pool/pooling.h"

#include <cmath>
#include <limits>

namespace halftone {

namespace {

/// Offset within an image counted with the first spatial axis fastest.
std::int64_t columnMajor(std::int64_t offset, const std::vector<std::int64_t> &extents)
{
    std::int64_t result = 0;
    for (std::size_t a = extents.size(); a-- > 0;) {
        std::int64_t stride = 1;
        for (std::size_t b = 0; b < a; ++b)
            stride *= extents[b];
        result += offset % extents[a] * stride;
        offset /= extents[a];
    }
    return result;
}

class MaxPool final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"MaxPool", "", OpCategory::Pool,
            "Keeps the largest element under each position of a sliding window; optionally says where it was."};
    }

    Status infer(InferContext &context) const override
    {
        HALFTONE_CHECK(inferPool(context, 0, context.input(0).dtype()));
        return context.outputCount() > 1 ? inferPool(context, 1, DType::Int64) : Status();
    }

    Status compute(KernelContext &context) const override
    {
        const DType dtype = context.tensor(0).dtype();
        if (dtype == DType::Int8 || dtype == DType::UInt8)
            return run<float>(context);
        return withReal(context, dtype, [&](auto zero) { return run<decltype(zero)>(context); });
    }

    QuantRule quantRule(const NodeView &node) const override
    {
        const auto &outputs = node.node.outputs;
        return outputs.size() > 1 && outputs[1] != kNone ? Operator::quantRule(node) : sameScaleRule();
    }

    Cost cost(const NodeView &node, const CostShapes &shapes) const override { return poolCost(node, shapes); }

private:
    template <typename T>
    static Status run(KernelContext &context)
    {
        const Tensor &input = context.tensor(0);
        HALFTONE_TRY(const PoolGeometry geometry, poolGeometry(context.node(), input.shape()));
        HALFTONE_TRY(const auto x, elements<T>(context, 0));
        HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), geometry.output));
        Output<std::int64_t> indices;
        const bool wantsIndices = context.wantsOutput(1);
        if (wantsIndices) {
            HALFTONE_TRY(indices, Output<std::int64_t>::make(context, 1, DType::Int64, geometry.output));
        }
        const bool columns = context.node().intAttribute("storage_order", 0) == 1;
        const std::int64_t inImage = geometry.inImage();
        const std::int64_t outImage = geometry.outImage();
        forEachWindow(geometry, [&](std::int64_t o, const PoolWindow &window) {
            for (std::int64_t plane = 0; plane < geometry.planes; ++plane) {
                const T *image = x.data() + plane * inImage;
                std::int64_t where = window.offsets.empty() ? 0 : window.offsets.front();
                T best = window.offsets.empty() ? std::numeric_limits<T>::lowest() : image[where];
                for (const std::int64_t offset : window.offsets) {
                    if (image[offset] > best || std::isnan(image[offset])) {
                        best = image[offset];
                        where = offset;
                    }
                }
                y[plane * outImage + o] = best;
                if (wantsIndices)
                    indices[plane * outImage + o] = plane * inImage + (columns ? columnMajor(where, geometry.in) : where);
            }
        });
        return y.finish();
    }
};

} // namespace

HALFTONE_OPERATOR(MaxPool)

} // namespace halftone
