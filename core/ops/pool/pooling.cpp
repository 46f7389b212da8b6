// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/pool/pooling.h"

#include "core/ops/nn/node_helpers.h"

#include <algorithm>

namespace halftone {

namespace {

struct AxisTaps
{
    std::int64_t first = 0;
    std::int64_t last = 0;
};

/// Kernel positions k in [first, last) with start + k·dilation within [0, size).
AxisTaps tapsInside(std::int64_t start, std::int64_t dilation, std::int64_t kernel, std::int64_t size)
{
    const std::int64_t first = start >= 0 ? 0 : (-start + dilation - 1) / dilation;
    const std::int64_t room = size - 1 - start;
    const std::int64_t last = room < 0 ? 0 : std::min(kernel, room / dilation + 1);
    return {first, std::max(first, last)};
}

} // namespace

Result<PoolGeometry> poolGeometry(const Node &node, const Shape &x)
{
    if (x.rank() < 3)
        return badNode(node, "input " + x.toString(), "[N, C, spatial…]");
    PoolGeometry geometry;
    geometry.planes = x[0] * x[1];
    geometry.in.assign(x.begin() + 2, x.end());
    HALFTONE_TRY(geometry.window, readWindow(node, x.rank() - 2, std::nullopt));
    std::vector<std::int64_t> dims{x[0], x[1]};
    for (int axis = 0; axis < geometry.window.rank(); ++axis) {
        geometry.out.push_back(geometry.window.outputSize(axis, x[axis + 2]));
        dims.push_back(geometry.out.back());
    }
    geometry.window.resolvePads(geometry.in);
    geometry.output = Shape(std::move(dims));
    return geometry;
}

Result<PoolGeometry> globalPoolGeometry(const Node &node, const Shape &x)
{
    if (x.rank() < 2)
        return badNode(node, "input " + x.toString(), "[N, C, spatial…]");
    PoolGeometry geometry;
    geometry.planes = x[0] * x[1];
    geometry.in.assign(x.begin() + 2, x.end());
    geometry.out.assign(geometry.in.size(), 1);
    std::vector<std::int64_t> dims{x[0], x[1]};
    dims.resize(static_cast<std::size_t>(x.rank()), 1);
    geometry.output = Shape(std::move(dims));
    geometry.window.kernel = geometry.in;
    geometry.window.strides.assign(geometry.in.size(), 1);
    geometry.window.dilations = geometry.window.strides;
    geometry.window.padBegin.assign(geometry.in.size(), 0);
    geometry.window.padEnd = geometry.window.padBegin;
    return geometry;
}

void collectWindow(const PoolGeometry &geometry, const std::vector<std::int64_t> &position, PoolWindow &window)
{
    const Window &shape = geometry.window;
    window.offsets.assign(1, 0);
    window.paddedCount = 1;
    std::vector<std::int64_t> next;
    for (std::size_t a = 0; a < position.size(); ++a) {
        const std::int64_t start = position[a] * shape.strides[a] - shape.padBegin[a];
        const AxisTaps taps = tapsInside(start, shape.dilations[a], shape.kernel[a], geometry.in[a]);
        const AxisTaps padded = tapsInside(
            start + shape.padBegin[a], shape.dilations[a], shape.kernel[a], geometry.in[a] + shape.padBegin[a] + shape.padEnd[a]);
        window.paddedCount *= padded.last - padded.first;
        next.clear();
        for (const std::int64_t offset : window.offsets) {
            for (std::int64_t k = taps.first; k < taps.last; ++k)
                next.push_back(offset * geometry.in[a] + start + k * shape.dilations[a]);
        }
        window.offsets.swap(next);
    }
}

bool nextPosition(std::vector<std::int64_t> &position, const std::vector<std::int64_t> &extents)
{
    for (std::size_t a = position.size(); a-- > 0;) {
        if (++position[a] < extents[a])
            return true;
        position[a] = 0;
    }
    return false;
}

Status inferPool(InferContext &context, int output, DType dtype)
{
    const auto &in = context.input(0).shape();
    if (!in) {
        context.setOutput(output, dtype, std::nullopt);
        return {};
    }
    if (in->size() < 3)
        return context.badArgument("input of rank " + std::to_string(in->size()), "[N, C, spatial…]");
    HALFTONE_TRY(const Window window, readWindow(context.node(), static_cast<int>(in->size()) - 2, std::nullopt));
    std::vector<Dim> out{(*in)[0], (*in)[1]};
    for (int axis = 0; axis < window.rank(); ++axis)
        out.push_back(window.outputDim(axis, (*in)[static_cast<std::size_t>(axis) + 2]));
    context.setOutput(output, dtype, std::move(out));
    return {};
}

Status inferGlobalPool(InferContext &context)
{
    const auto &in = context.input(0).shape();
    std::optional<std::vector<Dim>> out;
    if (in) {
        if (in->size() < 2)
            return context.badArgument("input of rank " + std::to_string(in->size()), "[N, C, spatial…]");
        out.emplace(in->size(), Dim(1));
        (*out)[0] = (*in)[0];
        (*out)[1] = (*in)[1];
    }
    context.setOutput(0, context.input(0).dtype(), std::move(out));
    return {};
}

Cost poolCost(const NodeView &node, const CostShapes &shapes)
{
    const Shape *output = shapeAt(shapes.outputs, 0);
    if (!output || output->rank() < 3)
        return {};
    const auto window = readWindow(node.node, output->rank() - 2, std::nullopt);
    return {0, window ? output->count() * window->kernelCount() : 0};
}

Cost globalPoolCost(const CostShapes &shapes)
{
    const Shape *input = shapeAt(shapes.inputs, 0);
    return {0, input ? input->count() : 0};
}

} // namespace halftone
