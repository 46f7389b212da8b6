// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/reorder.h"

#include "core/engine/tracer.h"

#include <algorithm>
#include <cstring>
#include <numeric>

namespace halftone {

namespace {

/// Axes of more than one element from the outermost in memory to the innermost.
std::vector<int> memoryOrder(const Layout &layout, const Shape &shape)
{
    std::vector<int> axes(static_cast<std::size_t>(shape.rank()));
    std::iota(axes.begin(), axes.end(), 0);
    std::stable_sort(axes.begin(), axes.end(),
        [&](int a, int b) { return layout.strides[static_cast<std::size_t>(a)] > layout.strides[static_cast<std::size_t>(b)]; });
    std::erase_if(axes, [&](int axis) { return shape[axis] == 1; });
    return axes;
}

bool isChannelsLast(const Layout &layout, const Shape &shape)
{
    if (layout.blockAxis >= 0 || shape.rank() < 3)
        return false;
    std::int64_t expected = 1;
    std::vector<int> order{1};
    for (int axis = shape.rank() - 1; axis > 1; --axis)
        order.push_back(axis);
    order.push_back(0);
    for (const int axis : order) {
        if (shape[axis] != 1 && layout.strides[static_cast<std::size_t>(axis)] != expected)
            return false;
        expected *= shape[axis];
    }
    return true;
}

bool isChannelBlocks(const Layout &layout, const Shape &shape)
{
    if (layout.blockAxis != 1 || shape.rank() < 3)
        return false;
    std::int64_t expected = layout.block;
    for (int axis = shape.rank() - 1; axis > 1; --axis) {
        if (shape[axis] != 1 && layout.strides[static_cast<std::size_t>(axis)] != expected)
            return false;
        expected *= shape[axis];
    }
    const std::int64_t blocks = (shape[1] + layout.block - 1) / layout.block;
    return (blocks == 1 || layout.strides[1] == expected) && (shape[0] == 1 || layout.strides[0] == expected * blocks);
}

} // namespace

Result<Place> emitCopy(Tracer &tracer, const Place &from, std::int64_t bytes)
{
    HALFTONE_TRY(const Place to, tracer.newPlace(bytes, from.layout));
    const auto size = static_cast<std::size_t>(bytes);
    HALFTONE_CHECK(tracer.emit(std::make_unique<KernelStep>(
        "copy", std::vector{from}, std::vector{to}, [size](std::byte *const *at) { std::memcpy(at[1], at[0], size); })));
    return to;
}

bool isDescribable(const Layout *layout, const Shape &shape)
{
    return isRowMajor(layout, shape) || isChannelsLast(*layout, shape) || isChannelBlocks(*layout, shape);
}

TensorView describe(DType dtype, const Shape &shape, const Layout *layout, const std::byte *data)
{
    TensorView view{dtype, shape, TensorView::Layout::Plain, 1, data};
    if (isRowMajor(layout, shape))
        return view;
    view.layout = isChannelsLast(*layout, shape) ? TensorView::Layout::ChannelsLast : TensorView::Layout::ChannelBlocks;
    if (view.layout == TensorView::Layout::ChannelBlocks)
        view.block = static_cast<int>(layout->block);
    return view;
}

bool isDense(const Layout *layout, const Shape &shape)
{
    if (isRowMajor(layout, shape))
        return true;
    if (layout->blockAxis >= 0)
        return shape[layout->blockAxis] % layout->block == 0 && isChannelBlocks(*layout, shape);
    std::int64_t expected = 1;
    const auto order = memoryOrder(*layout, shape);
    for (auto axis = order.rbegin(); axis != order.rend(); ++axis) {
        if (layout->strides[static_cast<std::size_t>(*axis)] != expected)
            return false;
        expected *= shape[*axis];
    }
    return true;
}

LayoutPtr sameOrder(const LayoutPtr &layout) { return layout ? stridedLayout(layout->strides) : nullptr; }

Result<Place> densePlace(Tracer &tracer, ValueId id)
{
    HALFTONE_TRY(const Place place, tracer.anyPlace(id));
    if (isDense(place.layout.get(), tracer.value(id).shape) && (!place.layout || place.layout->blockAxis < 0))
        return place;
    return tracer.plain(id);
}

} // namespace halftone
