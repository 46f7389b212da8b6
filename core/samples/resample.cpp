// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/samples/resample.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

/// Weights of the source pixels [first, first + weights.size()) for one target pixel.
struct Taps
{
    int first = 0;
    std::vector<float> weights;
};

std::vector<Taps> tapsFor(int from, int to)
{
    const double scale = double(from) / to;
    const double support = std::max(scale, 1.0);
    std::vector<Taps> result(static_cast<std::size_t>(to));
    for (int i = 0; i < to; ++i) {
        const double centre = (i + 0.5) * scale;
        Taps &taps = result[static_cast<std::size_t>(i)];
        taps.first = std::max(0, static_cast<int>(centre - support + 0.5));
        const int end = std::min(from, static_cast<int>(centre + support + 0.5));
        double sum = 0;
        std::vector<double> weights;
        for (int k = taps.first; k < end; ++k) {
            weights.push_back(std::max(0.0, 1 - std::abs((k + 0.5 - centre) / support)));
            sum += weights.back();
        }
        for (const double weight : weights)
            taps.weights.push_back(static_cast<float>(weight / sum));
    }
    return result;
}

FloatImage resampledInX(const FloatImage &image, int width)
{
    const auto taps = tapsFor(image.width, width);
    FloatImage result{width, image.height, image.channels, {}};
    result.pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(image.height * image.channels));
    float *target = result.pixels.data();
    for (int y = 0; y < image.height; ++y) {
        const float *row = image.pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width * image.channels);
        for (const Taps &tap : taps)
            for (int c = 0; c < image.channels; ++c) {
                float sum = 0;
                const float *source = row + tap.first * image.channels + c;
                for (const float weight : tap.weights) {
                    sum += weight * *source;
                    source += image.channels;
                }
                *target++ = sum;
            }
    }
    return result;
}

FloatImage resampledInY(const FloatImage &image, int height)
{
    const auto taps = tapsFor(image.height, height);
    const auto stride = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.channels);
    FloatImage result{image.width, height, image.channels, std::vector<float>(stride * static_cast<std::size_t>(height), 0.0F)};
    for (int y = 0; y < height; ++y) {
        const Taps &tap = taps[static_cast<std::size_t>(y)];
        float *target = result.pixels.data() + static_cast<std::size_t>(y) * stride;
        for (std::size_t k = 0; k < tap.weights.size(); ++k) {
            const float *source = image.pixels.data() + (static_cast<std::size_t>(tap.first) + k) * stride;
            const float weight = tap.weights[k];
            for (std::size_t i = 0; i < stride; ++i)
                target[i] += weight * source[i];
        }
    }
    return result;
}

} // namespace

FloatImage toFloatImage(const Image &image)
{
    return {image.width, image.height, image.channels, std::vector<float>(image.pixels.begin(), image.pixels.end())};
}

FloatImage resampled(const FloatImage &image, int width, int height)
{
    FloatImage result = width == image.width ? image : resampledInX(image, width);
    return height == image.height ? result : resampledInY(result, height);
}

FloatImage centreCropped(const FloatImage &image, int width, int height)
{
    if (width == image.width && height == image.height)
        return image;
    const auto left = static_cast<std::size_t>((image.width - width) / 2), top = static_cast<std::size_t>((image.height - height) / 2);
    const auto channels = static_cast<std::size_t>(image.channels);
    FloatImage result{width, height, image.channels, {}};
    result.pixels.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * channels);
    for (std::size_t y = 0; y < static_cast<std::size_t>(height); ++y) {
        const auto row
            = image.pixels.begin() + static_cast<std::ptrdiff_t>(((top + y) * static_cast<std::size_t>(image.width) + left) * channels);
        result.pixels.insert(result.pixels.end(), row, row + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(width) * channels));
    }
    return result;
}

} // namespace halftone
