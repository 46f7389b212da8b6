// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/layout.h"

namespace halftone {

bool isRowMajor(const Layout *layout, const Shape &shape)
{
    if (!layout)
        return true;
    if (layout->blockAxis >= 0) {
        const int axis = layout->blockAxis;
        if (shape.count(axis + 1, shape.rank()) != 1 || shape[axis] % layout->block != 0)
            return false;
        // One run of channels a row: blocks follow each other, so only the strides of the axes before matter.
        std::int64_t expected = shape[axis];
        if (shape[axis] != layout->block && layout->strides[static_cast<std::size_t>(axis)] != layout->block)
            return false;
        for (int i = axis - 1; i >= 0; --i) {
            if (shape[i] != 1 && layout->strides[static_cast<std::size_t>(i)] != expected)
                return false;
            expected *= shape[i];
        }
        return true;
    }
    std::int64_t expected = 1;
    for (int i = shape.rank() - 1; i >= 0; --i) {
        if (shape[i] != 1 && layout->strides[static_cast<std::size_t>(i)] != expected)
            return false;
        expected *= shape[i];
    }
    return true;
}

LayoutPtr stridedLayout(std::vector<std::int64_t> strides)
{
    auto layout = std::make_shared<Layout>();
    layout->strides = std::move(strides);
    return layout;
}

} // namespace halftone
