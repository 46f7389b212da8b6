// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/executor.h"
#include "core/samples/source.h"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace halftone {

/// Float values that a run of the quantized model is compared with.
class OriginalValues
{
public:
    virtual ~OriginalValues() = default;
    /// Nothing when the float run has no such value. May wait until it has. Valid until the value is released or another one is
    /// asked for.
    virtual std::optional<TensorView> find(ValueId value) const = 0;
    /// The caller has done with the value.
    virtual void release(ValueId) const { }
};

/// What one sample gave in the float model: its inputs and the float activations that were watched.
struct FloatRun final : OriginalValues
{
    std::vector<RuntimeValue> inputs;
    std::map<ValueId, StoredTensor> values;

    std::int64_t bytes() const;
    std::optional<TensorView> find(ValueId value) const override;
};

/// Keeps what does not change between two comparisons of one float model on the same samples: the prepared float model and,
/// within a byte budget, the float activations. Give the same cache to each refresh. Thread-safe.
class CompareCache
{
public:
    explicit CompareCache(std::int64_t byteBudget) : m_budget(byteBudget) { }

    /// Empties the cache unless it was filled for the same model, samples, and values.
    void claim(const std::shared_ptr<const Model> &model, const SampleSource *samples, const std::map<std::string, std::int64_t> &dims,
        const std::vector<ValueId> &observed);

    /// Whether it can keep float activations at all.
    bool keepsRuns() const { return m_budget > 0; }
    std::shared_ptr<const PreparedModel> prepared() const;
    void setPrepared(std::shared_ptr<const PreparedModel> prepared);
    std::shared_ptr<const FloatRun> run(std::int64_t sample) const;
    /// Kept when it fits what is left of the budget.
    void addRun(std::int64_t sample, std::shared_ptr<const FloatRun> run);

private:
    mutable std::mutex m_mutex;
    std::int64_t m_budget;
    std::int64_t m_used = 0;
    std::shared_ptr<const Model> m_model;
    const SampleSource *m_samples = nullptr;
    std::map<std::string, std::int64_t> m_dims;
    std::vector<ValueId> m_observed;
    std::shared_ptr<const PreparedModel> m_prepared;
    std::map<std::int64_t, std::shared_ptr<const FloatRun>> m_runs;
};

} // namespace halftone
