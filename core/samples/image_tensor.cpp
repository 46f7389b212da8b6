// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/samples/image_tensor.h"
#include "core/samples/errors.h"
#include "core/samples/resample.h"
#include "core/tensor/cast.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

std::string sizeText(int width, int height) { return std::to_string(width) + "×" + std::to_string(height); }

FloatImage withChannels(const FloatImage &image, Preprocessing::Channels channels)
{
    const bool gray = channels == Preprocessing::Channels::Gray;
    if (gray && image.channels == 1)
        return image;
    FloatImage result{image.width, image.height, gray ? 1 : 3, {}};
    const auto count = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
    result.pixels.resize(count * static_cast<std::size_t>(result.channels));
    for (std::size_t i = 0; i < count; ++i) {
        const float *in = image.pixels.data() + i * static_cast<std::size_t>(image.channels);
        float *out = result.pixels.data() + i * static_cast<std::size_t>(result.channels);
        if (gray) {
            out[0] = 0.299F * in[0] + 0.587F * in[1] + 0.114F * in[2];
        } else {
            const bool bgr = channels == Preprocessing::Channels::Bgr;
            for (int c = 0; c < 3; ++c)
                out[c] = image.channels == 1 ? in[0] : in[bgr ? 2 - c : c];
        }
    }
    return result;
}

} // namespace

Result<PreparedImage> prepareImage(const Image &image, const Preprocessing &p, const ImageInput &input)
{
    FloatImage picture = withChannels(toFloatImage(image), *p.channels);
    PreparedImage result;
    int width = picture.width, height = picture.height;
    if (p.resize) {
        width = p.resize->width;
        height = p.resize->height;
    } else if (p.resizeShorter) {
        const double factor = double(*p.resizeShorter) / std::min(width, height);
        (width < height ? height : width) = std::max(1, static_cast<int>(std::lround(std::max(width, height) * factor)));
        (width < height ? width : height) = *p.resizeShorter;
    }
    if (static_cast<std::int64_t>(width) * height * 4 * picture.channels > memoryBudget())
        return Error(errc::kImageTooLarge, {std::to_string(width), std::to_string(height), std::to_string(memoryBudget() / 16)});
    result.transform.scaleX = double(width) / picture.width;
    result.transform.scaleY = double(height) / picture.height;
    picture = resampled(picture, width, height);
    if (p.crop) {
        if (p.crop->width > width || p.crop->height > height)
            return Error(errc::kCropTooLarge, {sizeText(p.crop->width, p.crop->height), sizeText(width, height)});
        result.transform.offsetX = -((width - p.crop->width) / 2);
        result.transform.offsetY = -((height - p.crop->height) / 2);
        picture = centreCropped(picture, p.crop->width, p.crop->height);
    }

    const bool nchw = *p.layout == Preprocessing::Layout::Nchw;
    const std::int64_t c = picture.channels, h = picture.height, w = picture.width;
    std::vector<std::int64_t> dims = nchw ? std::vector{c, h, w} : std::vector{h, w, c};
    if (input.hasBatch)
        dims.insert(dims.begin(), input.batch);
    HALFTONE_TRY(Tensor floats, Tensor::allocateUninitialized(DType::Float, Shape(dims)));
    auto values = floats.mutableAs<float>();
    const std::int64_t pixels = h * w;
    for (std::int64_t channel = 0; channel < c; ++channel) {
        const auto pick
            = [&](const std::vector<double> &each) { return each.size() > 1 ? each[static_cast<std::size_t>(channel)] : each[0]; };
        const double mean = pick(p.mean), deviation = pick(p.std), scale = *p.scale;
        for (std::int64_t i = 0; i < pixels; ++i) {
            const double x = picture.pixels[static_cast<std::size_t>(i * c + channel)];
            values[static_cast<std::size_t>(nchw ? channel * pixels + i : i * c + channel)]
                = static_cast<float>((x * scale - mean) / deviation);
        }
    }
    const std::int64_t one = c * pixels;
    for (std::int64_t copy = 1; copy < (input.hasBatch ? input.batch : 1); ++copy)
        std::copy_n(values.begin(), one, values.begin() + copy * one);
    if (isInteger(input.input.dtype))
        for (float &value : values)
            value = std::nearbyint(value);
    HALFTONE_TRY(result.tensor, castTensor(floats, input.input.dtype));
    return result;
}

} // namespace halftone
