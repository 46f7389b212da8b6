// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/document/pipeline.h"

namespace halftone {

/// Time of one run with one sample, on all cores: median of a few runs, in milliseconds.
struct Latency
{
    double floatMs = 0;
    double quantizedMs = 0;
};

Result<Latency> measureLatency(
    std::shared_ptr<const Calibration> calibration, std::shared_ptr<const QuantizeResult> quantized, Progress &progress);

} // namespace halftone
