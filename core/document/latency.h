// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/document/pipeline.h"

#include <memory>
#include <optional>

namespace halftone {

/// What a refresh is too quick to know. Times are of one run with one sample on all cores, in milliseconds: the fastest of several, which
/// other programs disturbed least; float and quantized runs alternate, so that a busy machine treats both alike.
struct Latency
{
    double floatMs = 0;
    double quantizedMs = 0;
    /// Metric of the quantized model on labelled samples, in [0, 1]; absent without labels.
    std::optional<double> accuracy;
};

/// Measures quantized models against one float model, which is made ready once.
class LatencyMeter
{
public:
    static Result<std::unique_ptr<LatencyMeter>> make(const Calibration &calibration, Progress &progress);
    ~LatencyMeter();

    Result<Latency> measure(const std::shared_ptr<const Model> &quantized, Progress &progress);

private:
    class Runner;
    LatencyMeter(const Calibration &calibration, Sample sample);

    std::shared_ptr<const SampleSource> m_samples;
    std::map<std::string, std::int64_t> m_dims;
    Sample m_sample;
    std::unique_ptr<Runner> m_float;
    /// Of all runs so far.
    double m_fastestFloatMs;
};

Result<Latency> measureLatency(
    std::shared_ptr<const Calibration> calibration, std::shared_ptr<const QuantizeResult> quantized, Progress &progress);

} // namespace halftone
