// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/image/resample_axis.h"

#include "core/ops/nn/node_helpers.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace halftone {

namespace {

using Coordinates = ResampleMode::Coordinates;
using Nearest = ResampleMode::Nearest;

template <typename T>
struct Named
{
    std::string_view name;
    T value;
};

constexpr Named<Coordinates> kCoordinates[] = {
    {"half_pixel", Coordinates::HalfPixel},
    {"half_pixel_symmetric", Coordinates::HalfPixelSymmetric},
    {"pytorch_half_pixel", Coordinates::PytorchHalfPixel},
    {"align_corners", Coordinates::AlignCorners},
    {"asymmetric", Coordinates::Asymmetric},
    {"tf_half_pixel_for_nn", Coordinates::TfHalfPixelForNn},
    {"tf_crop_and_resize", Coordinates::TfCropAndResize},
};

constexpr Named<Nearest> kNearest[] = {
    {"round_prefer_floor", Nearest::RoundPreferFloor},
    {"round_prefer_ceil", Nearest::RoundPreferCeil},
    {"floor", Nearest::Floor},
    {"ceil", Nearest::Ceil},
};

constexpr Named<ResampleMode::Kind> kKinds[] = {
    {"nearest", ResampleMode::Kind::Nearest},
    {"linear", ResampleMode::Kind::Linear},
    {"bilinear", ResampleMode::Kind::Linear},
    {"cubic", ResampleMode::Kind::Cubic},
};

template <typename T, std::size_t N>
Result<T> named(const Node &node, std::string_view attribute, std::string_view fallback, const Named<T> (&table)[N])
{
    const std::string text = node.stringAttribute(attribute, fallback);
    for (const Named<T> &entry : table) {
        if (entry.name == text)
            return entry.value;
    }
    std::string found(attribute);
    found.append(" ").append(text);
    return badNode(node, found, "a value of the specification");
}

/// Position in the input of output element `x`, in single precision as ONNX Runtime computes it.
float inputPosition(const ResampleMode &mode, const ResampleAxis &axis, std::int64_t position)
{
    const auto x = static_cast<float>(position);
    const auto in = static_cast<float>(axis.in);
    const auto out = static_cast<float>(axis.out);
    switch (mode.coordinates) {
    case Coordinates::HalfPixel:
        return (x + 0.5F) / axis.scale - 0.5F;
    case Coordinates::HalfPixelSymmetric: {
        const float adjustment = out / (axis.scale * in);
        const float offset = in / 2.0F * (1.0F - adjustment);
        return offset + (x + 0.5F) / axis.scale - 0.5F;
    }
    case Coordinates::PytorchHalfPixel:
        return axis.out > 1 ? (x + 0.5F) / axis.scale - 0.5F : 0.0F;
    case Coordinates::AlignCorners:
        return axis.out > 1 ? x * (in - 1.0F) / (out - 1.0F) : 0.0F;
    case Coordinates::Asymmetric:
        return x / axis.scale;
    case Coordinates::TfHalfPixelForNn:
        return (x + 0.5F) / axis.scale;
    case Coordinates::TfCropAndResize:
        return axis.out > 1 ? axis.start * (in - 1.0F) + x * (axis.end - axis.start) * (in - 1.0F) / (out - 1.0F)
                            : 0.5F * (axis.start + axis.end) * (in - 1.0F);
    }
    return x;
}

float nearestPosition(Nearest rule, float x, bool downsampling)
{
    switch (rule) {
    case Nearest::RoundPreferFloor:
        return std::ceil(x - 0.5F);
    case Nearest::RoundPreferCeil:
        return std::floor(x + 0.5F);
    case Nearest::Floor:
        return std::floor(x);
    case Nearest::Ceil:
        return std::ceil(x);
    case Nearest::Simple:
        return downsampling ? std::ceil(x) : std::floor(x);
    }
    return x;
}

/// Cubic convolution kernel (Keys 1981) with coefficient `a`.
double cubicKernel(double distance, double a)
{
    const double x = std::abs(distance);
    if (x <= 1)
        return ((a + 2) * x - (a + 3)) * x * x + 1;
    if (x < 2)
        return ((a * x - 5 * a) * x + 8 * a) * x - 4 * a;
    return 0;
}

double kernelWeight(const ResampleMode &mode, double distance)
{
    if (mode.kind == ResampleMode::Kind::Linear)
        return std::max(0.0, 1 - std::abs(distance));
    return cubicKernel(distance, mode.cubicCoefficient);
}

} // namespace

