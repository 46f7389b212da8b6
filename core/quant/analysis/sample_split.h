// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/samples/source.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace halftone {

/// How samples that judge a result relate to those that set its ranges.
enum class KeptAside {
    Separate, ///< kept aside, and split again: one part accepts what is tried, the other gives the verdict
    Shared, ///< kept aside, one set for both
    None, ///< none kept aside: the samples that calibrate judge
};

/// Indices of samples by what they are for, each list ascending. Depends on the names of the samples only, not on their order.
struct SampleSplit
{
    std::vector<std::int64_t> calibration;
    std::vector<std::int64_t> acceptance;
    std::vector<std::int64_t> verdict;
    KeptAside kept = KeptAside::None;

    std::int64_t keptAside() const;
};

/// Samples in the order of the 64-bit FNV-1a hash of their names (mixed once more); the last N/4 of N are kept aside, but not fewer than 8
/// (of 16 and more) or half of them (of fewer), and 64 at most. One sample serves all. 16 and more kept aside are dealt to acceptance and
/// verdict by turns. `samples`: the first so many; 0: all.
SampleSplit splitSamples(const SampleSource &source, std::int64_t samples);

/// All calibrate, and the last ones in the same order judge: for recipes that do nothing by measurement.
SampleSplit judgeOnCalibration(const SampleSource &source, std::int64_t samples);

/// Some samples of another source, which must outlive it.
class SampleSubset final : public SampleSource
{
public:
    SampleSubset(const SampleSource &source, std::vector<std::int64_t> indices) : m_source(source), m_indices(std::move(indices)) { }
    std::int64_t count() const override { return static_cast<std::int64_t>(m_indices.size()); }
    Result<Sample> load(std::int64_t index) const override { return m_source.load(m_indices[static_cast<std::size_t>(index)]); }
    std::string name(std::int64_t index) const override { return m_source.name(m_indices[static_cast<std::size_t>(index)]); }

private:
    const SampleSource &m_source;
    std::vector<std::int64_t> m_indices;
};

} // namespace halftone
