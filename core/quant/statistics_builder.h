// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/statistics.h"

namespace halftone {

/// Collects the statistics of one tensor: add() what one sample shows of it, then merge() samples in their order.
class StatisticsBuilder
{
public:
    /// Adds all elements of a float view, in whatever layout. One pass in cache-sized pieces. Other types are ignored.
    void add(const TensorView &view);
    /// Adds what another builder saw of later samples. Counts, extremes and bins are exact in any order; sums are exact to
    /// the bit when the order is kept.
    void merge(const StatisticsBuilder &later);
    /// Forgets everything but keeps the memory.
    void clear();
    bool isEmpty() const { return m_result.count == 0; }
    std::int64_t nonFinite() const { return m_result.count - m_result.finiteCount; }
    /// As seen so far, with the extremes of this builder as one sample.
    const TensorStatistics &result() const { return m_result; }
    /// Appends one entry to the per-sample extremes (a sample without finite values repeats 0, 0).
    void closeSample();
    TensorStatistics take() { return std::move(m_result); }

private:
    /// Room for extremes of that many channels; false when the tensor has none worth keeping.
    bool prepareChannels(std::int64_t channels);
    void addChannels(const TensorView &view);
    /// One pass for sums and extremes by channel: channel counts that are multiples of kSpanLanes.
    void addChannelsLast(const TensorView &view);
    void widenChannel(std::int64_t channel, float low, float high);
    void widenChannels(std::int64_t first, const struct SpanSums &sums);

    TensorStatistics m_result;
    bool m_channelsDiffer = false;
};

} // namespace halftone
