// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/microsoft/qlinear_pool.h"

#include "core/ops/pool/pooling.h"
#include "core/ops/quantization/affine.h"

#include <algorithm>

namespace halftone {

namespace {

Shape channelsFirst(const Shape &shape, bool channelsLast)
{
    std::vector<std::int64_t> dims = shape.dims();
    if (channelsLast && dims.size() > 2)
        std::rotate(dims.begin() + 1, dims.end() - 1, dims.end());
    return Shape(std::move(dims));
}

/// [N, image…, C] as [N, C, image…], or with `back` the other way round.
std::vector<float> moveChannels(const std::vector<float> &values, const Shape &shape, bool back)
{
    const std::int64_t image = shape.count(2, shape.rank());
    std::vector<float> result(values.size());
    for (std::int64_t n = 0; n < shape[0]; ++n) {
        for (std::int64_t c = 0; c < shape[1]; ++c) {
            for (std::int64_t i = 0; i < image; ++i) {
                const auto first = static_cast<std::size_t>((n * shape[1] + c) * image + i);
                const auto last = static_cast<std::size_t>((n * image + i) * shape[1] + c);
                back ? result[last] = values[first] : result[first] = values[last];
            }
        }
    }
    return result;
}

} // namespace

std::vector<Dim> toChannelsFirst(const std::vector<Dim> &dims, bool channelsLast)
{
    std::vector<Dim> result = dims;
    if (channelsLast && dims.size() > 2)
        std::rotate(result.begin() + 1, result.end() - 1, result.end());
    return result;
}

std::vector<Dim> toChannelsLast(const std::vector<Dim> &dims, bool channelsLast)
{
    std::vector<Dim> result = dims;
    if (channelsLast && dims.size() > 2)
        std::rotate(result.begin() + 1, result.begin() + 2, result.end());
    return result;
}

Status computeQLinearPool(KernelContext &context, bool global)
{
    const bool last = context.node().intAttribute("channels_last", 0) != 0;
    const Shape shape = channelsFirst(context.tensor(0).shape(), last);
    HALFTONE_TRY(const PoolGeometry geometry, global ? globalPoolGeometry(context.node(), shape) : poolGeometry(context.node(), shape));
    HALFTONE_TRY(std::vector<float> x, dequantizedInput(context, 0, 1, 2));
    if (last)
        x = moveChannels(x, shape, false);
    const auto count = geometry.output.checkedCount();
    if (!count || *count > memoryBudget() / static_cast<std::int64_t>(sizeof(float)))
        return Error(errc::kShapeOverflow, {geometry.output.toString()});
    std::vector<float> y(static_cast<std::size_t>(*count));
    const bool includePadding = context.node().intAttribute("count_include_pad", 0) != 0;
    forEachWindow(geometry, [&](std::int64_t o, const PoolWindow &window) {
        const std::int64_t size = includePadding && !global ? window.paddedCount : static_cast<std::int64_t>(window.offsets.size());
        for (std::int64_t plane = 0; plane < geometry.planes && size > 0; ++plane) {
            double sum = 0;
            for (const std::int64_t offset : window.offsets)
                sum += static_cast<double>(x[static_cast<std::size_t>(plane * geometry.inImage() + offset)]);
            y[static_cast<std::size_t>(plane * geometry.outImage() + o)] = static_cast<float>(sum / static_cast<double>(size));
        }
    });
    Shape output = geometry.output;
    if (last) {
        y = moveChannels(y, output, true);
        std::vector<std::int64_t> dims = output.dims();
        std::rotate(dims.begin() + 1, dims.begin() + 2, dims.end());
        output = Shape(std::move(dims));
    }
    return quantizeOutput(context, context.tensor(0).dtype(), output, y, 3, 4);
}

} // namespace halftone
