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
    struct Pair
    {
        double signal = 0;
        double noise = 0;
    };
    std::vector<Pair> m_samples;
    std::vector<Pair> m_channels;
    bool m_channelsDiffer = false;
    std::int64_t m_count = 0;
    double m_dot = 0;
    double m_quantizedSquares = 0;
    double m_maxAbs = 0;
};

} // namespace halftone
