// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/quant/quantize.h"
#include "core/samples/source.h"

#include <functional>
#include <limits>
#include <string>
#include <vector>

namespace halftone {

class CompareCache;

/// Error of one channel or sample, beside its SQNR.
struct ColumnFigures
{
    double mse = 0;
    double maxAbs = 0;
    double cosine = 1;
};

/// Error of one tensor, float against quantized. SQNR in dB = 10·log10(Σ x² / Σ (x − y)²); +inf when equal.
struct ErrorFigures
{
    double sqnrDb = std::numeric_limits<double>::quiet_NaN();
    double mse = 0;
    double maxAbs = 0;
    double cosine = 1;
    /// Lowest SQNR among channels and which; NaN / -1 when there are none.
    double worstChannelDb = std::numeric_limits<double>::quiet_NaN();
    int worstChannel = -1;
    /// SQNR per channel (logical axis 1) and per sample.
    std::vector<double> channelsDb;
    std::vector<double> samplesDb;
    /// The other figures, as many as there are of channelsDb and samplesDb.
    std::vector<ColumnFigures> channels;
    std::vector<ColumnFigures> samples;
    /// Histograms of float and quantized values on one grid, for the chart; filled for `CompareOptions::histograms`.
    Histogram floatHistogram;
    Histogram quantizedHistogram;
};

struct TensorError
{
    std::string tensor;
    std::string producer;
    enum class Kind { Activation, Weight, Output } kind = Kind::Activation;
    /// Whole model quantized.
    ErrorFigures accumulated;
    /// This node quantized, its inputs float.
    ErrorFigures local;
};

struct ErrorReport
{
    /// Activations in execution order, then weights.
    std::vector<TensorError> tensors;
    std::vector<std::string> sampleNames;
    /// Samples left out, and why.
    std::vector<Issue> skipped;
    double seconds = 0;
    const TensorError *find(const std::string &tensor) const;
    /// Worst channel of the model's outputs, and their whole-tensor SQNR.
    double outputDb() const;
    double outputWorstChannelDb() const;
};

struct CompareOptions
{
    int workers = 0;
    std::int64_t samples = 0;
    bool local = true;
    bool weights = true;
    bool histograms = false;
    std::map<std::string, std::int64_t> dims;
    /// Keeps float activations between refreshes on the same model and samples; may be null.
    std::shared_ptr<CompareCache> cache;
};

/// Streams samples through both models. Peak memory does not grow with their number; the result does not depend on workers.
Result<ErrorReport> compare(std::shared_ptr<const Model> floatModel, const QuantizeResult &quantized, const SampleSource &samples,
    const CompareOptions &options, Progress &progress);

/// Matches two models read from files: by value name, then by structure around Q/DQ pairs. `floatModel` is best preprocessed, since
/// quantizers fold what preprocess() folds.
QuantizeResult matchModels(std::shared_ptr<const Model> floatModel, std::shared_ptr<const Model> quantizedModel);

} // namespace halftone
