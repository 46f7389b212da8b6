// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/sweep/sweep_kinds.h"

namespace halftone {

namespace {

using Ints = SweepCase::Ints;

/// Windows over an image, and what they make of it.
struct Windows
{
    Ints kernel, strides, dilations, pads;
    Shape image;

    Windows(SweepCase &c, std::int64_t in, int axes, bool dilates)
    {
        Ints dims{c.pick(1, 2), in};
        Ints ends;
        for (int axis = 0; axis < axes; ++axis) {
            kernel.push_back(c.pick(1, axes == 3 ? 2 : 3));
            strides.push_back(c.pick(1, 2));
            dilations.push_back(dilates && c.chance(20) ? 2 : 1);
            pads.push_back(c.pick(0, kernel.back() / 2));
            ends.push_back(c.pick(0, kernel.back() / 2));
            dims.push_back(std::max((kernel.back() - 1) * dilations.back() + 1, axes == 3 ? c.pick(1, 6) : c.extent()));
        }
        pads.insert(pads.end(), ends.begin(), ends.end());
        image = Shape(dims);
    }

    Shape result(std::int64_t channels, bool transposed) const
    {
        Ints dims{image[0], channels};
        for (std::size_t i = 0; i < kernel.size(); ++i) {
            const std::int64_t taps = (kernel[i] - 1) * dilations[i] + 1;
            const std::int64_t pad = pads[i] + pads[i + kernel.size()];
            const std::int64_t size = image[static_cast<int>(i) + 2];
            dims.push_back(transposed ? (size - 1) * strides[i] + taps - pad : (size + pad - taps) / strides[i] + 1);
        }
        return Shape(dims);
    }
    SweepCase::Attributes attributes() const
    {
        return {{"kernel_shape", kernel}, {"strides", strides}, {"dilations", dilations}, {"pads", pads}};
    }
};

void convolved(SweepCase &c, DType type, const Windows &windows, std::int64_t out, std::int64_t groups, bool transposed)
{
    const std::int64_t in = windows.image[1];
    Ints dims = transposed ? Ints{in, out / groups} : Ints{out, in / groups};
    dims.insert(dims.end(), windows.kernel.begin(), windows.kernel.end());
    c.input("x", type, windows.image);
    c.weights("w", type, Shape(dims), transposed ? 1 : 0);
    std::vector<std::string> operands{"x", "w"};
    if (c.chance(60)) {
        c.weights("b", realType(type), {out}, 0);
        operands.emplace_back("b");
    }
    auto attributes = windows.attributes();
    attributes.emplace_back("group", groups);
    c.node(transposed ? "ConvTranspose" : "Conv", operands, {"c"}, attributes);
    const std::string last = c.followed("c", type, windows.result(out, transposed));
    c.output(last, c.chance(75) ? type : realType(type));
}

void dense(SweepCase &c, DType type)
{
    const std::int64_t groups = c.chance(20) ? 2 : 1;
    const Windows windows(c, groups * c.channels(), static_cast<int>(c.oneOf(Ints{1, 2, 2, 2, 3})), true);
    convolved(c, type, windows, groups * c.channels(), groups, false);
}

void depthwise(SweepCase &c, DType type)
{
    const std::int64_t channels = c.channels();
    const Windows windows(c, channels, static_cast<int>(c.pick(1, 2)), true);
    convolved(c, type, windows, channels, channels, false);
}

/// Many input channels on few places, where kernels of matrix tiles begin.
void pointwise(SweepCase &c, DType type)
{
    Windows windows(c, c.chance(60) ? c.oneOf(Ints{64, 65, 96, 128, 256}) : c.channels(), 2, false);
    windows.kernel = {1, 1};
    windows.strides = c.chance(85) ? Ints{1, 1} : Ints{2, 2};
    windows.pads = {0, 0, 0, 0};
    if (c.chance(30))
        windows.image = {1, windows.image[1], 1, c.pick(1, 100)};
    convolved(c, type, windows, c.channels(), 1, false);
}

/// 3 × 3 over many places: Winograd's algorithm.
void square(SweepCase &c, DType type)
{
    Windows windows(c, 16 * c.pick(1, 3), 2, false);
    windows.kernel = {3, 3};
    windows.strides = {1, 1};
    windows.pads = {1, 1, 1, 1};
    windows.image = {1, windows.image[1], c.pick(14, 30), c.pick(14, 30)};
    convolved(c, type, windows, 16 * c.pick(1, 3), 1, false);
}

void transposed(SweepCase &c, DType type)
{
    const std::int64_t groups = c.chance(20) ? 2 : 1;
    Windows windows(c, groups * c.channels(), static_cast<int>(c.oneOf(Ints{1, 2, 2})), false);
    windows.pads.assign(windows.pads.size(), 0);
    convolved(c, type, windows, groups * c.channels(), groups, true);
}

void pooled(SweepCase &c, DType type)
{
    const Windows windows(c, c.channels(), static_cast<int>(c.oneOf(Ints{1, 2, 2, 3})), false);
    c.input("x", type, windows.image);
    switch (c.pick(0, 3)) {
    case 0:
        c.node("GlobalAveragePool", {"x"}, {"y"});
        break;
    case 1:
        c.node("GlobalMaxPool", {"x"}, {"y"});
        break;
    default: {
        const bool isMax = c.chance(50);
        SweepCase::Attributes attributes{
            {"kernel_shape", windows.kernel}, {"strides", windows.strides}, {"pads", windows.pads}, {"ceil_mode", c.pick(0, 1)}};
        if (!isMax)
            attributes.emplace_back("count_include_pad", c.pick(0, 1));
        c.node(isMax ? "MaxPool" : "AveragePool", {"x"}, {"y"}, attributes);
    }
    }
    c.output("y", type);
}

} // namespace

std::vector<SweepKind> sweepConvolutions()
{
    const std::vector<DType> kAll{DType::Float, DType::Float16, DType::BFloat16, DType::UInt8, DType::Int8};
    return {{"convolution", kAll, dense}, {"depthwise convolution", kAll, depthwise}, {"pointwise convolution", kAll, pointwise},
        {"convolution of many places", {DType::Float, DType::UInt8}, square}, {"transposed convolution", kAll, transposed},
        {"pooling", kAll, pooled}};
}

} // namespace halftone
