// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/compare.h"

#include <cmath>

namespace halftone {

namespace {

/// The least of a figure over the model's outputs; NaN when none has it.
double leastOfOutputs(const ErrorReport &report, double ErrorFigures::*figure)
{
    double least = std::numeric_limits<double>::quiet_NaN();
    for (const TensorError &tensor : report.tensors) {
        const double value = tensor.accumulated.*figure;
        if (tensor.kind == TensorError::Kind::Output && !std::isnan(value) && !(value >= least))
            least = value;
    }
    return least;
}

} // namespace

const TensorError *ErrorReport::find(const std::string &tensor) const
{
    for (const TensorError &error : tensors) {
        if (error.tensor == tensor)
            return &error;
    }
    return nullptr;
}

double ErrorReport::outputDb() const { return leastOfOutputs(*this, &ErrorFigures::sqnrDb); }
double ErrorReport::outputWorstChannelDb() const { return leastOfOutputs(*this, &ErrorFigures::worstChannelDb); }

} // namespace halftone
