// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithms/equalize.h"

#include "core/model/graph_builder.h"
#include "core/quant/algorithms/channel_groups.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

/// Factors beyond 2^±this would come from dead channels only.
constexpr int kLargestExponent = 24;

double magnitude(float low, float high) { return std::max(std::fabs(static_cast<double>(low)), std::fabs(static_cast<double>(high))); }

/// Values divided by their geometric mean, zeros left out.
void makeRelative(std::vector<double> &values)
{
    double logarithms = 0;
    int count = 0;
    for (const double value : values) {
        if (value > 0 && std::isfinite(value)) {
            logarithms += std::log2(value);
            ++count;
        }
    }
    if (count == 0)
        return;
    const double mean = std::exp2(logarithms / count);
    for (double &value : values)
        value /= mean;
}

class Equalizer
{
public:
    Equalizer(const Model &model, const GraphFacts &facts, const Statistics &statistics)
        : m_model(model)
        , m_graph(*model.graph)
        , m_statistics(statistics)
        , m_groups(m_graph, facts)
        , m_activation(m_groups.slotCount())
        , m_weight(m_groups.slotCount())
        , m_factor(m_groups.slotCount(), 1)
    {
    }

    Result<Equalization> run(double threshold, Progress &progress)
    {
        Equalization result;
        measureActivations(result);
        if (result.worst.empty() || result.unequalBefore < threshold)
            return result;
        HALFTONE_CHECK(measureWeights(progress));
        chooseFactors();
        auto mapped = std::make_shared<Statistics>(m_statistics);
        for (ValueId id = 0; id < m_graph.values().size(); ++id)
            mapValue(id, *mapped, result);
        if (result.factors.empty())
            return result;
        HALFTONE_TRY(result.model, rewritten(progress));
        result.statistics = std::move(mapped);
        result.unequalAfter = channelSpread(result.statistics->tensors.at(result.worst));
        return result;
    }

private:
    const TensorStatistics *statisticsOf(ValueId id) const
    {
        const auto found = m_statistics.tensors.find(m_graph.value(id).name);
        const bool usable = found != m_statistics.tensors.end() && found->second.finiteCount > 0
            && static_cast<std::int64_t>(found->second.channelMinimum.size()) == m_groups.channels(id);
        return usable ? &found->second : nullptr;
    }

    bool isFree(ValueId id) const
    {
        for (std::int64_t c = 0; c < m_groups.channels(id); ++c) {
            if (m_groups.group(id, c) != m_groups.fixedGroup())
                return true;
        }
        return false;
    }

    void measureActivations(Equalization &result)
    {
        for (ValueId id = 0; id < m_graph.values().size(); ++id) {
            const TensorStatistics *statistics = m_groups.channels(id) > 1 ? statisticsOf(id) : nullptr;
            if (!statistics || !isFree(id))
                continue;
            std::vector<double> ranges;
            for (std::size_t c = 0; c < statistics->channelMinimum.size(); ++c)
                ranges.push_back(magnitude(statistics->channelMinimum[c], statistics->channelMaximum[c]));
            makeRelative(ranges);
            for (std::size_t c = 0; c < ranges.size(); ++c) {
                double &largest = m_activation[m_groups.group(id, static_cast<std::int64_t>(c))];
                largest = std::max(largest, ranges[c]);
            }
            const double spread = channelSpread(*statistics);
            if (spread > result.unequalBefore) {
                result.unequalBefore = spread;
                result.worst = m_graph.value(id).name;
            }
        }
    }

    Status measureWeights(Progress &progress)
    {
        for (const auto &layer : m_groups.layers()) {
            if (progress.cancelled())
                return Error(errc::kCancelled);
            if (!isFree(layer.input))
                continue;
            HALFTONE_TRY(const Tensor weight, m_graph.constant(layer.weight)->load());
            std::vector<double> columns(static_cast<std::size_t>(m_groups.channels(layer.input)));
            forEachElement(layer, weight.shape(), [&](std::size_t i, std::int64_t input, std::int64_t) {
                double &largest = columns[static_cast<std::size_t>(input)];
                const double x = std::fabs(static_cast<double>(weight.as<float>()[i]));
                if (std::isfinite(x))
                    largest = std::max(largest, x);
            });
            makeRelative(columns);
            for (std::size_t c = 0; c < columns.size(); ++c) {
                double &largest = m_weight[m_groups.group(layer.input, static_cast<std::int64_t>(c))];
                largest = std::max(largest, columns[c]);
            }
        }
        return {};
    }

    /// visit(element, input channel, output channel) over a weight of two channel axes and the rest behind them.
    template <typename Visit>
    static void forEachElement(const ChannelGroups::Layer &layer, const Shape &shape, Visit visit)
    {
        const std::int64_t inner = shape.count(2, shape.rank());
        const std::int64_t outputs = shape[layer.outputAxis];
        const std::int64_t inputs = shape[layer.inputAxis];
        std::size_t i = 0;
        for (std::int64_t a = 0; a < shape[0]; ++a) {
            for (std::int64_t b = 0; b < shape[1]; ++b) {
                const std::int64_t atOutput = layer.outputAxis == 0 ? a : b;
                const std::int64_t atInput = layer.outputAxis == 0 ? b : a;
                const std::int64_t input = layer.inputChannel(atOutput, atInput, outputs, inputs);
                const std::int64_t output = layer.outputChannel(atOutput, atInput, outputs, inputs);
                for (std::int64_t k = 0; k < inner; ++k)
                    visit(i++, input, output);
            }
        }
    }

