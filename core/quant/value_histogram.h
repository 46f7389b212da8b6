// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/statistics.h"

namespace halftone {

/// Values of one tensor in the float and the quantized model, counted on the same kind of grid.
struct HistogramPair
{
    Histogram original;
    Histogram quantized;

    /// Counts the finite ones of `count` values each.
    void add(const float *x, const float *y, std::int64_t count);
    void merge(const HistogramPair &other);
};

} // namespace halftone
