// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/activation/unary_elementwise.h"
#include "core/ops/elementwise/wrapped.h"
#include "core/ops/nn/broadcast_index.h"

namespace halftone {

namespace {

class PRelu final : public UnaryElementwise
{
public:
    OpInfo info() const override
    {
        return {"PRelu", "", OpCategory::Activation,
            "Keeps positive elements, multiplies negative ones by learned slopes (often one a channel)."};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        HALFTONE_TRY(const Shape slopeShape, slopeShapeOf(context));
        return withNumber(context, input.dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto x, elements<T>(context, 0));
            HALFTONE_TRY(const auto slope, elements<T>(context, 1));
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), input.shape()));
            BroadcastIndex index(input.shape(), {&slopeShape});
            for (std::int64_t i = 0; i < x.size(); ++i, index.next())
                y[i] = x[i] < zero ? static_cast<T>(wrapped(x[i]) * wrapped(slope[index.offset(0)])) : x[i];
            return y.finish();
        });
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({0, 1}); }

private:
    /// Before opset 7 a slope of C elements belongs to the channels of [N, C, …].
    static Result<Shape> slopeShapeOf(const KernelContext &context)
    {
        const Shape &x = context.tensor(0).shape();
        Shape slope = context.tensor(1).shape();
        if (context.opset() < 7 && slope.rank() == 1 && x.rank() > 1 && slope[0] == x[1] && slope[0] != 1) {
            std::vector<std::int64_t> dims(static_cast<std::size_t>(x.rank()) - 1, 1);
            dims[0] = slope[0];
            slope = Shape(std::move(dims));
        }
        if (!broadcastsTo(slope, x))
            return context.badArgument("slope of shape " + slope.toString(), "one that broadcasts to " + x.toString());
        return slope;
    }
};

} // namespace

HALFTONE_OPERATOR(PRelu)

} // namespace halftone
