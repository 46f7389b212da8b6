// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/norm/normalize_rows.h"

namespace halftone {

namespace {

/// ONNX Runtime registers it under ai.onnx although the specification has no such operator; RMSNormalization replaces it.
class SimplifiedLayerNormalization final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"SimplifiedLayerNormalization", "", OpCategory::Normalization,
            "Divides the elements of the last axes by their root mean square and applies a learned scale."};
    }

    Status infer(InferContext &context) const override { return inferSameAs(context); }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        const Shape &shape = input.shape();
        HALFTONE_TRY(const int axis, normalizedAxis(context.node(), context.node().intAttribute("axis", -1), shape.rank()));
        const std::int64_t size = shape.count(axis, shape.rank());
        return withReal(context, input.dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto x, elements<T>(context, 0));
            HALFTONE_TRY(const auto scale, elements<double>(context, 1));
            if (scale.size() != size)
                return context.badArgument("scale of " + std::to_string(scale.size()), std::to_string(size) + " elements");
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), shape));
            const double epsilon = static_cast<double>(context.node().floatAttribute("epsilon", 1e-5F));
            for (std::int64_t first = 0; first < x.size(); first += size) {
                const double inverse = inverseRootMeanSquare(x.data() + first, size, epsilon);
                for (std::int64_t i = 0; i < size; ++i)
                    y[first + i] = static_cast<T>(static_cast<double>(x[first + i]) * inverse * scale[i]);
            }
            return y.finish();
        });
    }

    Cost cost(const NodeView &, const CostShapes &shapes) const override { return elementwiseCost(shapes, 5); }
};

} // namespace

HALFTONE_OPERATOR(SimplifiedLayerNormalization)

} // namespace halftone
