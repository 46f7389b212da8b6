// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/tensor_view.h"
#include "core/quant/statistics.h"

namespace halftone {

/// Values of one tensor in the float and the quantized model, counted on the same kind of grid.
struct HistogramPair
{
    Histogram original;
    Histogram quantized;

    /// Counts the finite ones of two float tensors.
    void add(const TensorView &x, const TensorView &y);
    void merge(const HistogramPair &other);
};

} // namespace halftone
