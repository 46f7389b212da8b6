// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/tensor_view.h"

#include <algorithm>

namespace halftone {

/// Channels of a view: logical axis 1, or 0 below rank 2.
inline std::int64_t channelCount(const TensorView &view) { return view.shape.rank() >= 2 ? view.shape[1] : 0; }

/// Calls run(offset, length, channel) for stretches of memory of one channel (plain layout), or
/// vector(offset, length, firstChannel) for stretches of neighbouring channels (channels-last, blocks, rank 2); offsets
/// and lengths in elements. Covers each element once, and no padding. Rank ≥ 2.
template <typename Run, typename Vector>
void forEachChannelSpan(const TensorView &view, Run run, Vector vector)
{
    const std::int64_t batch = view.shape[0];
    const std::int64_t channels = view.shape[1];
    const std::int64_t inner = view.shape.count(2, view.shape.rank());
    switch (view.layout) {
    case TensorView::Layout::Plain:
        if (inner == 1) {
            for (std::int64_t n = 0; n < batch; ++n)
                vector(n * channels, channels, 0);
            return;
        }
        for (std::int64_t n = 0; n < batch; ++n) {
            for (std::int64_t c = 0; c < channels; ++c)
                run((n * channels + c) * inner, inner, c);
        }
        return;
    case TensorView::Layout::ChannelsLast:
        for (std::int64_t i = 0; i < batch * inner; ++i)
            vector(i * channels, channels, 0);
        return;
    case TensorView::Layout::ChannelBlocks: {
        const std::int64_t block = view.block;
        const std::int64_t blocks = (channels + block - 1) / block;
        for (std::int64_t n = 0; n < batch; ++n) {
            for (std::int64_t b = 0; b < blocks; ++b) {
                const std::int64_t length = std::min(block, channels - b * block);
                for (std::int64_t i = 0; i < inner; ++i)
                    vector(((n * blocks + b) * inner + i) * block, length, b * block);
            }
        }
        return;
    }
    }
}

/// Calls span(offset, length) for the longest stretches of memory that hold data only.
template <typename Span>
void forEachSpan(const TensorView &view, Span span)
{
    const bool padded = view.layout == TensorView::Layout::ChannelBlocks && view.shape.rank() >= 2 && view.shape[1] % view.block != 0;
    if (!padded)
        span(0, view.shape.count());
    else
        forEachChannelSpan(
            view, [&](auto offset, auto length, auto) { span(offset, length); },
            [&](auto offset, auto length, auto) { span(offset, length); });
}

} // namespace halftone
