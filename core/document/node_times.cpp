// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/node_times.h"

#include "core/document/open_data.h"
#include "core/document/run_sample.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace halftone {

namespace {

/// Few, for people wait; bench() profiles in runs of its own.
constexpr int kRuns = 5;

bool isConversion(const Node &node) { return node.opType == "QuantizeLinear" || node.opType == "DequantizeLinear"; }

void addTo(double &sum, double value) { sum = std::isnan(sum) ? value : sum + value; }

/// Adds a report's nodes to the nodes of `original` that they stand for.
void attribute(const Graph &original, const Graph &measured, const BenchReport &report, std::vector<double> &times,
    std::vector<std::string> &kernels, double *conversions)
{
    times.assign(original.nodes().size(), std::numeric_limits<double>::quiet_NaN());
    kernels.assign(original.nodes().size(), {});
    std::vector<double> longest(original.nodes().size(), 0);
    for (const NodeLatency &each : report.nodes) {
        const NodeId found = measured.findNode(each.node);
        const bool conversion = found != kNone && isConversion(measured.node(found)) && original.findNode(each.node) == kNone;
        if (conversions && conversion)
            *conversions += each.milliseconds;
        const NodeId node = originalOf(original, measured, each.node);
        if (node == kNone)
            continue;
        addTo(times[node], each.milliseconds);
        if (!conversion && each.milliseconds >= longest[node]) {
            longest[node] = each.milliseconds;
            kernels[node] = each.implementation;
        }
    }
}

void sumByType(const Graph &graph, NodeTimes &times)
{
    std::map<std::string, NodeTimes::TypeTime> types;
    for (NodeId id = 0; id < graph.nodes().size(); ++id) {
        if (std::isnan(times.floatMs[id]) && std::isnan(times.quantizedMs[id]))
            continue;
        NodeTimes::TypeTime &sum = types[graph.node(id).opType];
        sum.type = graph.node(id).opType;
        ++sum.nodes;
        if (!std::isnan(times.floatMs[id]))
            sum.floatMs += times.floatMs[id];
        if (!std::isnan(times.quantizedMs[id]))
            addTo(sum.quantizedMs, times.quantizedMs[id]);
    }
    for (auto &[type, sum] : types)
        times.types.push_back(std::move(sum));
    std::stable_sort(times.types.begin(), times.types.end(), [](const auto &a, const auto &b) { return a.floatMs > b.floatMs; });
}

} // namespace

NodeId originalOf(const Graph &original, const Graph &quantized, const std::string &name)
{
    if (const NodeId same = original.findNode(name); same != kNone || name.empty())
        return name.empty() ? kNone : same;
    NodeId id = quantized.findNode(name);
    if (id == kNone)
        return kNone;
    // Up through the conversions to what makes the value …
    for (NodeId at = id; at != kNone && isConversion(quantized.node(at));) {
        at = quantized.value(quantized.node(at).inputs.front()).producer;
        if (at == kNone || isConversion(quantized.node(at)))
            continue;
        if (const NodeId found = original.findNode(quantized.node(at).name); found != kNone)
            return found;
    }
    // … or, for weights and inputs, down to what reads it.
    while (id != kNone && isConversion(quantized.node(id))) {
        const auto &readers = quantized.value(quantized.node(id).outputs.front()).consumers;
        id = readers.empty() ? kNone : readers.front().node;
    }
    return id == kNone ? kNone : original.findNode(quantized.node(id).name);
}

Result<NodeTimes> measureNodeTimes(const TimedModels &models, Progress &progress)
{
    SampleSpec data = models.data;
    if (data.data.empty())
        data.data = {"synthetic:1"};
    HALFTONE_TRY(const auto source, openData(data, *models.original, *models.facts));
    HALFTONE_TRY(const Sample sample, source->load(0));
    const auto &floatModel = models.prepared ? models.prepared : models.original;
    BenchOptions options;
    options.runs = kRuns;

    NodeTimes times;
    HALFTONE_TRY(const BenchReport floats, bench(floatModel, inputsOf(*floatModel->graph, sample), options, progress));
    times.floatTotalMs = floats.minimumMs;
    times.threads = floats.threads;
    attribute(*models.original->graph, *floatModel->graph, floats, times.floatMs, times.floatKernel, nullptr);
    times.quantizedMs.assign(times.floatMs.size(), std::numeric_limits<double>::quiet_NaN());
    times.quantizedKernel.resize(times.floatMs.size());
    if (models.quantized) {
        const auto &model = models.quantized->model;
        HALFTONE_TRY(const BenchReport integers, bench(model, inputsOf(*model->graph, sample), options, progress));
        times.quantizedTotalMs = integers.minimumMs;
        attribute(*models.original->graph, *model->graph, integers, times.quantizedMs, times.quantizedKernel, &times.conversionMs);
    }
    sumByType(*models.original->graph, times);
    return times;
}

} // namespace halftone
