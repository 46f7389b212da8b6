// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/nn/elements.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

/// By elimination with partial pivoting; destroys `m`.
double determinant(std::vector<double> &m, std::int64_t n)
{
    double result = 1;
    const auto at = [&m, n](std::int64_t row, std::int64_t column) -> double & { return m[static_cast<std::size_t>(row * n + column)]; };
    for (std::int64_t k = 0; k < n; ++k) {
        std::int64_t pivot = k;
        for (std::int64_t row = k + 1; row < n; ++row)
            if (std::fabs(at(row, k)) > std::fabs(at(pivot, k)))
                pivot = row;
        if (at(pivot, k) == 0)
            return 0;
        if (pivot != k) {
            for (std::int64_t column = 0; column < n; ++column)
                std::swap(at(pivot, column), at(k, column));
            result = -result;
        }
        result *= at(k, k);
        for (std::int64_t row = k + 1; row < n; ++row) {
            const double factor = at(row, k) / at(k, k);
            for (std::int64_t column = k; column < n; ++column)
                at(row, column) -= factor * at(k, column);
        }
    }
    return result;
}

class Det final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Det", "", OpCategory::Arithmetic, "Determinant of square matrices, over the last two axes.", 11};
    }

    Status infer(InferContext &context) const override
    {
        auto shape = context.inputShape(0);
        if (shape && shape->size() < 2)
            return context.badArgument(context.input(0).type.toString(), "matrices");
        if (shape)
            shape->resize(shape->size() - 2);
        context.setOutput(0, context.inputType(0), std::move(shape));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Shape &shape = context.tensor(0).shape();
        if (shape.rank() < 2 || shape[shape.rank() - 1] != shape[shape.rank() - 2])
            return context.badArgument(shape.toString(), "square matrices");
        HALFTONE_TRY(const auto x, elements<double>(context, 0));
        const std::int64_t n = shape[shape.rank() - 1];
        HALFTONE_TRY(auto y,
            Output<double>::make(context, 0, context.tensor(0).dtype(), Shape(std::vector<std::int64_t>(shape.begin(), shape.end() - 2))));
        for (std::int64_t i = 0; i < y.size(); ++i) {
            std::vector<double> matrix(x.data() + i * n * n, x.data() + (i + 1) * n * n);
            y[i] = determinant(matrix, n);
        }
        return y.finish();
    }
};

} // namespace

HALFTONE_OPERATOR(Det)

} // namespace halftone
