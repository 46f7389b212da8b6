// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithms/layer_samples.h"

#include "core/engine/view_layout.h"
#include "core/quant/sample_runs.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace halftone {

namespace {

constexpr std::int64_t kKeptSamples = 32;
constexpr std::int64_t kRows = 192;

/// Keeps extremes and some rows of the observed tensors of one run.
class RowSampler final : public SampleObserver
{
public:
    explicit RowSampler(std::int64_t wanted) : m_wanted(wanted) { }

    void clear() override { values.clear(); }

    void observe(ValueId value, const TensorView &view) override
    {
        const auto copy = plainCopy(view);
        if (!copy || copy->dtype() != DType::Float || copy->shape().rank() < 2 || copy->count() == 0)
            return;
        LayerSample &sample = values[value];
        sample.channels = copy->shape()[copy->shape().rank() - 1];
        const auto channels = static_cast<std::size_t>(sample.channels);
        sample.minimum.assign(channels, std::numeric_limits<float>::max());
        sample.maximum.assign(channels, std::numeric_limits<float>::lowest());
        const float *row = copy->as<float>().data();
        const std::int64_t rows = copy->count() / sample.channels;
        const std::int64_t step = std::max<std::int64_t>(1, rows / m_wanted);
        for (std::int64_t r = 0; r < rows; ++r, row += channels) {
            if (!std::all_of(row, row + channels, [](float x) { return std::isfinite(x); }))
                continue;
            for (std::size_t c = 0; c < channels; ++c) {
                sample.minimum[c] = std::min(sample.minimum[c], row[c]);
                sample.maximum[c] = std::max(sample.maximum[c], row[c]);
            }
            if (r % step == 0 && static_cast<std::int64_t>(sample.rows.size()) < m_wanted * sample.channels)
                sample.rows.insert(sample.rows.end(), row, row + channels);
        }
    }

    std::map<ValueId, LayerSample> values;

private:
    std::int64_t m_wanted;
};

void merge(LayerSample &target, LayerSample &&sample)
{
    if (target.channels == 0) {
        target = std::move(sample);
        return;
    }
    if (target.channels != sample.channels)
        return;
    for (std::size_t c = 0; c < target.minimum.size(); ++c) {
        target.minimum[c] = std::min(target.minimum[c], sample.minimum[c]);
        target.maximum[c] = std::max(target.maximum[c], sample.maximum[c]);
    }
    target.rows.insert(target.rows.end(), sample.rows.begin(), sample.rows.end());
}

} // namespace

double LayerSample::outlierRatio() const
{
    std::vector<double> ranges;
    for (std::size_t c = 0; c < minimum.size(); ++c) {
        const double range = std::max(std::fabs(minimum[c]), std::fabs(maximum[c]));
        if (range > 0)
            ranges.push_back(range);
    }
    if (ranges.empty())
        return 1;
    const auto middle = ranges.begin() + static_cast<std::ptrdiff_t>(ranges.size() / 2);
    std::nth_element(ranges.begin(), middle, ranges.end());
    return *std::max_element(middle, ranges.end()) / *middle;
}

Result<LayerSamples> collectLayerSamples(const std::shared_ptr<const Model> &model, const std::vector<ValueId> &values,
    const SampleSource &source, std::int64_t samples, int workers, Progress &progress)
{
    LayerSamples result;
    EngineOptions engine;
    engine.observed = values;
    std::sort(engine.observed.begin(), engine.observed.end());
    engine.observed.erase(std::unique(engine.observed.begin(), engine.observed.end()), engine.observed.end());
    if (engine.observed.empty())
        return result;
    HALFTONE_TRY(const auto prepared, PreparedModel::prepare(model, std::move(engine), progress));
    for (const ValueId value : values)
        result[model->graph->value(value).name] = {};
    const std::int64_t count = std::min({source.count(), kKeptSamples, samples > 0 ? samples : kKeptSamples});
    const std::int64_t wanted = std::max<std::int64_t>(1, kRows / std::max<std::int64_t>(1, count));
    const auto take = [&](RowSampler &sampler) {
        for (auto &[value, sample] : sampler.values)
            merge(result[model->graph->value(value).name], std::move(sample));
    };
    HALFTONE_CHECK(observeSamples({prepared, source, count, workers}, RowSampler(wanted), take, progress));
    return result;
}

} // namespace halftone
