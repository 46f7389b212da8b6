// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/document/pipeline.h"

#include <optional>

namespace halftone {

/// What a refresh is too quick to know. Times are of one run with one sample on all cores: median of a few runs, in milliseconds.
struct Latency
{
    double floatMs = 0;
    double quantizedMs = 0;
    /// Metric of the quantized model on labelled samples, in [0, 1]; absent without labels.
    std::optional<double> accuracy;
};

Result<Latency> measureLatency(
    std::shared_ptr<const Calibration> calibration, std::shared_ptr<const QuantizeResult> quantized, Progress &progress);

} // namespace halftone
