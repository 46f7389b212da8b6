// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/convolution.h"
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

#include <cmath>

namespace halftone {

namespace {

/// Bilinear sample with zeros outside the image.
template <typename T>
double sampleAt(const T *image, std::int64_t height, std::int64_t width, double y, double x)
{
    if (!(y > -1 && x > -1 && y < static_cast<double>(height) && x < static_cast<double>(width)))
        return 0;
    const auto top = static_cast<std::int64_t>(std::floor(y));
    const auto left = static_cast<std::int64_t>(std::floor(x));
    const double dy = y - static_cast<double>(top);
    const double dx = x - static_cast<double>(left);
    double sum = 0;
    for (int k = 0; k < 4; ++k) {
        const std::int64_t row = top + k / 2;
        const std::int64_t column = left + k % 2;
        if (row >= 0 && row < height && column >= 0 && column < width)
            sum += (k / 2 == 1 ? dy : 1 - dy) * (k % 2 == 1 ? dx : 1 - dx) * static_cast<double>(image[row * width + column]);
    }
    return sum;
}

/// Inputs X, W, offset, B, mask; images (two spatial axes) only.
class DeformConv final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"DeformConv", "", OpCategory::Layer,
            "A convolution whose sampling points are moved by learned offsets and weighted by a mask.", 19};
    }

    Status infer(InferContext &context) const override { return inferConv(context, 0, 1, context.input(0).dtype()); }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        const Shape &shape = input.shape();
        if (shape.rank() != 4)
            return context.unsupported("an input of rank " + std::to_string(shape.rank()));
        HALFTONE_TRY(const ConvGeometry geometry, convGeometry(context.node(), shape, context.tensor(1).shape()));
        const std::int64_t taps = geometry.window.kernelCount();
        const std::int64_t positions = geometry.out[0] * geometry.out[1];
        const std::int64_t offsetGroups = context.node().intAttribute("offset_group", 1);
        if (offsetGroups < 1 || shape[1] % offsetGroups != 0)
            return context.badArgument("offset_group " + std::to_string(offsetGroups), "a divisor of " + std::to_string(shape[1]));
        const Shape offsetShape{shape[0], offsetGroups * taps * 2, geometry.out[0], geometry.out[1]};
        const Shape maskShape{shape[0], offsetGroups * taps, geometry.out[0], geometry.out[1]};
        if (context.tensor(2).shape() != offsetShape || (context.hasInput(4) && context.tensor(4).shape() != maskShape))
            return context.badArgument("offset " + context.tensor(2).shape().toString(), offsetShape.toString());
        return withReal(context, input.dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto x, elements<T>(context, 0));
            HALFTONE_TRY(const auto w, elements<T>(context, 1));
            HALFTONE_TRY(const auto offset, elements<T>(context, 2));
            HALFTONE_TRY(const auto bias, optionalElements<T>(context, 3));
            HALFTONE_TRY(const auto mask, optionalElements<T>(context, 4));
            const Shape outShape = geometry.outputShape();
            if (!bias.empty() && bias.size() != outShape[1])
                return context.badArgument("bias of " + std::to_string(bias.size()), std::to_string(outShape[1]) + " elements");
            HALFTONE_TRY(auto y, Output<T>::make(context, 0, input.dtype(), outShape));
            const std::int64_t channelsPerOffset = shape[1] / offsetGroups;
            std::vector<double> column(static_cast<std::size_t>(shape[1] * taps));
            for (std::int64_t n = 0; n < shape[0]; ++n) {
                for (std::int64_t p = 0; p < positions; ++p) {
                    for (std::int64_t i = 0; i < shape[1] * taps; ++i) {
                        const std::int64_t channel = i / taps;
                        const std::int64_t tap = i % taps;
                        const std::int64_t entry = (n * offsetGroups + channel / channelsPerOffset) * taps + tap;
                        const Window &window = geometry.window;
                        const double row = static_cast<double>(p / geometry.out[1] * window.strides[0] - window.padBegin[0]
                                               + tap / window.kernel[1] * window.dilations[0])
                            + static_cast<double>(offset[entry * 2 * positions + p]);
                        const double col = static_cast<double>(p % geometry.out[1] * window.strides[1] - window.padBegin[1]
                                               + tap % window.kernel[1] * window.dilations[1])
                            + static_cast<double>(offset[(entry * 2 + 1) * positions + p]);
                        const double weight = mask.empty() ? 1.0 : static_cast<double>(mask[entry * positions + p]);
                        column[static_cast<std::size_t>(i)]
                            = weight * sampleAt(x.data() + (n * shape[1] + channel) * shape[2] * shape[3], shape[2], shape[3], row, col);
                    }
                    for (std::int64_t m = 0; m < outShape[1]; ++m) {
                        const std::int64_t first = m / geometry.outPerGroup * geometry.inPerGroup * taps;
                        double sum = bias.empty() ? 0.0 : static_cast<double>(bias[m]);
                        for (std::int64_t i = 0; i < geometry.inPerGroup * taps; ++i)
                            sum += static_cast<double>(w[m * geometry.inPerGroup * taps + i]) * column[static_cast<std::size_t>(first + i)];
                        y[(n * outShape[1] + m) * positions + p] = static_cast<T>(sum);
                    }
                }
            }
            return y.finish();
        });
    }

    Cost cost(const NodeView &, const CostShapes &shapes) const override { return convCost(shapes, 1); }
};

} // namespace

HALFTONE_OPERATOR(DeformConv)

} // namespace halftone
