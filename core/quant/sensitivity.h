// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/compare.h"
#include "core/tensor/runtime_value.h"

#include <functional>
#include <string>
#include <vector>

namespace halftone {

/// What the rounding of one node alone does to the outputs of an otherwise float model.
struct NodeSensitivity
{
    /// The node that computes; a Relu that disappears in it is part of it.
    std::string node;
    /// SQNR of the outputs' worst channel (of the whole where there are no channels); +inf when nothing arrives there.
    double sqnrDb = 0;
    /// SQNR of the worst output as a whole.
    double wholeDb = 0;
    /// Mean over samples of what SensitivityOptions::distance says; 0 without one.
    double distance = 0;
};

struct SensitivityReport
{
    /// Worst first; nodes that only move data pass on the rounding of others and are not listed.
    std::vector<NodeSensitivity> nodes;
    std::int64_t samples = 0;
    /// False when cancelled: the ranking is of the samples (of the first one: of the nodes) done so far.
    bool complete = false;
    std::vector<Issue> skipped;
    double seconds = 0;
};

struct SensitivityOptions
{
    int workers = 0;
    /// First N samples; 0: all.
    std::int64_t samples = 0;
    std::map<std::string, std::int64_t> dims;
    /// Keeps float activations for other measurements on the same model and samples; may be null.
    std::shared_ptr<CompareCache> cache;
    /// The ranking so far, after each sample; called from a worker, one call at a time. May be empty.
    std::function<void(const SensitivityReport &)> partial;
    /// How far outputs of a sample are from what they should be; a null output is as it should be. Called from workers. May be empty.
    std::function<double(std::int64_t sample, const std::vector<RuntimeValue> &outputs)> distance;
};

/// Measures every quantized node: its 8-bit result on float inputs is put into the float model, of which only what depends on it
/// runs again. Reports nodes × samples. Cancelled, it returns what it has, and fails with errc::kCancelled only when that is nothing.
Result<SensitivityReport> measureSensitivity(std::shared_ptr<const Model> floatModel, const QuantizeResult &quantized,
    const SampleSource &samples, const SensitivityOptions &options, Progress &progress);

} // namespace halftone
