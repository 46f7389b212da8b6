// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/tensor/strided_copy.h"

#include "core/ops/dispatch.h"

#include <algorithm>
#include <cstring>

namespace halftone {

namespace {

/// A box without axes of one element, adjacent axes merged where both sides pass through them alike.
struct Box
{
    std::vector<std::int64_t> extents;
    std::vector<std::int64_t> from;
    std::vector<std::int64_t> to;
};

Box simplified(const StridedPlace &from, const StridedPlace &to, const Shape &extents)
{
    Box box;
    for (int i = 0; i < extents.rank(); ++i) {
        const auto axis = static_cast<std::size_t>(i);
        const std::int64_t extent = extents[i];
        if (extent == 1)
            continue;
        if (!box.extents.empty() && box.from.back() == from.strides[axis] * extent && box.to.back() == to.strides[axis] * extent) {
            box.extents.back() *= extent;
            box.from.back() = from.strides[axis];
            box.to.back() = to.strides[axis];
            continue;
        }
        box.extents.push_back(extent);
        box.from.push_back(from.strides[axis]);
        box.to.push_back(to.strides[axis]);
    }
    return box;
}

template <typename U>
void copyRow(const U *source, std::int64_t sourceStep, U *target, std::int64_t targetStep, std::int64_t count)
{
    if (sourceStep == 1 && targetStep == 1) {
        std::copy_n(source, count, target);
    } else if (sourceStep == 0 && targetStep == 1) {
        std::fill_n(target, count, *source);
    } else {
        for (std::int64_t i = 0; i < count; ++i)
            target[i * targetStep] = source[i * sourceStep];
    }
}

/// Rows and columns in tiles: either side is then read or written within few cache lines.
template <typename U>
void copyPlane(const U *source, U *target, const Box &box, std::size_t rows, std::size_t columns)
{
    constexpr std::int64_t kTile = 16;
    for (std::int64_t r = 0; r < box.extents[rows]; r += kTile) {
        const std::int64_t rowEnd = std::min(r + kTile, box.extents[rows]);
        for (std::int64_t c = 0; c < box.extents[columns]; c += kTile) {
            const std::int64_t width = std::min(kTile, box.extents[columns] - c);
            for (std::int64_t row = r; row < rowEnd; ++row)
                copyRow(source + row * box.from[rows] + c * box.from[columns], box.from[columns],
                    target + row * box.to[rows] + c * box.to[columns], box.to[columns], width);
        }
    }
}

template <typename U>
void copyBox(const U *source, U *target, const Box &box)
{
    if (box.extents.empty()) {
        *target = *source;
        return;
    }
    const std::size_t last = box.extents.size() - 1;
    // A second inner axis along which the source is dense while the row is not: a transposition.
    std::size_t plane = last;
    if (box.from[last] != 1 && box.from[last] != 0)
        for (std::size_t axis = 0; axis < last; ++axis)
            if (box.from[axis] == 1)
                plane = axis;
    std::vector<std::size_t> outer;
    for (std::size_t axis = 0; axis < last; ++axis)
        if (axis != plane)
            outer.push_back(axis);
    std::vector<std::int64_t> position(outer.size(), 0);
    for (;;) {
        if (plane != last)
            copyPlane(source, target, box, plane, last);
        else
            copyRow(source, box.from[last], target, box.to[last], box.extents[last]);
        std::size_t i = outer.size();
        for (;;) {
            if (i == 0)
                return;
            --i;
            const std::size_t axis = outer[i];
            source += box.from[axis];
            target += box.to[axis];
            if (++position[i] < box.extents[axis])
                break;
            source -= box.from[axis] * box.extents[axis];
            target -= box.to[axis] * box.extents[axis];
            position[i] = 0;
        }
    }
}

} // namespace

void copyStrided(const Tensor &source, const StridedPlace &from, Tensor &target, const StridedPlace &to, const Shape &extents)
{
    if (extents.count() == 0)
        return;
    const Box box = simplified(from, to, extents);
    visitUnit(source.dtype(), [&](const auto &unit) {
        using U = std::remove_cvref_t<decltype(unit)>;
        copyBox(unitsOf<U>(source) + from.offset, mutableUnitsOf<U>(target) + to.offset, box);
    });
}

StridedPlace densePlace(const Shape &shape) { return {0, shape.strides()}; }

void copyElements(const Tensor &source, std::int64_t from, Tensor &target, std::int64_t to, std::int64_t count)
{
    if (count <= 0)
        return;
    if (source.dtype() == DType::String) {
        std::copy_n(source.strings().begin() + from, count, target.mutableStrings().begin() + to);
        return;
    }
    const auto width = static_cast<std::size_t>(dtypeBits(source.dtype()) / 8);
    std::memcpy(target.mutableRaw() + static_cast<std::size_t>(to) * width, source.raw() + static_cast<std::size_t>(from) * width,
        static_cast<std::size_t>(count) * width);
}

} // namespace halftone
