// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/nn/window.h"

#include "core/base/checked.h"
#include "core/ops/nn/node_helpers.h"

#include <algorithm>
#include <limits>

namespace halftone {

namespace {

constexpr std::int64_t kLimit = std::int64_t{1} << 31;

Result<std::vector<std::int64_t>> readList(
    const Node &node, std::string_view name, std::size_t size, std::int64_t fallback, std::int64_t least)
{
    std::vector<std::int64_t> values = node.intsAttribute(name);
    if (values.empty())
        values.assign(size, fallback);
    if (values.size() != size)
        return badNode(node, std::to_string(values.size()) + " " + std::string(name), std::to_string(size));
    for (const std::int64_t value : values) {
        if (value < least || value >= kLimit)
            return badNode(node, std::string(name) + " " + std::to_string(value), "at least " + std::to_string(least));
    }
    return values;
}

std::int64_t floorDivide(std::int64_t a, std::int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0); }

} // namespace

std::int64_t Window::kernelCount() const
{
    std::int64_t count = 1;
    for (const std::int64_t size : kernel)
        count = checkedMultiply(count, size).value_or(std::numeric_limits<std::int64_t>::max());
    return count;
}

std::int64_t Window::outputSize(int axis, std::int64_t in) const
{
    const std::int64_t stride = strides[at(axis)];
    if (autoPad == AutoPad::SameUpper || autoPad == AutoPad::SameLower)
        return in / stride + (in % stride != 0 ? 1 : 0);
    const std::int64_t begin = autoPad == AutoPad::Valid ? 0 : padBegin[at(axis)];
    const std::int64_t end = autoPad == AutoPad::Valid ? 0 : padEnd[at(axis)];
    const std::int64_t free = in + begin + end - extent(axis);
    std::int64_t out = (ceilMode ? -floorDivide(-free, stride) : floorDivide(free, stride)) + 1;
    // A window that would start in the padding behind the input sees nothing.
    if (ceilMode && out > 1 && (out - 1) * stride >= in + begin)
        --out;
    return std::max<std::int64_t>(out, 0);
}

Dim Window::outputDim(int axis, const Dim &in) const
{
    if (in.isUnknown())
        return Dim::unknown();
    if (const auto value = in.value())
        return *value < 0 || *value > (std::int64_t{1} << 60) ? Dim::unknown() : Dim(outputSize(axis, *value));
    const std::int64_t stride = strides[at(axis)];
    if (autoPad == AutoPad::SameUpper || autoPad == AutoPad::SameLower)
        return ceilDiv(in, Dim(stride));
    const std::int64_t begin = autoPad == AutoPad::Valid ? 0 : padBegin[at(axis)];
    const std::int64_t end = autoPad == AutoPad::Valid ? 0 : padEnd[at(axis)];
    const Dim free = in + Dim(begin + end - extent(axis));
    if (!ceilMode)
        return floorDiv(free, Dim(stride)) + Dim(1);
    const bool lastWindowAlwaysCounts = end + stride <= extent(axis);
    return lastWindowAlwaysCounts ? ceilDiv(free, Dim(stride)) + Dim(1) : Dim::unknown();
}

void Window::resolvePads(const std::vector<std::int64_t> &in)
{
    if (autoPad == AutoPad::NotSet)
        return;
    for (int axis = 0; axis < rank(); ++axis) {
        std::int64_t total = 0;
        if (autoPad != AutoPad::Valid)
            total = std::max<std::int64_t>((outputSize(axis, in[at(axis)]) - 1) * strides[at(axis)] + extent(axis) - in[at(axis)], 0);
        const std::int64_t half = total / 2;
        padBegin[at(axis)] = autoPad == AutoPad::SameLower ? total - half : half;
        padEnd[at(axis)] = total - padBegin[at(axis)];
    }
    autoPad = AutoPad::NotSet;
}

Result<Window> readWindow(const Node &node, int spatialRank, const std::optional<std::vector<std::int64_t>> &kernel)
{
    if (spatialRank < 1)
        return badNode(node, std::to_string(spatialRank) + " spatial axes", "at least 1");
    const auto size = static_cast<std::size_t>(spatialRank);
    Window window;
    window.kernel = node.intsAttribute("kernel_shape");
    if (kernel && !window.kernel.empty() && window.kernel != *kernel)
        return badNode(node, "kernel_shape differs from the weight", "the spatial shape of the weight");
    if (kernel)
        window.kernel = *kernel;
    if (window.kernel.size() != size)
        return badNode(node, "kernel_shape of " + std::to_string(window.kernel.size()) + " axes", std::to_string(size));
    for (const std::int64_t extent : window.kernel) {
        if (extent < 1 || extent >= kLimit)
            return badNode(node, "kernel size " + std::to_string(extent), "at least 1");
    }
    HALFTONE_TRY(window.strides, readList(node, "strides", size, 1, 1));
    HALFTONE_TRY(window.dilations, readList(node, "dilations", size, 1, 1));
    HALFTONE_TRY(const std::vector<std::int64_t> pads, readList(node, "pads", size * 2, 0, 0));
    window.padBegin.assign(pads.begin(), pads.begin() + spatialRank);
    window.padEnd.assign(pads.begin() + spatialRank, pads.end());
    window.ceilMode = node.intAttribute("ceil_mode", 0) != 0;

    const std::string autoPad = node.stringAttribute("auto_pad", "NOTSET");
    if (autoPad == "SAME_UPPER")
        window.autoPad = Window::AutoPad::SameUpper;
    else if (autoPad == "SAME_LOWER")
        window.autoPad = Window::AutoPad::SameLower;
    else if (autoPad == "VALID")
        window.autoPad = Window::AutoPad::Valid;
    else if (autoPad != "NOTSET" && !autoPad.empty())
        return badNode(node, "auto_pad " + autoPad, "NOTSET, VALID, SAME_UPPER or SAME_LOWER");
    return window;
}

} // namespace halftone
