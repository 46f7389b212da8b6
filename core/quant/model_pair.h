// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/compare.h"
#include "core/quant/compare_cache.h"
#include "core/quant/compare_observers.h"
#include "core/quant/ordered_workers.h"

namespace halftone {

/// A float model and its quantized form, both ready to run on the same samples with all values watched that correspond.
struct ModelPair
{
    GraphFacts facts;
    Pairing pairing;
    PairIndex index;
    std::shared_ptr<CompareCache> cache;
    std::shared_ptr<const PreparedModel> original;
    std::shared_ptr<const PreparedModel> quantized;
};

/// With a cache every float activation of the original is watched, whatever is quantized, so that what it keeps serves the next
/// choice; without one (null) only those that have a counterpart, and outputs. Fails with errc::kNothingToCompare.
Result<std::unique_ptr<const ModelPair>> makeModelPair(const std::shared_ptr<const Model> &floatModel, const QuantizeResult &quantized,
    const SampleSource &samples, const std::map<std::string, std::int64_t> &dims, std::shared_ptr<CompareCache> cache, Progress &progress);

/// Runs the float model on samples for one worker.
class FloatRunner
{
public:
    FloatRunner(const ModelPair &pair, const SampleSource &samples, int threads);

    /// The activations of a sample, from the cache when it has them. Valid until the next call.
    Result<std::shared_ptr<const FloatRun>> run(std::int64_t sample, Progress &progress);
    /// The sample as the float model takes it.
    Result<std::vector<RuntimeValue>> inputs(std::int64_t sample) const;
    /// Of the float model, made when first wanted.
    Executor &executor();

private:
    const ModelPair &m_pair;
    const SampleSource &m_samples;
    int m_threads;
    std::unique_ptr<Executor> m_executor;
    /// Used again unless the cache kept it: its memory is worth more than its contents.
    std::shared_ptr<FloatRun> m_own;
};

} // namespace halftone
