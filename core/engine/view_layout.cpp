// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/view_layout.h"

#include <algorithm>
#include <cstring>

namespace halftone {

namespace {

/// Channels that are copied together, and positions of a tile: reads and writes both stay in cache.
constexpr std::int64_t kLanes = 16;
constexpr std::int64_t kTile = 16;

bool isBlocked(const TensorView &view) { return view.layout == TensorView::Layout::ChannelBlocks && view.shape.rank() >= 2; }

template <typename T>
void copyTile(const T *from, std::int64_t fromRow, std::int64_t fromLane, T *to, std::int64_t toRow, std::int64_t toLane, std::int64_t rows,
    std::int64_t lanes)
{
    if (fromLane == 1 && toLane == 1) {
        for (std::int64_t i = 0; i < rows; ++i)
            std::copy_n(from + i * fromRow, lanes, to + i * toRow);
        return;
    }
    for (std::int64_t lane = 0; lane < lanes; ++lane) {
        for (std::int64_t i = 0; i < rows; ++i)
            to[i * toRow + lane * toLane] = from[i * fromRow + lane * fromLane];
    }
}

template <typename T>
void copyAs(const TensorView &source, const TensorView &target, std::byte *data)
{
    const ChannelGeometry a(source);
    const ChannelGeometry b(target);
    const auto *from = reinterpret_cast<const T *>(source.data);
    auto *to = reinterpret_cast<T *>(data);
    const std::int64_t step = std::min({kLanes, a.group, b.group});
    for (std::int64_t n = 0; n < a.batch; ++n) {
        for (std::int64_t i = 0; i < a.inner; i += kTile) {
            const std::int64_t rows = std::min(kTile, a.inner - i);
            for (std::int64_t c = 0; c < a.channels; c += step)
                copyTile(
                    from + a.offset(n, c, i), a.row, a.lane, to + b.offset(n, c, i), b.row, b.lane, rows, std::min(step, a.channels - c));
        }
    }
}

} // namespace

ChannelGeometry::ChannelGeometry(const TensorView &view)
    : batch(view.shape[0])
    , channels(view.shape[1])
    , inner(view.shape.count(2, view.shape.rank()))
    , group(std::max<std::int64_t>(channels, 1))
{
    m_image = channels * inner;
    switch (view.layout) {
    case TensorView::Layout::Plain:
        lane = inner;
        row = inner == 1 ? channels : 1;
        break;
    case TensorView::Layout::ChannelsLast:
        row = channels;
        break;
    case TensorView::Layout::ChannelBlocks:
        group = row = view.block;
        m_group = inner * view.block;
        m_image = (channels + view.block - 1) / view.block * m_group;
        break;
    }
}

void ChannelGeometry::mergeBatch()
{
    inner *= batch;
    batch = 1;
}

std::int64_t storedCount(const TensorView &view)
{
    if (!isBlocked(view))
        return view.shape.count();
    const std::int64_t padded = (view.shape[1] + view.block - 1) / view.block * view.block;
    return view.shape[0] * padded * view.shape.count(2, view.shape.rank());
}

bool hasPadding(const TensorView &view) { return isBlocked(view) && view.shape[1] % view.block != 0; }

bool haveSameLayout(const TensorView &a, const TensorView &b)
{
    return a.layout == b.layout && (a.layout != TensorView::Layout::ChannelBlocks || a.block == b.block);
}

void clearPadding(const TensorView &view, std::byte *data)
{
    if (!hasPadding(view))
        return;
    const std::size_t size = static_cast<std::size_t>(dtypeBits(view.dtype)) / 8;
    const std::int64_t kept = view.shape[1] % view.block;
    const std::int64_t inner = view.shape.count(2, view.shape.rank());
    const std::int64_t blocks = view.shape[1] / view.block + 1;
    for (std::int64_t n = 0; n < view.shape[0]; ++n) {
        for (std::int64_t i = 0; i < inner; ++i) {
            const std::int64_t at = ((n * blocks + blocks - 1) * inner + i) * view.block + kept;
            std::memset(data + static_cast<std::size_t>(at) * size, 0, static_cast<std::size_t>(view.block - kept) * size);
        }
    }
}

void copyElements(const TensorView &from, const TensorView &to, std::byte *data)
{
    if (from.shape.count() == 0)
        return;
    if (haveSameLayout(from, to) || from.shape.rank() < 2) {
        std::memcpy(data, from.data, static_cast<std::size_t>(byteSize(from.dtype, storedCount(from)).value_or(0)));
        return clearPadding(to, data);
    }
    switch (dtypeBits(from.dtype)) {
    case 8:
        copyAs<std::uint8_t>(from, to, data);
        break;
    case 16:
        copyAs<std::uint16_t>(from, to, data);
        break;
    case 32:
        copyAs<std::uint32_t>(from, to, data);
        break;
    default:
        copyAs<std::uint64_t>(from, to, data);
        break;
    }
    clearPadding(to, data);
}

Result<Tensor> plainCopy(const TensorView &view)
{
    if (view.layout != TensorView::Layout::Plain && dtypeBits(view.dtype) % 8 != 0)
        return Error(errc::kInternal, {std::string(dtypeName(view.dtype))});
    HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(view.dtype, view.shape));
    copyElements(view, {view.dtype, view.shape}, result.mutableRaw());
    return result;
}

} // namespace halftone
