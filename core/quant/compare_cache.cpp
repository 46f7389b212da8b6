// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/compare_cache.h"

namespace halftone {

std::int64_t FloatRun::bytes() const
{
    std::int64_t sum = 0;
    for (const auto &[id, tensor] : values)
        sum += static_cast<std::int64_t>(tensor.bytes());
    return sum;
}

std::optional<TensorView> FloatRun::find(ValueId value) const
{
    const auto found = values.find(value);
    return found == values.end() ? std::nullopt : std::optional(found->second.view());
}

void CompareCache::claim(const std::shared_ptr<const Model> &model, const SampleSource *samples,
    const std::map<std::string, std::int64_t> &dims, const std::vector<ValueId> &observed)
{
    const std::scoped_lock lock(m_mutex);
    if (m_model == model && m_samples == samples && m_dims == dims && m_observed == observed)
        return;
    // Emptied first: without memory for the rest no runs of another model are left.
    m_prepared.reset();
    m_runs.clear();
    m_used = 0;
    m_model = model;
    m_samples = samples;
    m_dims = dims;
    m_observed = observed;
}

std::shared_ptr<const PreparedModel> CompareCache::prepared() const
{
    const std::scoped_lock lock(m_mutex);
    return m_prepared;
}

void CompareCache::setPrepared(std::shared_ptr<const PreparedModel> prepared)
{
    const std::scoped_lock lock(m_mutex);
    m_prepared = std::move(prepared);
}

std::shared_ptr<const FloatRun> CompareCache::run(std::int64_t sample) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_runs.find(sample);
    return found == m_runs.end() ? nullptr : found->second;
}

void CompareCache::addRun(std::int64_t sample, std::shared_ptr<const FloatRun> run)
{
    const std::int64_t bytes = run->bytes();
    const std::scoped_lock lock(m_mutex);
    if (m_used + bytes > m_budget || m_runs.contains(sample))
        return;
    m_runs.emplace(sample, std::move(run));
    m_used += bytes;
}

} // namespace halftone
