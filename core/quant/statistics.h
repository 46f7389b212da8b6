// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/issue.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/engine/tensor_view.h"
#include "core/model/model.h"
#include "core/samples/source.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace halftone {

/// Histogram on a grid of power-of-two bin widths: bins [k·w, (k+1)·w) with w = 2^exponent, k in [first, first + counts.size()).
/// Growing doubles w and merges pairs, so merging two histograms is exact and does not depend on order.
struct Histogram
{
    int exponent = 0;
    std::int64_t first = 0;
    std::vector<std::uint64_t> counts;

    double binWidth() const;
    void merge(const Histogram &other);
    friend bool operator==(const Histogram &, const Histogram &) = default;
};

/// Streaming statistics of one tensor: enough to derive every calibration method's range later. Size does not depend on the number of
/// samples.
struct TensorStatistics
{
    std::int64_t count = 0;
    std::int64_t finiteCount = 0;
    /// Over finite values.
    float minimum = 0;
    float maximum = 0;
    double sum = 0;
    double sumOfSquares = 0;
    Histogram histogram;
    /// Finite extremes per channel (logical axis 1); empty below rank 2 or when channel counts differ between samples.
    std::vector<float> channelMinimum;
    std::vector<float> channelMaximum;
    /// Per-sample extremes in sample order (moving average, convergence chart).
    std::vector<float> sampleMinimum;
    std::vector<float> sampleMaximum;
};

/// Statistics of every float activation of a model, by value name, for one revision of the graph.
struct Statistics
{
    std::map<std::string, TensorStatistics> tensors;
    std::int64_t samples = 0;
    std::vector<std::string> sampleNames;
    /// Samples left out, and why.
    std::vector<Issue> skipped;
    /// What was noticed in samples that were used: NaN or infinite values, by tensor.
    std::vector<Issue> issues;
    double seconds = 0;
};

struct CalibrationOptions
{
    /// 0: as many as there are cores.
    int workers = 0;
    /// First N samples; 0: all.
    std::int64_t samples = 0;
    /// Values for symbolic dimensions not fixed by the data.
    std::map<std::string, std::int64_t> dims;
    /// Called from workers as samples finish (rate-limited by the caller); may be empty.
    std::function<void(const std::string &tensor)> tensorSeen;
};

/// One pass of the float model over the samples on a pool of workers. The result does not depend on the number of workers.
Result<Statistics> calibrate(
    std::shared_ptr<const Model> model, const SampleSource &samples, const CalibrationOptions &options, Progress &progress);

Status saveStatistics(const Statistics &statistics, const std::string &path);
Result<Statistics> loadStatistics(const std::string &path);

} // namespace halftone
