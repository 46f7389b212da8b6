// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace halftone {

namespace {

/// Four neighbours of a point and their bilinear weights; all zero when the point lies more than one element outside.
struct BilinearPoint
{
    std::int64_t offsets[4] = {0, 0, 0, 0};
    double weights[4] = {0, 0, 0, 0};
};

BilinearPoint bilinearPoint(double y, double x, std::int64_t height, std::int64_t width)
{
    BilinearPoint point;
    if (!(y >= -1.0 && y <= static_cast<double>(height) && x >= -1.0 && x <= static_cast<double>(width)))
        return point;
    y = std::clamp(y, 0.0, static_cast<double>(height - 1));
    x = std::clamp(x, 0.0, static_cast<double>(width - 1));
    const auto top = static_cast<std::int64_t>(y);
    const auto left = static_cast<std::int64_t>(x);
    const std::int64_t bottom = std::min(top + 1, height - 1);
    const std::int64_t right = std::min(left + 1, width - 1);
    const double dy = y - static_cast<double>(top);
    const double dx = x - static_cast<double>(left);
    return {{top * width + left, top * width + right, bottom * width + left, bottom * width + right},
        {(1 - dy) * (1 - dx), (1 - dy) * dx, dy * (1 - dx), dy * dx}};
}

struct RegionSettings
{
    std::int64_t outHeight;
    std::int64_t outWidth;
    std::int64_t samplingRatio;
    double scale;
    bool average;
    bool halfPixel;
};

class RoiAlign final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"RoiAlign", "", OpCategory::Pool,
            "Cuts regions out of a feature map and samples each on a fixed grid by bilinear interpolation (Mask R-CNN).", 10};
    }

    Status infer(InferContext &context) const override
    {
        const auto &x = context.input(0).shape();
        const auto &rois = context.input(1).shape();
        context.setOutput(0, context.input(0).dtype(),
            std::vector<Dim>{rois && !rois->empty() ? (*rois)[0] : Dim::unknown(), x && x->size() > 1 ? (*x)[1] : Dim::unknown(),
                Dim(context.node().intAttribute("output_height", 1)), Dim(context.node().intAttribute("output_width", 1))});
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        const Shape &shape = input.shape();
        const Shape &rois = context.tensor(1).shape();
        HALFTONE_TRY(const RegionSettings settings, readSettings(context));
        HALFTONE_TRY(const std::vector<std::int64_t> batches, context.ints(2));
        if (shape.rank() != 4 || rois.rank() != 2 || rois[1] != 4 || static_cast<std::int64_t>(batches.size()) != rois[0])
            return context.badArgument("input " + shape.toString() + ", regions " + rois.toString(), "[N, C, H, W], [R, 4] and [R]");
        if (shape[2] < 1 || shape[3] < 1)
            return context.badArgument("input " + shape.toString(), "a feature map with elements");
        return withReal(context, input.dtype(), [&](auto zero) -> Status {
            using T = decltype(zero);
            HALFTONE_TRY(const auto x, elements<T>(context, 0));
            HALFTONE_TRY(const auto boxes, elements<double>(context, 1));
            HALFTONE_TRY(
                auto y, Output<T>::make(context, 0, input.dtype(), Shape{rois[0], shape[1], settings.outHeight, settings.outWidth}));
            for (std::int64_t r = 0; r < rois[0]; ++r) {
                const std::int64_t batch = batches[static_cast<std::size_t>(r)];
                if (batch < 0 || batch >= shape[0])
                    return context.badArgument("batch index " + std::to_string(batch), "below " + std::to_string(shape[0]));
                alignRegion(settings, shape, x.data() + batch * shape.count(1, 4), boxes.data() + r * 4,
                    y.data() + r * shape[1] * settings.outHeight * settings.outWidth);
            }
            return y.finish();
        });
    }

