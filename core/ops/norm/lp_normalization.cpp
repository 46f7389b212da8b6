// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

#include <cmath>

namespace halftone {

namespace {

class LpNormalization final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"LpNormalization", "", OpCategory::Normalization, "Divides the elements along an axis by their 1-norm or 2-norm."};
    }

    Status infer(InferContext &context) const override { return inferSameAs(context); }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        const Shape &shape = input.shape();
        const std::int64_t p = context.node().intAttribute("p", 2);
        if (p != 1 && p != 2)
            return context.badArgument("p " + std::to_string(p), "1 or 2");
        HALFTONE_TRY(const int axis, normalizedAxis(context.node(), context.node().intAttribute("axis", -1), shape.rank()));
        return withReal(context, input.dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto x, elements<T>(context, 0));
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), shape));
            const std::int64_t inner = shape.count(axis + 1, shape.rank());
            const std::int64_t rows = x.empty() ? 0 : shape.count(0, axis) * inner;
            for (std::int64_t row = 0; row < rows; ++row) {
                const std::int64_t first = row / inner * inner * shape[axis] + row % inner;
                double norm = 0;
                for (std::int64_t k = 0; k < shape[axis]; ++k) {
                    const double value = std::abs(static_cast<double>(x[first + k * inner]));
                    norm += p == 1 ? value : value * value;
                }
                norm = p == 1 ? norm : std::sqrt(norm);
                for (std::int64_t k = 0; k < shape[axis]; ++k)
                    y[first + k * inner] = norm == 0 ? T{} : static_cast<T>(static_cast<double>(x[first + k * inner]) / norm);
            }
            return y.finish();
        });
    }

    Cost cost(const NodeView &, const CostShapes &shapes) const override { return elementwiseCost(shapes, 3); }
};

} // namespace

HALFTONE_OPERATOR(LpNormalization)

} // namespace halftone
