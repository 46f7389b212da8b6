// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/broadcast_index.h"
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/norm/normalize_rows.h"

namespace halftone {

namespace {

class RmsNormalization final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"RMSNormalization", "", OpCategory::Normalization,
            "Divides the elements of the last axes by their root mean square and applies a learned scale.", 23};
    }

    Status infer(InferContext &context) const override
    {
        context.setOutput(0, context.input(context.hasInput(1) ? 1 : 0).dtype(), context.input(0).shape());
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        const Tensor &weight = context.tensor(1);
        const Shape &shape = input.shape();
        HALFTONE_TRY(const int axis, normalizedAxis(context.node(), context.node().intAttribute("axis", -1), shape.rank()));
        if (weight.isNull() || !broadcastsTo(weight.shape(), shape))
            return context.badArgument("scale " + weight.shape().toString(), "a shape that broadcasts to " + shape.toString());
        return withReal(context, input.dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto x, elements<T>(context, 0));
            HALFTONE_TRY(const auto scale, elements<double>(context, 1));
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, weight.dtype(), shape));
            const double epsilon = static_cast<double>(context.node().floatAttribute("epsilon", 1e-5F));
            const std::int64_t size = shape.count(axis, shape.rank());
            BroadcastIndex index(shape, {&weight.shape()});
            for (std::int64_t row = 0; row < shape.count(0, axis); ++row) {
                const double inverse = inverseRootMeanSquare(x.data() + row * size, size, epsilon);
                for (std::int64_t i = row * size; i < (row + 1) * size; ++i, index.next())
                    y[i] = static_cast<T>(static_cast<double>(x[i]) * inverse * scale[index.offset(0)]);
            }
            return y.finish();
        });
    }

    Cost cost(const NodeView &, const CostShapes &shapes) const override { return elementwiseCost(shapes, 5); }
};

} // namespace

HALFTONE_OPERATOR(RmsNormalization)

} // namespace halftone
