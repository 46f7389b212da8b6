// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/analysis/output_facts.h"

#include "core/quant/analysis/output_values.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace halftone {

namespace {

/// Samples that are looked at.
constexpr std::size_t kLooked = 8;
/// Rows of a sample that are looked at.
constexpr std::int64_t kRowsLooked = 256;

bool movesOnly(const Graph &graph, const Node &node)
{
    static constexpr std::array kMoves{"Identity", "Cast", "Reshape", "Transpose", "Squeeze", "Unsqueeze", "Flatten"};
    if (std::ranges::find(kMoves, node.opType) != kMoves.end())
        return true;
    const bool scales
        = (node.opType == "Mul" || node.opType == "Add" || node.opType == "Div" || node.opType == "Sub") && node.inputs.size() == 2;
    return scales && graph.constant(node.inputs[1]) && graph.constant(node.inputs[1])->count() == 1;
}

std::string headOf(const Graph &graph, ValueId value)
{
    while (graph.value(value).producer != kNone) {
        const Node &node = graph.node(graph.value(value).producer);
        if (!movesOnly(graph, node) || node.inputs[0] == kNone)
            return node.opType;
        value = node.inputs[0];
    }
    return {};
}

template <typename Visit>
void forRows(const OutputFacts &facts, int axis, Visit visit)
{
    for (const Tensor &tensor : facts.samples) {
        if (tensor.shape().rank() != facts.shape.rank())
            continue;
        const std::vector<double> values = outputValues(tensor);
        const ClassRows rows(tensor.shape(), axis);
        const std::int64_t step = std::max<std::int64_t>(1, rows.count() / kRowsLooked);
        for (std::int64_t row = 0; row < rows.count(); row += step)
            visit(rows, row, values);
    }
}

} // namespace

bool OutputFacts::sumsToOne(int axis) const
{
    if (isInteger || !isUnit())
        return false;
    bool all = true, any = false;
    forRows(*this, axis, [&](const ClassRows &rows, std::int64_t row, const std::vector<double> &values) {
        double sum = 0;
        for (std::int64_t c = 0; c < rows.classes; ++c)
            sum += values[rows.at(row, c)];
        all = all && std::fabs(sum - 1) < 1e-3;
        any = true;
    });
    return all && any;
}

bool OutputFacts::isLogOfOne(int axis) const
{
    if (isInteger || maximum > 1e-3)
        return false;
    bool all = true, any = false;
    forRows(*this, axis, [&](const ClassRows &rows, std::int64_t row, const std::vector<double> &values) {
        double sum = 0;
        for (std::int64_t c = 0; c < rows.classes; ++c)
            sum += std::exp(values[rows.at(row, c)]);
        all = all && std::fabs(sum - 1) < 1e-3;
        any = true;
    });
    return all && any;
}

double OutputFacts::skill(int axis) const
{
    std::vector<double> found;
    forRows(*this, axis, [&](const ClassRows &rows, std::int64_t row, const std::vector<double> &values) {
        double most = -std::numeric_limits<double>::infinity(), sum = 0;
        for (std::int64_t c = 0; c < rows.classes; ++c)
            most = std::max(most, values[rows.at(row, c)]);
        for (std::int64_t c = 0; c < rows.classes; ++c)
            sum += std::exp(values[rows.at(row, c)] - most);
        const double chance = 1 / static_cast<double>(rows.classes);
        found.push_back(rows.classes > 1 ? (1 / sum - chance) / (1 - chance) : 0);
    });
    if (found.empty())
        return 0;
    const auto middle = found.begin() + static_cast<std::ptrdiff_t>(found.size() / 2);
    std::nth_element(found.begin(), middle, found.end());
    return *middle;
}

double OutputFacts::largest(int axis, std::int64_t first, std::int64_t last) const
{
    double most = 0;
    forRows(*this, axis, [&](const ClassRows &rows, std::int64_t row, const std::vector<double> &values) {
        for (std::int64_t c = first; c < std::min(last, rows.classes); ++c)
            most = std::max(most, std::fabs(values[rows.at(row, c)]));
    });
    return most;
}

std::optional<OutputFacts> outputFacts(const Graph &graph, const OutputRuns &runs, std::size_t output)
{
    OutputFacts facts;
    facts.minimum = std::numeric_limits<double>::infinity();
    facts.maximum = -facts.minimum;
    for (const auto &run : runs) {
        if (facts.samples.size() == kLooked)
            break;
        if (output >= run.size() || !run[output].isTensor() || !isJudgedType(run[output].tensor().dtype()))
            continue;
        const Tensor &tensor = run[output].tensor();
        if (facts.samples.empty())
            facts.shape = tensor.shape();
        facts.isFixed = facts.isFixed && tensor.shape() == facts.shape;
        facts.isInteger = tensor.dtype() != DType::Float && tensor.dtype() != DType::Double;
        for (const double value : outputValues(tensor)) {
            if (!std::isfinite(value))
                continue;
            facts.minimum = std::min(facts.minimum, value);
            facts.maximum = std::max(facts.maximum, value);
        }
        facts.samples.push_back(tensor);
    }
    if (facts.samples.empty())
        return std::nullopt;
    facts.head = headOf(graph, graph.outputs()[output]);
    return facts;
}

} // namespace halftone