private:
    static Result<RegionSettings> readSettings(const KernelContext &context)
    {
        const Node &node = context.node();
        RegionSettings settings{node.intAttribute("output_height", 1), node.intAttribute("output_width", 1),
            node.intAttribute("sampling_ratio", 0), static_cast<double>(node.floatAttribute("spatial_scale", 1.0F)), true, false};
        if (settings.outHeight < 1 || settings.outWidth < 1 || settings.samplingRatio < 0 || settings.samplingRatio > 1024)
            return context.badArgument(
                "output_height, output_width or sampling_ratio out of range", "positive sizes, a ratio of 0 to 1024");
        const std::string mode = node.stringAttribute("mode", "avg");
        if (mode != "avg" && mode != "max")
            return context.badArgument("mode " + mode, "avg or max");
        settings.average = mode == "avg";
        const std::string transform = node.stringAttribute("coordinate_transformation_mode", "half_pixel");
        settings.halfPixel = context.opset() >= 16 && transform == "half_pixel";
        return settings;
    }

    template <typename T>
    static void alignRegion(const RegionSettings &settings, const Shape &shape, const T *image, const double *box, T *y)
    {
        const double shift = settings.halfPixel ? 0.5 : 0.0;
        const double left = box[0] * settings.scale - shift;
        const double top = box[1] * settings.scale - shift;
        double width = box[2] * settings.scale - shift - left;
        double height = box[3] * settings.scale - shift - top;
        if (!settings.halfPixel) {
            width = std::max(width, 1.0);
            height = std::max(height, 1.0);
        }
        const double binHeight = height / static_cast<double>(settings.outHeight);
        const double binWidth = width / static_cast<double>(settings.outWidth);
        const auto gridSize = [&](double bin) {
            // A region far larger than the map gains nothing from more points than the map has elements.
            const double limit = static_cast<double>(std::max(shape[2], shape[3])) + 1.0;
            return settings.samplingRatio > 0 ? settings.samplingRatio : static_cast<std::int64_t>(std::clamp(std::ceil(bin), 0.0, limit));
        };
        const std::int64_t gridRows = gridSize(binHeight);
        const std::int64_t gridColumns = gridSize(binWidth);
        const std::int64_t plane = shape[2] * shape[3];
        for (std::int64_t cell = 0; cell < settings.outHeight * settings.outWidth; ++cell) {
            std::vector<double> sums(static_cast<std::size_t>(shape[1]), 0.0);
            bool first = true;
            for (std::int64_t g = 0; g < gridRows * gridColumns; ++g) {
                const double yPos = top + static_cast<double>(cell / settings.outWidth) * binHeight
                    + (static_cast<double>(g / gridColumns) + 0.5) * binHeight / static_cast<double>(gridRows);
                const double xPos = left + static_cast<double>(cell % settings.outWidth) * binWidth
                    + (static_cast<double>(g % gridColumns) + 0.5) * binWidth / static_cast<double>(gridColumns);
                const BilinearPoint point = bilinearPoint(yPos, xPos, shape[2], shape[3]);
                for (std::int64_t c = 0; c < shape[1]; ++c) {
                    double &sum = sums[static_cast<std::size_t>(c)];
                    double value = 0;
                    double largest = -std::numeric_limits<double>::infinity();
                    for (int k = 0; k < 4; ++k) {
                        const double part = point.weights[k] * static_cast<double>(image[c * plane + point.offsets[k]]);
                        value += part;
                        largest = std::max(largest, part);
                    }
                    // The specification's max takes the weighted neighbours apart, not their sum.
                    sum = settings.average ? sum + value : first ? largest : std::max(sum, largest);
                }
                first = false;
            }
            const double count = settings.average ? static_cast<double>(std::max<std::int64_t>(gridRows * gridColumns, 1)) : 1.0;
            for (std::int64_t c = 0; c < shape[1]; ++c)
                y[c * settings.outHeight * settings.outWidth + cell] = static_cast<T>(sums[static_cast<std::size_t>(c)] / count);
        }
    }
};

} // namespace

HALFTONE_OPERATOR(RoiAlign)

} // namespace halftone
