// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithms/layer_columns.h"

#include "core/engine/view_layout.h"
#include "core/quant/sample_runs.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

constexpr std::int64_t kColumnSamples = 8;
/// Columns of one layer, over all samples and groups.
constexpr std::int64_t kColumns = 128;
constexpr std::int64_t kGroups = 8;

/// Cuts columns for the layers that read a value while it is there.
class ColumnCutter final : public SampleObserver
{
public:
    ColumnCutter(const std::vector<LayerColumns> &layers, std::int64_t wanted) : m_layers(layers), m_wanted(wanted) { }

    void clear() override { columns.assign(m_layers.size(), {}); }

    void observe(ValueId value, const TensorView &view) override
    {
        const auto copy = plainCopy(view);
        if (!copy || copy->dtype() != DType::Float)
            return;
        const auto values = copy->as<float>();
        if (!std::all_of(values.begin(), values.end(), [](float x) { return std::isfinite(x); }))
            return;
        for (std::size_t i = 0; i < m_layers.size(); ++i) {
            const LayerColumns &entry = m_layers[i];
            if (entry.layer.input != value)
                continue;
            const auto groups = static_cast<std::int64_t>(entry.groups.size());
            columns[i].resize(entry.groups.size());
            for (std::size_t g = 0; g < entry.groups.size(); ++g)
                entry.layer.appendColumns(*copy, entry.groups[g], std::max<std::int64_t>(1, m_wanted / groups), columns[i][g]);
        }
    }

    /// By layer and group.
    std::vector<std::vector<std::vector<float>>> columns;

private:
    const std::vector<LayerColumns> &m_layers;
    std::int64_t m_wanted;
};

std::vector<LayerColumns> layersOf(const Graph &graph)
{
    std::vector<LayerColumns> layers;
    for (NodeId id = 0; id < graph.nodes().size(); ++id) {
        const auto layer = LinearLayer::of(graph, id);
        if (!layer || layer->inner == 0 || layer->outputs == 0)
            continue;
        LayerColumns entry{*layer, {}, {}};
        const std::int64_t groups = std::min(layer->groups, kGroups);
        for (std::int64_t g = 0; g < groups; ++g)
            entry.groups.push_back(g * layer->groups / groups);
        entry.columns.resize(entry.groups.size());
        layers.push_back(std::move(entry));
    }
    return layers;
}

} // namespace

Result<std::vector<LayerColumns>> collectLayerColumns(
    const std::shared_ptr<const Model> &model, const SampleSource &source, std::int64_t samples, int workers, Progress &progress)
{
    const Graph &graph = *model->graph;
    std::vector<LayerColumns> layers = layersOf(graph);
    if (layers.empty())
        return layers;
    EngineOptions engine;
    for (const LayerColumns &entry : layers)
        engine.observed.push_back(entry.layer.input);
    std::sort(engine.observed.begin(), engine.observed.end());
    engine.observed.erase(std::unique(engine.observed.begin(), engine.observed.end()), engine.observed.end());
    HALFTONE_TRY(const auto prepared, PreparedModel::prepare(model, std::move(engine), progress));
    const std::int64_t count = std::min({source.count(), kColumnSamples, samples > 0 ? samples : kColumnSamples});
    const std::int64_t wanted = std::max<std::int64_t>(1, kColumns / std::max<std::int64_t>(1, count));
    const auto take = [&](const ColumnCutter &cutter) {
        for (std::size_t i = 0; i < layers.size(); ++i) {
            const auto &cut = cutter.columns[i];
            for (std::size_t g = 0; g < cut.size(); ++g)
                layers[i].columns[g].insert(layers[i].columns[g].end(), cut[g].begin(), cut[g].end());
        }
    };
    HALFTONE_CHECK(observeSamples({prepared, source, count, workers}, ColumnCutter(layers, wanted), take, progress));
    return layers;
}

} // namespace halftone
