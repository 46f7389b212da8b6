// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

namespace halftone {

namespace {

class AffineGrid final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"AffineGrid", "", OpCategory::Transform,
            "Positions, one an output pixel, that an affine map sends into the image; for GridSample.", 20};
    }

    Status infer(InferContext &context) const override
    {
        std::optional<std::vector<Dim>> out;
        if (const auto size = context.inputDims(1); size && size->size() >= 4) {
            out = std::vector<Dim>{(*size)[0]};
            out->insert(out->end(), size->begin() + 2, size->end());
            out->push_back(Dim(static_cast<std::int64_t>(size->size()) - 2));
        }
        context.setOutput(0, context.input(0).dtype(), std::move(out));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &theta = context.tensor(0);
        HALFTONE_TRY(const std::vector<std::int64_t> size, context.ints(1));
        const auto axes = static_cast<std::int64_t>(size.size()) - 2;
        if ((axes != 2 && axes != 3) || theta.shape() != Shape{size[0], axes, axes + 1})
            return context.badArgument(
                "theta " + theta.shape().toString() + " for " + std::to_string(axes) + " axes", "[N, axes, axes + 1]");
        const bool alignCorners = context.node().intAttribute("align_corners", 0) != 0;
        std::vector<std::int64_t> dims{size[0]};
        dims.insert(dims.end(), size.begin() + 2, size.end());
        dims.push_back(axes);
        return withReal(context, theta.dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto matrix, elements<double>(context, 0));
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, theta.dtype(), Shape(dims)));
            const std::int64_t image = Shape(dims).count(1, static_cast<int>(axes) + 1);
            for (std::int64_t p = 0; p < size[0] * image; ++p) {
                // Coordinates in [−1, 1], last axis first.
                double point[3] = {};
                std::int64_t rest = p % image;
                for (std::int64_t a = 0; a < axes; ++a) {
                    const std::int64_t extent = dims[static_cast<std::size_t>(axes - a)];
                    const auto i = static_cast<double>(rest % extent);
                    const auto n = static_cast<double>(extent);
                    rest /= extent;
                    point[a] = alignCorners ? (extent > 1 ? -1 + 2 * i / (n - 1) : -1) : (2 * i + 1) / n - 1;
                }
                for (std::int64_t row = 0; row < axes; ++row) {
                    const double *weights = matrix.data() + (p / image * axes + row) * (axes + 1);
                    double sum = weights[axes];
                    for (std::int64_t a = 0; a < axes; ++a)
                        sum += weights[a] * point[a];
                    y[p * axes + row] = static_cast<T>(sum);
                }
            }
            return y.finish();
        });
    }
};

} // namespace

HALFTONE_OPERATOR(AffineGrid)

} // namespace halftone
