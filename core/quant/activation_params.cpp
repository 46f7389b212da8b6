// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/activation_params.h"

#include "core/quant/errors.h"
#include "core/quant/quantized_regions.h"
#include "core/quant/range.h"
#include "core/quant/scheme.h"
#include "core/quant/statistics_builder.h"
#include "core/quant/weight_scheme.h"

#include <algorithm>
#include <cstdio>

namespace halftone {

namespace {

class ActivationRanges
{
public:
    ActivationRanges(const TopologyContext &context, const QuantTopology &topology, std::vector<Issue> &issues)
        : m_context(context), m_topology(topology), m_graph(*context.model.graph), m_issues(issues)
    {
    }

    Result<QuantParams> params(ValueId id, DType type)
    {
        if (const auto given = m_topology.given.find(id); given != m_topology.given.end())
            return given->second;
        const Recipe &recipe = m_context.recipe;
        const std::string &name = m_graph.value(id).name;
        const auto user = recipe.tensors.find(name);
        const TensorOverride *own = user == recipe.tensors.end() ? nullptr : &user->second;
        QuantParams params;
        params.dtype = type;
        if (own && !own->scale.empty() && (!own->dtype || *own->dtype == type))
            return givenParams(*own, name, type);
        const auto [symmetric, reduce, minimumRange] = activationScheme(m_context, m_topology, id, type);
        const QuantLimits limits = quantLimits(params.dtype, symmetric, reduce);
        if (const auto channels = m_topology.channelRanges.find(id); channels != m_topology.channelRanges.end())
            return channelParams(*channels->second, type, limits, symmetric, minimumRange);
        const RangeScheme scheme{limits.highest - limits.lowest + 1, symmetric};
        HALFTONE_TRY(Range range, rangeOf(id, own, scheme));
        if (m_context.ranges) {
            if (const auto found = m_context.ranges->find(name); found != m_context.ranges->end())
                range = {found->second.first, found->second.second, {}};
        }
        if (own && own->minimum)
            range.minimum = *own->minimum;
        if (own && own->maximum)
            range.maximum = *own->maximum;
        params.minimum = range.minimum;
        params.maximum = range.maximum;
        const auto [scale, zeroPoint] = scaleFor(range.minimum, range.maximum, limits, symmetric, minimumRange);
        params.scale = {scale};
        params.zeroPoint = {zeroPoint};
        return params;
    }

private:
    static QuantParams channelParams(const ChannelRanges &ranges, DType type, QuantLimits limits, bool symmetric, double minimumRange)
    {
        QuantParams params;
        params.dtype = type;
        params.axis = ranges.axis;
        for (std::size_t i = 0; i < ranges.minimum.size(); ++i) {
            const auto [scale, zeroPoint] = scaleFor(ranges.minimum[i], ranges.maximum[i], limits, symmetric, minimumRange);
            params.scale.push_back(scale);
            params.zeroPoint.push_back(zeroPoint);
            params.minimum = std::min(params.minimum, ranges.minimum[i]);
            params.maximum = std::max(params.maximum, ranges.maximum[i]);
        }
        return params;
    }

    /// Scale and zero point as the user has them; the range is what they reach.
    static Result<QuantParams> givenParams(const TensorOverride &own, const std::string &name, DType type)
    {
        if (own.scale.size() != 1)
            return Error(errc::kScaleCount, {name, std::to_string(own.scale.size()), "1"});
        const QuantLimits limits = quantLimits(type, false, false);
        HALFTONE_CHECK(checkZeroPoints(own, name, type));
        const double scale = own.scale.front();
        const int zeroPoint = own.zeroPoint.front();
        return QuantParams{type, own.scale, own.zeroPoint, -1, static_cast<float>(scale * (limits.lowest - zeroPoint)),
            static_cast<float>(scale * (limits.highest - zeroPoint))};
    }

    Result<Range> rangeOf(ValueId id, const TensorOverride *own, const RangeScheme &scheme)
    {
        if (const auto fixed = m_topology.fixedRanges.find(id); fixed != m_topology.fixedRanges.end())
            return knownRange(id, fixed->second);
        if (const ConstantTensor *constant = m_graph.constant(id))
            return constantRange(*constant);
        const TensorStatistics *statistics = statisticsOf(id);
        if (!statistics)
            return Range{};
        const RangeMethod method = own && own->method ? *own->method : m_context.recipe.method;
        Range range = chooseRange(*statistics, method, m_context.recipe.percentile, scheme);
        if (range.fallbackFactor) {
            char factor[32];
            std::snprintf(factor, sizeof factor, "%.3g", *range.fallbackFactor);
            m_issues.push_back({Issue::Severity::Info, Error(errc::kEntropyFallback, {m_graph.value(id).name, factor}),
                Issue::Target::Value, m_graph.value(id).name});
        }
        return range;
    }

