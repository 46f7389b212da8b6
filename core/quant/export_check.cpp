// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/export_check.h"

#include "core/base/exceptions.h"
#include "core/engine/executor.h"
#include "core/model/reader.h"
#include "core/ops/fact.h"
#include "core/ops/operator.h"
#include "core/quant/sample_inputs.h"
#include "core/samples/synthetic_source.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <thread>

namespace halftone {

namespace {

/// Samples that are tried until one fits.
constexpr std::int64_t kMostTried = 16;

std::string described(const Graph &graph, const std::vector<ValueId> &values)
{
    std::string text;
    for (const ValueId id : values)
        text += (text.empty() ? "" : ", ") + graph.value(id).name + " " + graph.value(id).declaredType.toString();
    return text.empty() ? "-" : text;
}

/// Inputs of the source that the file is to have: weights that preprocessing took off the list are none.
std::vector<ValueId> wantedInputs(const Graph &source, const Graph &meant)
{
    std::vector<ValueId> wanted;
    for (const ValueId id : source.inputs()) {
        const ValueId there = meant.findValue(source.value(id).name);
        const bool isWeight = source.value(id).initializer != kNone && (there == kNone || !meant.value(there).isInput);
        if (!isWeight)
            wanted.push_back(id);
    }
    return wanted;
}

Status checkInterface(const ExpectedExport &expected, const Graph &written, const std::string &shown)
{
    const Graph &source = *expected.source->graph;
    const auto same = [&](const std::vector<ValueId> &wanted, const std::vector<ValueId> &found) -> Status {
        const bool equal = std::ranges::equal(wanted, found, [&](ValueId a, ValueId b) {
            const Value &before = source.value(a);
            const Value &after = written.value(b);
            return before.name == after.name && before.declaredType.toString() == after.declaredType.toString();
        });
        if (equal)
            return {};
        return Error(errc::kExportInterface, {shown, described(source, wanted), described(written, found)});
    };
    HALFTONE_CHECK(same(wantedInputs(source, *expected.meant->graph), written.inputs()));
    return same(source.outputs(), written.outputs());
}

/// The largest difference of two values; infinite where they cannot be compared.
double difference(const RuntimeValue &a, const RuntimeValue &b)
{
    constexpr double kInfinite = std::numeric_limits<double>::infinity();
    if (a.isTensor() != b.isTensor() || a.isNull() != b.isNull())
        return kInfinite;
    if (!a.isTensor() || a.isNull())
        return 0;
    const Tensor &left = a.tensor();
    const Tensor &right = b.tensor();
    if (left.dtype() != right.dtype() || !(left.shape() == right.shape()))
        return kInfinite;
    if (left.dtype() == DType::String)
        return std::ranges::equal(left.strings(), right.strings()) ? 0 : kInfinite;
    if (left.dtype() != DType::Float)
        return std::memcmp(left.raw(), right.raw(), left.bytes()) == 0 ? 0 : kInfinite;
    double largest = 0;
    const auto x = left.as<float>();
    const auto y = right.as<float>();
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (x[i] == y[i] || (std::isnan(x[i]) && std::isnan(y[i])))
            continue;
        const double distance = std::abs(static_cast<double>(x[i]) - static_cast<double>(y[i]));
        largest = std::isnan(distance) ? kInfinite : std::max(largest, distance);
    }
    return largest;
}

struct Differing
{
    std::size_t output = 0;
    double by = 0;
};

std::optional<Differing> firstDifference(const std::vector<RuntimeValue> &a, const std::vector<RuntimeValue> &b)
{
    if (a.size() != b.size())
        return Differing{std::min(a.size(), b.size()), std::numeric_limits<double>::infinity()};
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (const double by = difference(a[i], b[i]); by > 0)
            return Differing{i, by};
    }
    return std::nullopt;
}

Result<std::vector<RuntimeValue>> run(
    const std::shared_ptr<const Model> &model, const std::vector<RuntimeValue> &inputs, Progress &progress)
{
    HALFTONE_TRY(const auto prepared, PreparedModel::prepare(model, {}, progress));
    Executor executor(prepared, static_cast<int>(std::max(1U, std::thread::hardware_concurrency())));
    return executor.run(inputs, nullptr, progress);
}

/// Inputs of the first sample that fits the model.
Result<std::vector<RuntimeValue>> firstInputs(const Graph &graph, const SampleSource &samples)
{
    Result<std::vector<RuntimeValue>> inputs = Error(errc::kExportNotRun);
    for (std::int64_t index = 0; index < std::min(samples.count(), kMostTried); ++index) {
        const auto sample = samples.load(index);
        inputs = sample ? modelInputs(graph, *sample) : Result<std::vector<RuntimeValue>>(sample.error());
        if (inputs)
            return inputs;
    }
    return inputs;
}

Result<std::vector<RuntimeValue>> someInputs(const ExpectedExport &expected, Progress &progress)
{
    const Graph &graph = *expected.meant->graph;
    if (expected.samples) {
        if (auto inputs = firstInputs(graph, *expected.samples))
            return inputs;
    }
    HALFTONE_TRY(const GraphFacts facts, inferFacts(*expected.meant, expected.dims, progress));
    return firstInputs(graph, SyntheticSource(*expected.meant, facts, dataInputs(*expected.meant, facts, expected.dims), 1, 0));
}

bool isLack(const Error &error) { return error.code() == errc::kUnsupportedCase || error.code() == errc::kUnknownOperator; }
bool endsWork(const Error &error) { return error.code() == errc::kCancelled || error.code() == errc::kOutOfMemory; }

} // namespace

Result<ExportFinding> checkExport(const ExpectedExport &expected, const std::string &path, const std::string &shown, Progress &progress)
{
    const auto read = readModel(path, {}, progress);
    if (!read && endsWork(read.error()))
        return read.error();
    // Without the place: that is a name the file does not keep.
    if (!read)
        return Error(errc::kExportUnreadable, {shown}).because({Error(read.error().code(), read.error().arguments())});
    const std::shared_ptr<const Model> &written = *read;
    HALFTONE_CHECK(checkInterface(expected, *written->graph, shown));
    ExportFinding finding;
    const auto notRun = [&](const Error &why) -> Result<ExportFinding> {
        if (endsWork(why))
            return why;
        finding.whyNot = Error(errc::kExportNotRun).because({why});
        return finding;
    };
    const auto inputs = someInputs(expected, progress);
    if (!inputs)
        return notRun(inputs.error());
    const auto predicted = run(expected.meant, *inputs, progress);
    if (!predicted) {
        // What was made of a model that runs must run, unless something is missing here.
        const Error &why = predicted.error();
        if (!isLack(why) && !endsWork(why) && run(expected.source, *inputs, progress))
            return why;
        return notRun(why);
    }
    HALFTONE_TRY(const auto found, run(written, *inputs, progress));
    if (const auto differs = firstDifference(*predicted, found)) {
        // Random numbers differ from run to run.
        HALFTONE_TRY(const auto again, run(expected.meant, *inputs, progress));
        if (firstDifference(*predicted, again))
            return finding;
        const auto &outputs = expected.meant->graph->outputs();
        const std::string name = differs->output < outputs.size() ? expected.meant->graph->value(outputs[differs->output]).name : "";
        return Error(errc::kExportDiffers, {shown, name, std::to_string(differs->by)});
    }
    finding.ran = true;
    return finding;
}

} // namespace halftone
