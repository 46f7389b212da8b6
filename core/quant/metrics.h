// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/compare.h"
#include "core/tensor/shape.h"

#include <cstdint>
#include <vector>

namespace halftone {

/// 10·log10(signal / noise): +inf without noise; NaN when there is neither signal nor noise to speak of a ratio.
double decibels(double signal, double noise);

/// Sums from which ErrorFigures follow. One sample adds x (float) against y (quantized); samples merge in their order, so
/// that figures do not depend on who computed which.
class ErrorSums
{
public:
    /// Adds one sample's tensor, both in plain layout with `shape`.
    void addSample(const float *x, const float *y, const Shape &shape);
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
        ColumnFigures figures() const;
    };
    std::vector<Column> m_samples;
    std::vector<Column> m_channels;
    bool m_channelsDiffer = false;
};

} // namespace halftone
