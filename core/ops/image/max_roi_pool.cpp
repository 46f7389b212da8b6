// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace halftone {

namespace {

class MaxRoiPool final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"MaxRoiPool", "", OpCategory::Pool, "Cuts regions out of a feature map and reduces each to a fixed grid of maxima."};
    }

    Status infer(InferContext &context) const override
    {
        const auto pooled = context.node().intsAttribute("pooled_shape");
        const auto &x = context.input(0).shape();
        const auto &rois = context.input(1).shape();
        if (pooled.size() != 2)
            return context.badArgument("pooled_shape of " + std::to_string(pooled.size()), "2 entries");
        context.setOutput(0, context.input(0).dtype(),
            std::vector<Dim>{rois && !rois->empty() ? (*rois)[0] : Dim::unknown(), x && x->size() > 1 ? (*x)[1] : Dim::unknown(),
                Dim(pooled[0]), Dim(pooled[1])});
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        const Shape &shape = input.shape();
        const Shape &rois = context.tensor(1).shape();
        const auto pooled = context.node().intsAttribute("pooled_shape");
        if (shape.rank() != 4 || rois.rank() != 2 || rois[1] != 5)
            return context.badArgument("input " + shape.toString() + ", regions " + rois.toString(), "[N, C, H, W] and [R, 5]");
        if (pooled.size() != 2 || pooled[0] < 1 || pooled[1] < 1)
            return context.badArgument("pooled_shape", "two positive sizes");
        const double scale = static_cast<double>(context.node().floatAttribute("spatial_scale", 1.0F));
        return withReal(context, input.dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto x, elements<T>(context, 0));
            HALFTONE_TRY(const auto boxes, elements<double>(context, 1));
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), Shape{rois[0], shape[1], pooled[0], pooled[1]}));
            for (std::int64_t r = 0; r < rois[0]; ++r) {
                const double *box = boxes.data() + r * 5;
                if (!(box[0] >= 0 && box[0] < static_cast<double>(shape[0])))
                    return context.badArgument("batch index " + std::to_string(box[0]), "below " + std::to_string(shape[0]));
                const auto batch = static_cast<std::int64_t>(box[0]);
                const Span rows = span(box[2] * scale, box[4] * scale, pooled[0]);
                const Span columns = span(box[1] * scale, box[3] * scale, pooled[1]);
                for (std::int64_t cell = 0; cell < shape[1] * pooled[0] * pooled[1]; ++cell) {
                    const std::int64_t channel = cell / (pooled[0] * pooled[1]);
                    const auto [top, bottom] = rows.bin(cell / pooled[1] % pooled[0], shape[2]);
                    const auto [left, right] = columns.bin(cell % pooled[1], shape[3]);
                    T best = T{};
                    bool any = false;
                    for (std::int64_t h = top; h < bottom; ++h) {
                        for (std::int64_t w = left; w < right; ++w) {
                            const T value = x[((batch * shape[1] + channel) * shape[2] + h) * shape[3] + w];
                            best = any ? std::max(best, value) : value;
                            any = true;
                        }
                    }
                    y[r * shape[1] * pooled[0] * pooled[1] + cell] = best;
                }
            }
            return y.finish();
        });
    }

private:
    /// A region along one axis, in whole elements, divided into bins (Girshick 2015, RoI pooling).
    struct Span
    {
        double start = 0;
        double binSize = 1;

        std::pair<std::int64_t, std::int64_t> bin(std::int64_t index, std::int64_t size) const
        {
            const auto limit = static_cast<double>(size);
            const double first = std::floor(static_cast<double>(index) * binSize) + start;
            const double last = std::ceil(static_cast<double>(index + 1) * binSize) + start;
            return {static_cast<std::int64_t>(std::clamp(first, 0.0, limit)), static_cast<std::int64_t>(std::clamp(last, 0.0, limit))};
        }
    };

    static Span span(double from, double to, std::int64_t bins)
    {
        // Keeps NaN and huge coordinates of untrusted regions finite.
        const auto whole = [](double value) { return std::isfinite(value) ? std::clamp(std::round(value), -1e9, 1e9) : 0.0; };
        return {whole(from), std::max(whole(to) - whole(from) + 1.0, 1.0) / static_cast<double>(bins)};
    }
};

} // namespace

HALFTONE_OPERATOR(MaxRoiPool)

} // namespace halftone
