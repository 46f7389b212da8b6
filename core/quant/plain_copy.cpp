// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/plain_copy.h"

#include <algorithm>
#include <cstring>

namespace halftone {

namespace {

/// One image of channels-last data, in tiles so that reads and writes both stay in cache.
template <typename T>
void transposeInner(const T *source, std::int64_t sourceStride, std::int64_t channels, std::int64_t inner, T *target)
{
    constexpr std::int64_t kTile = 16;
    for (std::int64_t i = 0; i < inner; i += kTile) {
        const std::int64_t end = std::min(inner, i + kTile);
        for (std::int64_t c = 0; c < channels; ++c) {
            for (std::int64_t k = i; k < end; ++k)
                target[c * inner + k] = source[k * sourceStride + c];
        }
    }
}

template <typename T>
void copy(const TensorView &view, T *target)
{
    const auto *source = reinterpret_cast<const T *>(view.data);
    const std::int64_t batch = view.shape[0];
    const std::int64_t channels = view.shape[1];
    const std::int64_t inner = view.shape.count(2, view.shape.rank());
    if (view.layout == TensorView::Layout::ChannelsLast) {
        for (std::int64_t n = 0; n < batch; ++n)
            transposeInner(source + n * channels * inner, channels, channels, inner, target + n * channels * inner);
        return;
    }
    const std::int64_t block = view.block;
    const std::int64_t blocks = (channels + block - 1) / block;
    for (std::int64_t n = 0; n < batch; ++n) {
        for (std::int64_t b = 0; b < blocks; ++b) {
            transposeInner(source + (n * blocks + b) * inner * block, block, std::min(block, channels - b * block), inner,
                target + (n * channels + b * block) * inner);
        }
    }
}

} // namespace

Result<Tensor> plainCopy(const TensorView &view)
{
    HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(view.dtype, view.shape));
    if (result.count() == 0)
        return result;
    if (view.layout == TensorView::Layout::Plain || view.shape.rank() < 2) {
        std::memcpy(result.mutableRaw(), view.data, result.bytes());
        return result;
    }
    switch (dtypeBits(view.dtype)) {
    case 8:
        copy(view, reinterpret_cast<std::uint8_t *>(result.mutableRaw()));
        break;
    case 16:
        copy(view, reinterpret_cast<std::uint16_t *>(result.mutableRaw()));
        break;
    case 32:
        copy(view, reinterpret_cast<std::uint32_t *>(result.mutableRaw()));
        break;
    case 64:
        copy(view, reinterpret_cast<std::uint64_t *>(result.mutableRaw()));
        break;
    default:
        return Error(errc::kInternal, {std::string(dtypeName(view.dtype))});
    }
    return result;
}

} // namespace halftone
