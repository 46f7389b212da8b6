// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/topology.h"
#include "core/samples/source.h"

#include <memory>
#include <mutex>

namespace halftone {

/// What inputs of layers look like together: for a value whose last axis has K elements the mean of x xᵀ, [K, K].
struct SecondMoments
{
    std::map<std::string, Tensor> values;
};

/// The recipe has an algorithm that needs second moments.
bool needsMoments(const FormatOptions &options);

/// Runs the float model over the samples once more and gathers the moments of what the recipe's weight-only layers read.
/// Samples that cannot be used are left out. `samples` 0: all.
Result<SecondMoments> collectMoments(const PreparedGraph &prepared, const GraphFacts &facts, const Recipe &recipe,
    const SampleSource &source, std::int64_t samples, Progress &progress);

/// The moments of one calibration, made when first needed. Thread-safe.
class MomentsCache
{
public:
    /// Null when the recipe needs none.
    Result<std::shared_ptr<const SecondMoments>> of(const PreparedGraph &prepared, const GraphFacts &facts, const Recipe &recipe,
        const SampleSource &source, std::int64_t samples, Progress &progress);

private:
    std::mutex m_mutex;
    std::shared_ptr<const SecondMoments> m_moments;
    /// What the kept moments were made for.
    std::vector<ModeRule> m_modes;
    std::vector<NodePattern> m_exclude;
};

} // namespace halftone