    void chooseFactors()
    {
        const std::uint32_t fixed = m_groups.fixedGroup();
        for (std::uint32_t group = 0; group < m_factor.size(); ++group) {
            if (group == fixed)
                continue;
            // A channel that is always 0 takes part in weights only; one without consumers among layers in activations only.
            const double activation = m_activation[group] > 0 ? m_activation[group] : 1;
            const double weight = m_weight[group] > 0 ? m_weight[group] : 1;
            const double exponent = 0.5 * (std::log2(activation) - std::log2(weight));
            m_factor[group] = std::exp2(
                std::clamp(std::round(exponent), -static_cast<double>(kLargestExponent), static_cast<double>(kLargestExponent)));
        }
    }

    double factor(ValueId id, std::int64_t channel) const { return m_factor[m_groups.group(id, channel)]; }

    void mapValue(ValueId id, Statistics &statistics, Equalization &result) const
    {
        std::vector<float> factors;
        bool scaled = false;
        for (std::int64_t c = 0; c < m_groups.channels(id); ++c) {
            factors.push_back(static_cast<float>(factor(id, c)));
            scaled = scaled || factors.back() != 1;
        }
        if (!scaled)
            return;
        const std::string &name = m_graph.value(id).name;
        if (const TensorStatistics *from = statisticsOf(id)) {
            TensorStatistics &to = statistics.tensors.at(name);
            for (std::size_t c = 0; c < factors.size(); ++c) {
                to.channelMinimum[c] = from->channelMinimum[c] / factors[c];
                to.channelMaximum[c] = from->channelMaximum[c] / factors[c];
            }
            to.minimum = *std::min_element(to.channelMinimum.begin(), to.channelMinimum.end());
            to.maximum = *std::max_element(to.channelMaximum.begin(), to.channelMaximum.end());
            to.sampleMinimum.assign(from->sampleMinimum.size(), to.minimum);
            to.sampleMaximum.assign(from->sampleMaximum.size(), to.maximum);
            to.histogram = {};
            to.sum = to.sumOfSquares = 0;
        } else {
            // Seen without channels (or not at all): its new range is not known.
            statistics.tensors.erase(name);
        }
        result.factors.emplace(name, std::move(factors));
    }

    Result<std::shared_ptr<const Model>> rewritten(Progress &progress) const
    {
        GraphBuilder builder(m_graph);
        for (const auto &layer : m_groups.layers()) {
            if (progress.cancelled())
                return Error(errc::kCancelled);
            if (!isFree(layer.input) && !isFree(layer.output))
                continue;
            HALFTONE_TRY(const Tensor weight, m_graph.constant(layer.weight)->load());
            HALFTONE_TRY(Tensor scaled, Tensor::allocateUninitialized(DType::Float, weight.shape()));
            const auto from = weight.as<float>();
            const auto to = scaled.mutableAs<float>();
            forEachElement(layer, weight.shape(), [&](std::size_t i, std::int64_t input, std::int64_t output) {
                to[i] = static_cast<float>(static_cast<double>(from[i]) * factor(layer.input, input) / factor(layer.output, output));
            });
            builder.setInitializer(layer.weight, ConstantTensor(std::move(scaled)));
            if (layer.bias == kNone)
                continue;
            HALFTONE_TRY(const Tensor bias, m_graph.constant(layer.bias)->load());
            HALFTONE_TRY(Tensor shifted, Tensor::allocateUninitialized(DType::Float, bias.shape()));
            for (std::int64_t c = 0; c < bias.count(); ++c) {
                const auto at = static_cast<std::size_t>(c);
                shifted.mutableAs<float>()[at] = static_cast<float>(static_cast<double>(bias.as<float>()[at]) / factor(layer.output, c));
            }
            builder.setInitializer(layer.bias, ConstantTensor(std::move(shifted)));
        }
        auto model = std::make_shared<Model>(m_model);
        HALFTONE_TRY(model->graph, std::move(builder).finish());
        return std::shared_ptr<const Model>(std::move(model));
    }

    const Model &m_model;
    const Graph &m_graph;
    const Statistics &m_statistics;
    ChannelGroups m_groups;
    /// By group: largest relative range among its channels, and among the weight columns that read them.
    std::vector<double> m_activation;
    std::vector<double> m_weight;
    std::vector<double> m_factor;
};

} // namespace

double channelSpread(const TensorStatistics &statistics)
{
    std::vector<double> ranges;
    for (std::size_t c = 0; c < statistics.channelMinimum.size(); ++c) {
        const double range = magnitude(statistics.channelMinimum[c], statistics.channelMaximum[c]);
        if (range > 0 && std::isfinite(range))
            ranges.push_back(range);
    }
    if (ranges.size() < 2)
        return 1;
    const auto quartile = ranges.begin() + static_cast<std::ptrdiff_t>(ranges.size() / 4);
    std::nth_element(ranges.begin(), quartile, ranges.end());
    return *std::max_element(ranges.begin(), ranges.end()) / *quartile;
}

Result<Equalization> equalizeChannels(
    const Model &model, const GraphFacts &facts, const Statistics &statistics, double threshold, Progress &progress)
{
    return Equalizer(model, facts, statistics).run(threshold, progress);
}

} // namespace halftone
