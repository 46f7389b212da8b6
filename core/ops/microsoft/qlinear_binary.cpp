// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/microsoft/qlinear_binary.h"

#include "core/ops/matmul/matrix_product.h"
#include "core/ops/nn/broadcast_index.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/quantization/affine.h"

#include <algorithm>

namespace halftone {

Status QLinearBinary::infer(InferContext &context) const
{
    const auto &a = context.input(0).shape();
    const auto &b = context.input(3).shape();
    std::optional<std::vector<Dim>> out;
    if (a && b) {
        const std::size_t rank = std::max(a->size(), b->size());
        out.emplace();
        for (std::size_t i = 0; i < rank; ++i) {
            const Dim left = i + a->size() >= rank ? (*a)[i + a->size() - rank] : Dim(1);
            const Dim right = i + b->size() >= rank ? (*b)[i + b->size() - rank] : Dim(1);
            HALFTONE_TRY(Dim dim, broadcastDim(context.node(), left, right));
            out->push_back(std::move(dim));
        }
    }
    context.setOutput(0, context.input(0).dtype(), std::move(out));
    return {};
}

Status QLinearBinary::compute(KernelContext &context) const
{
    const Shape &aShape = context.tensor(0).shape();
    const Shape &bShape = context.tensor(3).shape();
    const auto shape = broadcastShapes(aShape, bShape);
    const auto count = shape ? shape->checkedCount() : std::nullopt;
    if (!count || *count > memoryBudget() / static_cast<std::int64_t>(sizeof(float)))
        return context.badArgument("shapes " + aShape.toString() + " and " + bShape.toString(), "shapes that broadcast");
    HALFTONE_TRY(const std::vector<float> a, dequantizedInput(context, 0, 1, 2));
    HALFTONE_TRY(const std::vector<float> b, dequantizedInput(context, 3, 4, 5));
    std::vector<float> values;
    values.reserve(static_cast<std::size_t>(*count));
    BroadcastIndex index(*shape, {&aShape, &bShape});
    for (std::int64_t i = 0; i < *count; ++i, index.next())
        values.push_back(combine(a[static_cast<std::size_t>(index.offset(0))], b[static_cast<std::size_t>(index.offset(1))]));
    return quantizeOutput(context, context.tensor(0).dtype(), *shape, values, 6, 7);
}

Cost QLinearBinary::cost(const NodeView &, const CostShapes &shapes) const { return elementwiseCost(shapes, 1); }

} // namespace halftone
