// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/observer.h"
#include "core/quant/compare_cache.h"
#include "core/quant/metrics.h"
#include "core/quant/pairing.h"
#include "core/quant/value_histogram.h"

#include <optional>

namespace halftone {

/// Keeps every observed value of a run, in place of what the run held before.
class CaptureObserver final : public TensorObserver
{
public:
    explicit CaptureObserver(FloatRun *run) : m_run(run), m_spare(std::move(run->values)) { m_run->values.clear(); }
    void observe(ValueId value, const TensorView &view) override;
    /// Set when a value could not be copied (memory).
    const std::optional<Error> &error() const { return m_error; }

private:
    FloatRun *m_run;
    /// Memory of the run before.
    std::map<ValueId, StoredTensor> m_spare;
    std::optional<Error> m_error;
};

/// Where the pairs lie in a quantized model, for look-up while it runs.
class PairIndex
{
public:
    PairIndex(const Graph &quantized, const std::vector<TensorPair> &pairs);
    /// Pairs that observe `value`.
    const std::vector<std::size_t> &pairsAt(ValueId value) const { return m_pairs[value]; }
    const std::vector<TensorPair> &pairs() const { return m_all; }
    std::vector<ValueId> observed() const;

private:
    std::vector<std::vector<std::size_t>> m_pairs;
    std::vector<TensorPair> m_all;
};

/// Compares a run of the quantized model with a float run. With `feedFloat` every value seen is then replaced by its
/// float original (quantized where the value is), so that each node's error is its own.
class ErrorObserver final : public TensorObserver
{
public:
    ErrorObserver(const PairIndex &index, const OriginalValues &run, std::vector<ErrorSums> *sums, bool feedFloat)
        : m_index(index), m_run(run), m_sums(sums), m_feedFloat(feedFloat)
    {
    }
    /// Also counts the values, one entry a pair.
    void collect(std::vector<HistogramPair> *histograms) { m_histograms = histograms; }
    /// Also keeps what the quantized model has instead of each float value, as float.
    void keep(std::map<ValueId, StoredTensor> *seen) { m_seen = seen; }
    void observe(ValueId value, const TensorView &view) override;
    Status replace(ValueId value, const TensorView &view, std::byte *data) override;
    const std::optional<Error> &error() const { return m_error; }

private:
    Status feed(ValueId value, const TensorView &view, std::byte *data);
    Status add(std::size_t pair, const TensorView &original, const TensorView &view);

    const PairIndex &m_index;
    const OriginalValues &m_run;
    std::vector<ErrorSums> *m_sums;
    std::vector<HistogramPair> *m_histograms = nullptr;
    std::map<ValueId, StoredTensor> *m_seen = nullptr;
    bool m_feedFloat;
    std::optional<Error> m_error;
};

} // namespace halftone
