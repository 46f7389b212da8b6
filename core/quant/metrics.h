// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/compare.h"
#include "core/quant/error_kernels.h"
#include "core/tensor/shape.h"

#include <cstdint>
#include <span>
#include <vector>

namespace halftone {

/// 10·log10(signal / noise): +inf without noise; NaN when there is neither signal nor noise to speak of a ratio.
double decibels(double signal, double noise);

/// Sums from which ErrorFigures follow. One sample adds x (float) against y (quantized); samples merge in their order, so
/// that figures do not depend on who computed which.
class ErrorSums
{
public:
    /// Adds one sample's tensor: float `x` against what `reading` makes of `y`, in whatever layouts; equal shapes.
    Status addSample(const TensorView &x, const TensorView &y, const Reading &reading);
    /// The same for floats that are both row-major.
    void addSample(const float *x, const float *y, const Shape &shape);
    /// Row-major with a reading a channel, or one for all; `shape` is outer × channels × inner.
    void addRuns(const float *x, const std::byte *y, const Shape &shape, std::span<const Reading> readings);
    /// Appends the samples of `later`.
    void merge(const ErrorSums &later);
    ErrorFigures figures() const;
    bool isEmpty() const { return m_samples.empty(); }

private:
    /// Over the elements of one sample or channel.
    struct Column
    {
        double signal = 0;
        double noise = 0;
        double dot = 0;
        double quantizedSquares = 0;
        double maxAbs = 0;
        std::int64_t count = 0;

        void add(const Column &other);
        void add(const LaneTotals &totals, int lane);
        void addRun(const float *x, const std::byte *y, std::int64_t length, const Reading &reading);
        ColumnFigures figures() const;
    };
    /// Whether this sample counts by channel: axis 1 of this length, as in all samples before.
    bool acceptChannels(std::int64_t channels);
    static void addVectors(const TensorView &x, const TensorView &y, const Reading &reading, std::vector<Column> &columns);
    void addRows(const TensorView &x, const TensorView &y, const Reading &reading, bool byChannel);

    std::vector<Column> m_samples;
    std::vector<Column> m_channels;
    bool m_channelsDiffer = false;
};

} // namespace halftone
