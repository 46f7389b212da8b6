// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/engine/tensor_view.h"
#include "core/tensor/tensor.h"

namespace halftone {

/// Where the elements of a view of rank 2 or more lie, as batch × channels × positions (all axes after the channel's).
struct ChannelGeometry
{
    std::int64_t batch = 0;
    std::int64_t channels = 0;
    std::int64_t inner = 0;
    /// Neighbouring channels of one position that lie `lane` elements apart: a block, or all.
    std::int64_t group = 1;
    std::int64_t lane = 1;
    /// Distance of neighbouring positions, in elements.
    std::int64_t row = 1;

    explicit ChannelGeometry(const TensorView &view);
    /// First element of group and position; `channel` may be any of a group when `lane` is 1.
    std::int64_t offset(std::int64_t n, std::int64_t channel, std::int64_t position) const
    {
        return n * m_image + channel / group * m_group + channel % group * lane + position * row;
    }
    /// The channels of one position lie side by side.
    bool hasVectors() const { return lane == 1; }
    /// Images follow one another like positions do.
    bool isOneRow() const { return m_image == inner * row; }
    /// Images seen as positions of one.
    void mergeBatch();

private:
    std::int64_t m_image = 0;
    std::int64_t m_group = 0;
};

/// Elements in the buffer of a view, padding channels included.
std::int64_t storedCount(const TensorView &view);
bool hasPadding(const TensorView &view);
/// Both describe the same order of elements in memory.
bool haveSameLayout(const TensorView &a, const TensorView &b);

/// Writes the elements of `from` to `data`, which lies as `to` says: same type (of 8, 16, 32 or 64 bits unless both lie
/// alike) and shape. Padding becomes zero.
void copyElements(const TensorView &from, const TensorView &to, std::byte *data);
void clearPadding(const TensorView &view, std::byte *data);

/// The elements of a view in row-major order, in memory of their own. Types of 8, 16, 32 and 64 bits.
Result<Tensor> plainCopy(const TensorView &view);

} // namespace halftone
