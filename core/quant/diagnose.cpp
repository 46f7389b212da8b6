// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/diagnose.h"

#include "core/quant/histogram.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace halftone {

namespace {

/// Ranges that differ more than this leave the smaller one fewer than 32 of 256 levels.
constexpr double kUnequal = 8;
/// Share of clipped values that matters.
constexpr double kMuchClipped = 1e-3;
/// Levels in which nearly all values lie, when a few outliers set the range.
constexpr double kFewLevels = 24;
/// A tensor whose own error is this much better than what it has altogether only passes on.
constexpr double kInheritedDb = 10;

std::string number(double value)
{
    if (std::isinf(value))
        return value > 0 ? "∞" : "−∞";
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", value);
    return text;
}

double magnitude(float low, float high) { return std::max(std::fabs(static_cast<double>(low)), std::fabs(static_cast<double>(high))); }

class Doctor
{
public:
    Doctor(const Model &model, const Statistics &statistics, const QuantizeResult &quantized, const TensorError &error)
        : m_graph(*model.graph), m_statistics(statistics), m_quantized(quantized), m_error(error)
    {
    }

    std::optional<Diagnosis> run() const
    {
        if (!m_quantized.params.contains(m_error.tensor))
            return inherited();
        if (auto found = joinedRanges())
            return found;
        if (auto found = inherited())
            return found;
        if (auto found = clipped())
            return found;
        if (auto found = unequalChannels())
            return found;
        if (auto found = outliers())
            return found;
        return Diagnosis{errc::kTooFewBits, {m_error.tensor}, m_error.producer};
    }

private:
    const TensorStatistics *statisticsOf(const std::string &name) const
    {
        const auto found = m_statistics.tensors.find(name);
        return found == m_statistics.tensors.end() || found->second.finiteCount == 0 ? nullptr : &found->second;
    }

    /// A Concat (or Add, Sub) of values of very different magnitude.
    std::optional<Diagnosis> joinedRanges() const
    {
        const NodeId id = m_graph.findNode(m_error.producer);
        if (id == kNone)
            return std::nullopt;
        const Node &node = m_graph.node(id);
        if (node.opType != "Concat" && node.opType != "Add" && node.opType != "Sub")
            return std::nullopt;
        double least = 0;
        double most = 0;
        std::string leastName;
        std::string mostName;
        for (const ValueId input : node.inputs) {
            const TensorStatistics *statistics = input == kNone ? nullptr : statisticsOf(m_graph.value(input).name);
            if (!statistics)
                continue;
            const double largest = magnitude(statistics->minimum, statistics->maximum);
            if (leastName.empty() || largest < least) {
                least = largest;
                leastName = m_graph.value(input).name;
            }
            if (mostName.empty() || largest > most) {
                most = largest;
                mostName = m_graph.value(input).name;
            }
        }
        if (least <= 0 || most < kUnequal * least)
            return std::nullopt;
        return Diagnosis{errc::kTwoRangesOneScale,
            {node.opType, mostName, number(most), leastName, number(least),
                std::to_string(std::max(1, static_cast<int>(256 * least / most)))},
            node.name};
    }

    std::optional<Diagnosis> inherited() const
    {
        const double own = m_error.local.sqnrDb;
        if (std::isnan(own) || std::isnan(m_error.accumulated.sqnrDb) || own < m_error.accumulated.sqnrDb + kInheritedDb)
            return std::nullopt;
        if (std::isinf(own))
            return Diagnosis{errc::kOnlyInherited, {m_error.tensor}, {}};
        return Diagnosis{errc::kInheritedError, {m_error.tensor, number(own)}, {}};
    }

    std::optional<Diagnosis> clipped() const
    {
        const TensorStatistics *statistics = statisticsOf(m_error.tensor);
        if (!statistics)
            return std::nullopt;
        const QuantParams &params = m_quantized.params.at(m_error.tensor);
        const double share = shareOutside(statistics->histogram, static_cast<double>(params.minimum), static_cast<double>(params.maximum));
        if (share < kMuchClipped)
            return std::nullopt;
        return Diagnosis{errc::kClipped, {number(100 * share), m_error.tensor}, m_error.producer};
    }

    std::optional<Diagnosis> unequalChannels() const
    {
        const TensorStatistics *statistics = statisticsOf(m_error.tensor);
        if (!statistics || statistics->channelMinimum.size() < 2)
            return std::nullopt;
        std::vector<double> ranges;
        for (std::size_t c = 0; c < statistics->channelMinimum.size(); ++c) {
            const double largest = magnitude(statistics->channelMinimum[c], statistics->channelMaximum[c]);
            if (largest > 0 && std::isfinite(largest))
                ranges.push_back(largest);
        }
        if (ranges.size() < 2)
            return std::nullopt;
        const auto middle = ranges.begin() + static_cast<std::ptrdiff_t>(ranges.size() / 4);
        std::nth_element(ranges.begin(), middle, ranges.end());
        const double most = *std::max_element(ranges.begin(), ranges.end());
        if (most < kUnequal * *middle)
            return std::nullopt;
        return Diagnosis{errc::kUnequalChannels, {m_error.tensor, number(most / *middle)}, m_error.producer};
    }

    std::optional<Diagnosis> outliers() const
    {
        const TensorStatistics *statistics = statisticsOf(m_error.tensor);
        if (!statistics)
            return std::nullopt;
        const Histogram &histogram = statistics->histogram;
        const QuantParams &params = m_quantized.params.at(m_error.tensor);
        // Half a percent on either side is left out.
        const auto tail = static_cast<std::uint64_t>(static_cast<double>(statistics->finiteCount) * 0.005);
        std::size_t low = 0;
        std::size_t high = histogram.counts.size();
        for (std::uint64_t sum = 0; low < high && sum + histogram.counts[low] <= tail; ++low)
            sum += histogram.counts[low];
        for (std::uint64_t sum = 0; high > low + 1 && sum + histogram.counts[high - 1] <= tail; --high)
            sum += histogram.counts[high - 1];
        const double levels = static_cast<double>(high - low) * histogram.binWidth() / static_cast<double>(params.scale.front());
        if (levels >= kFewLevels)
            return std::nullopt;
        return Diagnosis{errc::kOutliers, {m_error.tensor, number(std::ceil(levels)), "256"}, m_error.producer};
    }

    const Graph &m_graph;
    const Statistics &m_statistics;
    const QuantizeResult &m_quantized;
    const TensorError &m_error;
};

} // namespace

std::optional<Diagnosis> diagnose(
    const Model &model, const Statistics &statistics, const QuantizeResult &quantized, const TensorError &error)
{
    return Doctor(model, statistics, quantized, error).run();
}

} // namespace halftone
