// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dnnl/joined_rows.h"

#include <algorithm>
#include <numeric>

namespace halftone::dnnlsupport {

namespace {

std::vector<std::int64_t> stridesOf(const Shape &shape, const Place &place)
{
    return place.layout ? place.layout->strides : shape.strides();
}

std::size_t positionOf(const RowOrder &order, int axis)
{
    return static_cast<std::size_t>(std::find(order.axes.begin(), order.axes.end(), axis) - order.axes.begin());
}

} // namespace

std::optional<RowOrder> rowOrderOf(const Shape &shape, const Place &place)
{
    RowOrder order;
    order.axes.resize(static_cast<std::size_t>(shape.rank()));
    std::iota(order.axes.begin(), order.axes.end(), 0);
    if (place.layout && place.layout->blockAxis >= 0) {
        if (place.layout->blockAxis != 1)
            return std::nullopt;
        order.block = static_cast<int>(place.layout->block);
        return order;
    }
    const auto strides = stridesOf(shape, place);
    std::stable_sort(order.axes.begin(), order.axes.end(),
        [&](int a, int b) { return strides[static_cast<std::size_t>(a)] > strides[static_cast<std::size_t>(b)]; });
    return order;
}

std::optional<std::int64_t> rowCount(const RowOrder &order, const Shape &result, int axis)
{
    if (order.block > 0)
        return axis == 1 ? std::optional(result[0]) : std::nullopt;
    std::int64_t rows = 1;
    for (std::size_t i = 0; i < positionOf(order, axis); ++i)
        rows *= result[order.axes[i]];
    return rows;
}

std::optional<std::int64_t> rowPitch(const RowOrder &order, const Shape &shape, const Place &place, int axis)
{
    const auto strides = stridesOf(shape, place);
    const bool blocked = place.layout && place.layout->blockAxis >= 0;
    if (blocked != (order.block > 0))
        return std::nullopt;
    std::int64_t expected = 1;
    if (blocked) {
        if (place.layout->blockAxis != 1 || place.layout->block != order.block || axis != 1 || shape[1] % order.block != 0)
            return std::nullopt;
        expected = order.block;
        for (int i = shape.rank() - 1; i >= 1; --i) {
            const std::int64_t count = i == 1 ? shape[1] / order.block : shape[i];
            if (count != 1 && strides[static_cast<std::size_t>(i)] != expected)
                return std::nullopt;
            expected *= count;
        }
        return shape[0] == 1 ? expected : strides[0];
    }
    const std::size_t at = positionOf(order, axis);
    for (std::size_t i = order.axes.size(); i-- > at;) {
        const int inner = order.axes[i];
        if (shape[inner] != 1 && strides[static_cast<std::size_t>(inner)] != expected)
            return std::nullopt;
        expected *= shape[inner];
    }
    std::optional<std::int64_t> pitch;
    std::int64_t next = 0;
    for (std::size_t i = at; i-- > 0;) {
        const int outer = order.axes[i];
        if (shape[outer] == 1)
            continue;
        const std::int64_t stride = strides[static_cast<std::size_t>(outer)];
        if (pitch && stride != next)
            return std::nullopt;
        if (!pitch)
            pitch = stride;
        next = stride * shape[outer];
    }
    return pitch.value_or(expected);
}

std::optional<Desc> descInOrder(const RowOrder &order, DType type, const Shape &shape)
{
    if (order.block > 0) {
        using Tag = dnnl::memory::format_tag;
        if (shape.rank() < 3 || shape.rank() > 5 || (order.block != 8 && order.block != 16) || shape[1] % order.block != 0)
            return std::nullopt;
        constexpr Tag kTags[2][3] = {{Tag::nCw8c, Tag::nChw8c, Tag::nCdhw8c}, {Tag::nCw16c, Tag::nChw16c, Tag::nCdhw16c}};
        return Desc(dimsOf(shape), dataType(type), kTags[order.block / 16][shape.rank() - 3]);
    }
    Dims strides(static_cast<std::size_t>(shape.rank()), 1);
    std::int64_t step = 1;
    for (std::size_t i = order.axes.size(); i-- > 0;) {
        strides[static_cast<std::size_t>(order.axes[i])] = step;
        step *= shape[order.axes[i]];
    }
    return Desc(dimsOf(shape), dataType(type), strides);
}

} // namespace halftone::dnnlsupport