    /// A function's own range, unless that has hardly a step for what the function gave: then twice that. ONNX Runtime's tool has the
    /// function's in any case.
    Range knownRange(ValueId id, std::pair<float, float> range) const
    {
        constexpr float kShare = 0.125F;
        constexpr float kMargin = 2;
        const TensorStatistics *statistics = m_context.recipe.profile == QuantProfile::Ort ? nullptr : find(m_graph.value(id).name);
        const float reached = statistics ? std::max(-statistics->minimum, statistics->maximum) : 0;
        if (!(reached > 0) || reached >= kShare * std::max(-range.first, range.second))
            return {range.first, range.second, {}};
        return {std::max(range.first, -kMargin * reached), std::min(range.second, kMargin * reached), {}};
    }

    /// A value that only a Relu or Clip reads takes the range of what that lets through.
    const TensorStatistics *statisticsOf(ValueId id) const
    {
        const Value &value = m_graph.value(id);
        if (value.consumers.size() == 1 && !value.isOutput) {
            const Node &consumer = m_graph.node(value.consumers.front().node);
            const bool clips = consumer.domain.empty() && (consumer.opType == "Relu" || consumer.opType == "Clip");
            if (clips && adjusts(value.consumers.front().node) && value.consumers.front().index == 0) {
                if (const auto *result = find(m_graph.value(consumer.outputs[0]).name))
                    return result;
            }
        }
        return find(value.name);
    }

    /// ONNX Runtime's tool adjusts ranges only for nodes that it may quantize.
    bool adjusts(NodeId consumer) const
    {
        if (m_context.recipe.profile != QuantProfile::Ort)
            return true;
        const NodeDecision::Cause cause = m_topology.decisions[consumer].cause;
        return cause != NodeDecision::Cause::ExcludedByUser && cause != NodeDecision::Cause::NotIncluded;
    }

    const TensorStatistics *find(const std::string &name) const
    {
        const auto found = m_context.statistics->tensors.find(name);
        return found == m_context.statistics->tensors.end() || found->second.finiteCount == 0 ? nullptr : &found->second;
    }

    static Result<Range> constantRange(const ConstantTensor &constant)
    {
        HALFTONE_TRY(const Tensor tensor, constant.load());
        StatisticsBuilder builder;
        builder.add({DType::Float, tensor.shape(), TensorView::Layout::Plain, 1, tensor.raw()});
        return minMaxRange(builder.result());
    }

    const TopologyContext &m_context;
    const QuantTopology &m_topology;
    const Graph &m_graph;
    std::vector<Issue> &m_issues;
};

} // namespace

ActivationScheme activationScheme(const TopologyContext &context, const QuantTopology &topology, ValueId value, DType type)
{
    const Recipe &recipe = context.recipe;
    const Graph &graph = *context.model.graph;
    const bool qOperator = recipe.format.type == QuantFormat::QOperator;
    if (qOperator && topology.fixedRanges.contains(value))
        return {};
    const bool isOrt = recipe.profile == QuantProfile::Ort;
    const bool constant = graph.constant(value) != nullptr;
    ActivationScheme scheme{recipe.symmetricActivations, recipe.reduceRange && constant, recipe.qdq.minimumRange};
    if (isOrt && qOperator && constant) {
        scheme.reduceRange = false;
        if (type == recipe.weights)
            scheme.symmetric = isSigned(type);
    }
    const auto own = recipe.tensors.find(graph.value(value).name);
    if (own != recipe.tensors.end()) {
        scheme.symmetric = own->second.symmetric.value_or(scheme.symmetric);
        scheme.reduceRange = own->second.reduceRange.value_or(scheme.reduceRange);
    }
    return scheme;
}

Result<std::map<ValueId, QuantParams>> activationParams(
    const TopologyContext &context, const QuantTopology &topology, std::vector<Issue> &issues)
{
    ActivationRanges ranges(context, topology, issues);
    std::map<ValueId, QuantParams> result;
    for (ValueId id = 0; id < topology.quantized.size(); ++id) {
        if (!topology.quantized[id] || topology.sameAs[id] != kNone)
            continue;
        HALFTONE_TRY(auto params, ranges.params(id, topology.types[id]));
        result.emplace(id, std::move(params));
    }
    return result;
}

Result<QuantParams> activationParamsAs(const TopologyContext &context, const QuantTopology &topology, ValueId value, DType type)
{
    std::vector<Issue> known;
    return ActivationRanges(context, topology, known).params(value, type);
}

} // namespace halftone
