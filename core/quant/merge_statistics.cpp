// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/merge_statistics.h"

#include "core/quant/float_values.h"

#include "core/quant/errors.h"
#include "core/quant/uncomputed.h"

#include <algorithm>
#include <iterator>

namespace halftone {

namespace {

template <typename T>
void append(std::vector<T> &to, std::vector<T> &&from)
{
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

void mergeChannels(TensorStatistics &into, const TensorStatistics &later)
{
    // A side that saw values but has no channels saw samples whose channels differ.
    if (into.channelMinimum.size() != later.channelMinimum.size()) {
        into.channelMinimum.clear();
        into.channelMaximum.clear();
        return;
    }
    for (std::size_t i = 0; i < into.channelMinimum.size(); ++i) {
        into.channelMinimum[i] = std::min(into.channelMinimum[i], later.channelMinimum[i]);
        into.channelMaximum[i] = std::max(into.channelMaximum[i], later.channelMaximum[i]);
    }
}

void mergeTensor(TensorStatistics &into, TensorStatistics &&later)
{
    append(into.sampleMinimum, std::move(later.sampleMinimum));
    append(into.sampleMaximum, std::move(later.sampleMaximum));
    if (later.finiteCount > 0 && into.finiteCount > 0) {
        into.minimum = std::min(into.minimum, later.minimum);
        into.maximum = std::max(into.maximum, later.maximum);
        into.histogram.merge(later.histogram);
        mergeChannels(into, later);
    } else if (later.finiteCount > 0) {
        into.minimum = later.minimum;
        into.maximum = later.maximum;
        into.histogram = std::move(later.histogram);
        into.channelMinimum = std::move(later.channelMinimum);
        into.channelMaximum = std::move(later.channelMaximum);
    }
    into.count += later.count;
    into.finiteCount += later.finiteCount;
    into.sum += later.sum;
    into.sumOfSquares += later.sumOfSquares;
}

} // namespace

Status checkStatistics(const Graph &graph, const GraphFacts &facts, const Statistics &statistics, const std::string &path)
{
    // What depends on operators that cannot be computed, or on defaults alone, was not calibrated.
    std::vector<NodeId> missing;
    for (const Issue &issue : statistics.issues) {
        if (issue.message.code() == errc::kUncomputed && graph.findNode(issue.targetName) != kNone)
            missing.push_back(graph.findNode(issue.targetName));
    }
    const std::vector<NodeId> behind = dependsOn(graph, missing);
    const std::vector<char> ofDefaults = valuesOfDefaults(graph);
    for (const ValueId id : floatActivations(graph, facts))
        if (behind[id] == kNone && !ofDefaults[id] && !statistics.tensors.contains(graph.value(id).name))
            return Error(errc::kStatisticsUnfit, {path, graph.value(id).name});
    for (const auto &[name, tensor] : statistics.tensors)
        if (graph.findValue(name) == kNone)
            return Error(errc::kStatisticsUnfit, {path, name});
    return {};
}

Status mergeStatistics(Statistics &into, Statistics later)
{
    const auto lacking = [](const Statistics &has, const Statistics &other) -> const std::string * {
        for (const auto &[name, tensor] : has.tensors) {
            if (!other.tensors.contains(name))
                return &name;
        }
        return nullptr;
    };
    for (const std::string *name : {lacking(into, later), lacking(later, into)}) {
        if (name)
            return Error(errc::kStatisticsOtherModel, {*name});
    }
    for (auto &[name, tensor] : later.tensors)
        mergeTensor(into.tensors.at(name), std::move(tensor));
    into.samples += later.samples;
    into.seconds += later.seconds;
    append(into.sampleNames, std::move(later.sampleNames));
    append(into.skipped, std::move(later.skipped));
    append(into.issues, std::move(later.issues));
    return {};
}

} // namespace halftone