Result<ResampleMode> readResampleMode(const Node &node, std::int64_t opset)
{
    ResampleMode mode;
    HALFTONE_TRY(mode.kind, named(node, "mode", "nearest", kKinds));
    if (opset < 11) {
        mode.coordinates = Coordinates::Asymmetric;
        mode.nearest = Nearest::Simple;
        return mode;
    }
    HALFTONE_TRY(mode.coordinates, named(node, "coordinate_transformation_mode", "half_pixel", kCoordinates));
    HALFTONE_TRY(mode.nearest, named(node, "nearest_mode", "round_prefer_floor", kNearest));
    mode.cubicCoefficient = static_cast<double>(node.floatAttribute("cubic_coeff_a", -0.75F));
    mode.excludeOutside = node.intAttribute("exclude_outside", 0) != 0;
    mode.antialias = node.intAttribute("antialias", 0) != 0;
    mode.extrapolation = node.floatAttribute("extrapolation_value", 0.0F);
    return mode;
}

ResampleTap resampleTap(const ResampleMode &mode, const ResampleAxis &axis, std::int64_t position)
{
    ResampleTap tap;
    const auto last = static_cast<float>(axis.in - 1);
    const float found = inputPosition(mode, axis, position);
    // Not a number or far outside: positions come from untrusted scales.
    const float x = std::isnan(found) ? 0.0F : std::clamp(found, -2.0F * last - 4.0F, 2.0F * last + 4.0F);
    tap.outside = mode.coordinates == Coordinates::TfCropAndResize && (x < 0.0F || x > last);
    if (mode.kind == ResampleMode::Kind::Nearest) {
        const float nearest = std::clamp(nearestPosition(mode.nearest, x, axis.scale < 1.0F), 0.0F, last);
        tap.indices.push_back(static_cast<std::int64_t>(nearest));
        tap.weights.push_back(1.0);
        return tap;
    }
    const double stretch = mode.antialias ? std::min(static_cast<double>(axis.scale), 1.0) : 1.0;
    const double support = (mode.kind == ResampleMode::Kind::Linear ? 1.0 : 2.0) / stretch;
    // A kernel wider than the input reaches every element of it; what lies beyond twice that is cut off.
    const double reach = std::min(support, 2.0 * static_cast<double>(axis.in) + 4.0);
    const double center = static_cast<double>(x);
    const auto base = static_cast<std::int64_t>(std::floor(center));
    const auto first = base + static_cast<std::int64_t>(std::floor(-reach)) + 1;
    const auto end = base - static_cast<std::int64_t>(std::floor(-reach)) + 1;
    double sum = 0;
    for (std::int64_t i = first; i < end; ++i) {
        const bool inside = i >= 0 && i < axis.in;
        const double weight = kernelWeight(mode, (static_cast<double>(i) - center) * stretch);
        if (weight == 0 || (mode.excludeOutside && !inside))
            continue;
        tap.indices.push_back(std::clamp<std::int64_t>(i, 0, axis.in - 1));
        tap.weights.push_back(weight);
        sum += weight;
    }
    if (mode.antialias || mode.excludeOutside) {
        for (double &weight : tap.weights)
            weight = sum != 0 ? weight / sum : 0;
    }
    return tap;
}

} // namespace halftone
