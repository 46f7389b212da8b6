// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/heat_map_data.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace halftone {

const ErrorFigures &figuresOf(const TensorError &tensor, HeatError error)
{
    return error == HeatError::Local ? tensor.local : tensor.accumulated;
}

double rankingDb(const ErrorFigures &figures) { return std::isnan(figures.worstChannelDb) ? figures.sqnrDb : figures.worstChannelDb; }

std::vector<HeatMapRow> heatMapRows(const ErrorReport &report, const HeatMapOptions &options)
{
    std::vector<HeatMapRow> rows;
    for (std::size_t i = 0; i < report.tensors.size(); ++i) {
        const TensorError &tensor = report.tensors[i];
        if (tensor.kind == TensorError::Kind::Weight)
            continue;
        const ErrorFigures &figures = figuresOf(tensor, options.error);
        HeatMapRow row;
        row.tensor = i;
        row.label = QString::fromStdString(tensor.producer.empty() ? tensor.tensor : tensor.producer);
        row.columns
            = options.columns == HeatColumns::Samples ? sampleFigures(options.metric, figures) : channelFigures(options.metric, figures);
        row.whole = wholeFigure(options.metric, figures);
        row.wholeDb = figures.sqnrDb;
        row.worstDb = rankingDb(figures);
        rows.push_back(std::move(row));
    }
    if (options.order == HeatOrder::WorstFirst) {
        const bool byChannel = options.metric == HeatMetric::Sqnr || options.metric == HeatMetric::WorstChannel;
        const auto worse = [&](double a, double b) { return isWorse(options.metric, a, b); };
        std::ranges::stable_sort(rows, worse, byChannel ? &HeatMapRow::worstDb : &HeatMapRow::whole);
    }
    return rows;
}

std::vector<std::size_t> worstTensors(const ErrorReport &report, HeatError error, std::size_t count)
{
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < report.tensors.size(); ++i) {
        const double db = rankingDb(figuresOf(report.tensors[i], error));
        if (report.tensors[i].kind != TensorError::Kind::Weight && std::isfinite(db))
            indices.push_back(i);
    }
    const auto key = [&](std::size_t i) { return rankingDb(figuresOf(report.tensors[i], error)); };
    std::ranges::stable_sort(indices, std::less(), key);
    indices.resize(std::min(indices.size(), count));
    return indices;
}

} // namespace halftone
