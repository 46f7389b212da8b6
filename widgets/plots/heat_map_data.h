// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/heat_map_metric.h"

#include <QString>

#include <memory>
#include <vector>

namespace halftone {

enum class HeatColumns { Samples, Channels };
enum class HeatError { Accumulated, Local };
enum class HeatOrder { Execution, WorstFirst };

/// What the heat map shows of an error report.
struct HeatMapOptions
{
    HeatColumns columns = HeatColumns::Channels;
    HeatError error = HeatError::Accumulated;
    HeatOrder order = HeatOrder::Execution;
    HeatMetric metric = HeatMetric::Sqnr;
    friend bool operator==(const HeatMapOptions &, const HeatMapOptions &) = default;
};

/// One row: a tensor and the figures of its columns.
struct HeatMapRow
{
    /// Index in ErrorReport::tensors.
    std::size_t tensor = 0;
    QString label;
    /// The metric per sample or per channel of this tensor; empty where the report has none, then `whole` fills the row.
    std::vector<double> columns;
    double whole = 0;
    /// SQNR of the whole tensor, and of its worst channel (the whole tensor where it has no channels).
    double wholeDb = 0;
    double worstDb = 0;
};

/// The figures of one tensor under the chosen kind of error.
const ErrorFigures &figuresOf(const TensorError &tensor, HeatError error);

/// Ranking value: SQNR of the worst channel, of the whole tensor where it has no channels. NaN when nothing was measured.
double rankingDb(const ErrorFigures &figures);

/// Rows of activations and outputs, in execution order or worst first (NaN last): by the worst channel for SQNR, by the figure of the
/// whole tensor for the other metrics. Weights are left out.
std::vector<HeatMapRow> heatMapRows(const ErrorReport &report, const HeatMapOptions &options);

/// Indices into ErrorReport::tensors of the `count` worst activations that lost anything, worst first.
std::vector<std::size_t> worstTensors(const ErrorReport &report, HeatError error, std::size_t count);

} // namespace halftone
