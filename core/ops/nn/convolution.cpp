// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/convolution.h"

#include "core/base/cancel_scope.h"
#include "core/ops/nn/node_helpers.h"

#include <algorithm>

namespace halftone {

namespace {

struct Range
{
    std::int64_t first;
    std::int64_t last;
};

/// Outputs o in [first, last) whose input o·stride + shift lies within [0, in).
Range outputsInside(std::int64_t shift, std::int64_t stride, std::int64_t in, std::int64_t out)
{
    const std::int64_t first = shift >= 0 ? 0 : (-shift + stride - 1) / stride;
    const std::int64_t room = in - 1 - shift;
    const std::int64_t last = room < 0 ? 0 : std::min(out, room / stride + 1);
    return {first, std::max(first, last)};
}

struct Tap
{
    std::int64_t kernelRow;
    std::int64_t inputRow;
};

/// Rows of kernel and input that meet at the output row `outer` (all axes but the last).
void collectTaps(const ConvGeometry &geometry, const std::vector<std::int64_t> &outer, std::vector<Tap> &taps)
{
    const Window &window = geometry.window;
    const std::size_t axes = outer.size();
    const std::vector<std::int64_t> kernelOuter(window.kernel.begin(), window.kernel.end() - 1);
    std::vector<std::int64_t> k(axes, 0);
    taps.clear();
    do {
        std::int64_t kernelRow = 0;
        std::int64_t inputRow = 0;
        bool inside = true;
        for (std::size_t a = 0; a < axes && inside; ++a) {
            const std::int64_t i = outer[a] * window.strides[a] - window.padBegin[a] + k[a] * window.dilations[a];
            inside = i >= 0 && i < geometry.in[a];
            kernelRow = kernelRow * window.kernel[a] + k[a];
            inputRow = inputRow * geometry.in[a] + i;
        }
        if (inside)
            taps.push_back({kernelRow, inputRow});
    } while (nextIndex(k, kernelOuter));
}

std::int64_t product(const std::vector<std::int64_t> &values)
{
    std::int64_t result = 1;
    for (const std::int64_t value : values)
        result *= value;
    return result;
}

} // namespace

bool nextIndex(std::vector<std::int64_t> &index, const std::vector<std::int64_t> &extents)
{
    for (std::size_t a = index.size(); a-- > 0;) {
        if (++index[a] < extents[a])
            return true;
        index[a] = 0;
    }
    return false;
}

Shape ConvGeometry::outputShape() const
{
    std::vector<std::int64_t> dims{batch, groups * outPerGroup};
    dims.insert(dims.end(), out.begin(), out.end());
    return Shape(std::move(dims));
}

Result<ConvGeometry> convGeometry(const Node &node, const Shape &x, const Shape &weight)
{
    if (x.rank() < 3 || x.rank() != weight.rank())
        return badNode(node, "input " + x.toString() + " and weight " + weight.toString(), "equal ranks of 3 or more");
    ConvGeometry geometry;
    geometry.batch = x[0];
    geometry.in.assign(x.begin() + 2, x.end());
    geometry.groups = node.intAttribute("group", 1);
    if (geometry.groups < 1 || x[1] % geometry.groups != 0 || weight[0] % geometry.groups != 0)
        return badNode(node, "group " + std::to_string(geometry.groups),
            "a divisor of " + std::to_string(x[1]) + " input and " + std::to_string(weight[0]) + " output channels");
    geometry.inPerGroup = x[1] / geometry.groups;
    geometry.outPerGroup = weight[0] / geometry.groups;
    if (geometry.inPerGroup != weight[1])
        return badNode(node, std::to_string(x[1]) + " input channels",
            std::to_string(weight[1]) + " for each of " + std::to_string(geometry.groups) + " groups");
    HALFTONE_TRY(geometry.window, readWindow(node, x.rank() - 2, std::vector<std::int64_t>(weight.begin() + 2, weight.end())));
    for (int axis = 0; axis < geometry.window.rank(); ++axis)
        geometry.out.push_back(geometry.window.outputSize(axis, x[axis + 2]));
    geometry.window.resolvePads(geometry.in);
    return geometry;
}

template <typename T>
void convolve(const ConvGeometry &geometry, const T *x, const T *w, T *y)
{
    const Window &window = geometry.window;
    const std::int64_t inImage = product(geometry.in);
    const std::int64_t outImage = product(geometry.out);
    if (outImage == 0 || inImage == 0)
        return;
    const std::int64_t inWidth = geometry.in.back();
    const std::int64_t outWidth = geometry.out.back();
    const std::int64_t kernelWidth = window.kernel.back();
    const std::int64_t kernelImage = window.kernelCount();
    const std::int64_t stride = window.strides.back();
    const std::vector<std::int64_t> outerOut(geometry.out.begin(), geometry.out.end() - 1);
    const std::int64_t channels = geometry.groups * geometry.outPerGroup;

    std::vector<std::int64_t> outer(outerOut.size(), 0);
    std::vector<Tap> taps;
    std::int64_t row = 0;
    do {
        collectTaps(geometry, outer, taps);
        for (std::int64_t n = 0; n < geometry.batch; ++n) {
            for (std::int64_t m = 0; m < channels && !CancelScope::cancelled(); ++m) {
                T *target = y + (n * channels + m) * outImage + row * outWidth;
                const std::int64_t firstChannel = (n * geometry.groups + m / geometry.outPerGroup) * geometry.inPerGroup;
                for (std::int64_t c = 0; c < geometry.inPerGroup; ++c) {
                    const T *image = x + (firstChannel + c) * inImage;
                    const T *kernel = w + (m * geometry.inPerGroup + c) * kernelImage;
                    for (const Tap &tap : taps) {
                        for (std::int64_t k = 0; k < kernelWidth; ++k) {
                            const std::int64_t shift = k * window.dilations.back() - window.padBegin.back();
                            const Range range = outputsInside(shift, stride, inWidth, outWidth);
                            const T factor = kernel[tap.kernelRow * kernelWidth + k];
                            const T *source = image + tap.inputRow * inWidth;
                            for (std::int64_t o = range.first; o < range.last; ++o)
                                target[o] += factor * source[o * stride + shift];
                        }
                    }
                }
            }
        }
        ++row;
    } while (nextIndex(outer, outerOut));
}

template void convolve<float>(const ConvGeometry &, const float *, const float *, float *);
template void convolve<double>(const ConvGeometry &, const double *, const double *, double *);
template void convolve<std::uint32_t>(const ConvGeometry &, const std::uint32_t *, const std::uint32_t *, std::uint32_t *);

Status inferConv(InferContext &context, int x, int weight, DType dtype)
{
    const auto &in = context.input(x).shape();
    const auto &kernel = context.input(weight).shape();
    if (!in && !kernel) {
        context.setOutput(0, dtype, std::nullopt);
        return {};
    }
    const std::size_t rank = in ? in->size() : kernel->size();
    if (rank < 3 || (in && kernel && in->size() != kernel->size()))
        return context.badArgument(
            "input of rank " + std::to_string(rank) + (kernel ? " and weight of rank " + std::to_string(kernel->size()) : ""),
            "equal ranks of 3 or more");
    const std::int64_t groups = context.node().intAttribute("group", 1);
    if (groups < 1)
        return context.badArgument("group " + std::to_string(groups), "at least 1");
    if (in && kernel) {
        const auto have = (*in)[1].value();
        const auto want = (Dim(groups) * (*kernel)[1]).value();
        if (have && want && *have != *want)
            return context.badArgument(std::to_string(*have) + " input channels", std::to_string(*want));
    }

    std::vector<Dim> out{in ? (*in)[0] : Dim::unknown(), kernel ? (*kernel)[0] : Dim::unknown()};
    std::optional<std::vector<std::int64_t>> kernelSizes;
    if (kernel) {
        kernelSizes.emplace();
        for (std::size_t a = 2; a < rank && kernelSizes; ++a) {
            if (const auto size = (*kernel)[a].value())
                kernelSizes->push_back(*size);
            else
                kernelSizes.reset();
        }
    }
    const int axes = static_cast<int>(rank) - 2;
    if (!kernelSizes && context.node().intsAttribute("kernel_shape").empty()) {
        out.resize(rank);
    } else {
        HALFTONE_TRY(const Window window, readWindow(context.node(), axes, kernelSizes));
        for (int a = 0; a < axes; ++a)
            out.push_back(in ? window.outputDim(a, (*in)[static_cast<std::size_t>(a) + 2]) : Dim::unknown());
    }
    context.setOutput(0, dtype, std::move(out));
    return {};
}

Cost convCost(const CostShapes &shapes, std::size_t weight)
{
    const Shape *kernel = shapeAt(shapes.inputs, weight);
    const Shape *output = shapeAt(shapes.outputs, 0);
    if (!kernel || !output || kernel->rank() < 2)
        return {};
    return {output->count() * kernel->count(1, kernel->rank()), 0};
}

} // namespace halftone
