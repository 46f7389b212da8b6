// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/conformance.h"

#include "core/engine/compare_values.h"
#include "core/engine/executor.h"
#include "core/model/graph_builder.h"
#include "core/model/reader.h"
#include "core/ops/operator.h"
#include "core/tensor/tensor_proto.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>

namespace halftone {

namespace {

namespace fs = std::filesystem;

ProtoKind protoKind(const Type &type)
{
    switch (type.kind) {
    case Type::Kind::Sequence:
        return ProtoKind::Sequence;
    case Type::Kind::Optional:
        return ProtoKind::Optional;
    case Type::Kind::Map:
        return ProtoKind::Map;
    case Type::Kind::Tensor:
        return ProtoKind::Tensor;
    default:
        return ProtoKind::Guess;
    }
}

/// Older test data hold bfloat16 as uint16: the same bits under the type that the model declares.
RuntimeValue withDeclaredType(RuntimeValue value, const Type &declared)
{
    if (!value.isTensor() || value.tensor().dtype() != DType::UInt16 || declared.dtype != DType::BFloat16)
        return value;
    const auto stored = std::make_shared<const Tensor>(value.tensor());
    return Tensor::borrow(DType::BFloat16, stored->shape(), const_cast<std::byte *>(stored->raw()), stored);
}

/// Values prefix_0.pb, prefix_1.pb … for the graph's inputs or outputs.
Result<std::vector<RuntimeValue>> readValues(
    const fs::path &folder, const std::string &prefix, const Graph &graph, const std::vector<ValueId> &ids)
{
    std::vector<RuntimeValue> values;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const fs::path file = folder / (prefix + "_" + std::to_string(i) + ".pb");
        std::error_code ignored;
        if (!fs::exists(file, ignored)) {
            values.emplace_back();
            continue;
        }
        HALFTONE_TRY(auto value, readTensorProto(file.string(), protoKind(graph.value(ids[i]).declaredType)));
        values.push_back(withDeclaredType(std::move(value), graph.value(ids[i]).declaredType));
    }
    return values;
}

Tolerance toleranceOf(const fs::path &folder)
{
    Tolerance tolerance;
    std::ifstream file(folder / "tolerance");
    double relative = 0;
    double absolute = 0;
    std::int64_t steps = 0;
    if (file >> relative >> absolute)
        tolerance = {relative, absolute, file >> steps ? std::max<std::int64_t>(steps, 0) : 0};
    return tolerance;
}

/// The model with the shapes of `inputs` where the file declares others: some cases contradict their own declarations.
Result<std::shared_ptr<const Model>> withShapesOf(std::shared_ptr<const Model> model, const std::vector<RuntimeValue> &inputs)
{
    const Graph &graph = *model->graph;
    GraphBuilder builder(graph);
    bool differs = false;
    for (std::size_t i = 0; i < inputs.size() && i < graph.inputs().size(); ++i) {
        const Type &declared = graph.value(graph.inputs()[i]).declaredType;
        if (!inputs[i].isTensor() || !declared.isTensor() || !declared.shape)
            continue;
        const Shape &shape = inputs[i].tensor().shape();
        bool agrees = declared.shape->size() == shape.dims().size();
        for (std::size_t axis = 0; agrees && axis < declared.shape->size(); ++axis)
            agrees = (*declared.shape)[axis].value().value_or(shape.dims()[axis]) == shape.dims()[axis];
        if (agrees)
            continue;
        builder.valueInfo(graph.inputs()[i]).declaredType = Type::tensor(declared.dtype, std::vector<Dim>(shape.begin(), shape.end()));
        differs = true;
    }
    if (!differs)
        return model;
    auto adapted = std::make_shared<Model>(*model);
    HALFTONE_TRY(adapted->graph, std::move(builder).finish());
    return std::shared_ptr<const Model>(std::move(adapted));
}

Status runDataSet(const ConformanceCase &test, const fs::path &dataSet, const std::shared_ptr<const Model> &original,
    const ConformanceOptions &options, Progress &progress)
{
    // Files are numbered by the graph's inputs, among which those with initializers count too.
    HALFTONE_TRY(const auto all, readValues(dataSet, "input", *original->graph, original->graph->inputs()));
    HALFTONE_TRY(const auto model, withShapesOf(original, all));
    const Graph &graph = *model->graph;
    HALFTONE_TRY(const auto expected, readValues(dataSet, "output", graph, graph.outputs()));
    std::vector<RuntimeValue> inputs;
    for (std::size_t i = 0; i < graph.inputs().size(); ++i)
        if (graph.value(graph.inputs()[i]).initializer == kNone)
            inputs.push_back(all[i]);
    EngineOptions engine;
    engine.oneDnn = options.oneDnn;
    engine.fuse = options.oneDnn;
    HALFTONE_TRY(const auto prepared, PreparedModel::prepare(model, engine, progress));
    Executor executor(prepared, options.threads);
    HALFTONE_TRY(const auto outputs, executor.run(inputs, nullptr, progress));
    const Tolerance tolerance = toleranceOf(test.folder);
    for (std::size_t i = 0; i < expected.size() && i < outputs.size(); ++i)
        if (const auto difference = differenceBetween(outputs[i], expected[i], tolerance))
            return Error(errc::kOutputDiffers, {graph.value(graph.outputs()[i]).name, difference->found, difference->expected});
    return {};
}

bool isRefusal(const Error &error) { return error.code() == errc::kUnsupportedCase || error.code() == errc::kUnknownOperator; }

} // namespace

Result<std::vector<ConformanceCase>> findConformanceCases(const std::string &folder, const std::string &filter)
{
    std::regex expression;
    try {
        expression = std::regex(filter);
    } catch (const std::regex_error &) {
        return Error(errc::kBadFilter, {filter});
    }
    std::vector<ConformanceCase> cases;
    std::error_code failure;
    const auto consider = [&](const fs::path &path) {
        std::error_code ignored;
        if (!fs::is_regular_file(path / "model.onnx", ignored))
            return;
        const std::string relative = fs::relative(path, folder, ignored).string();
        const std::string name = relative.empty() || relative == "." ? path.filename().string() : relative;
        if (filter.empty() || std::regex_search(name, expression))
            cases.push_back({name, path.string()});
    };
    consider(folder);
    for (fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, failure), end;
         !failure && entry != end; entry.increment(failure))
        if (entry->is_directory(failure))
            consider(entry->path());
    if (cases.empty())
        return Error(errc::kNoTestCases, {folder});
    std::ranges::sort(cases, {}, &ConformanceCase::name);
    return cases;
}

Status runConformanceCase(const ConformanceCase &test, const ConformanceOptions &options, Progress &progress)
{
    const fs::path folder(test.folder);
    HALFTONE_TRY(const auto model, readModel((folder / "model.onnx").string(), {}, progress));
    std::vector<fs::path> dataSets;
    std::error_code failure;
    for (const auto &entry : fs::directory_iterator(folder, failure))
        if (entry.path().filename().string().starts_with("test_data_set_"))
            dataSets.push_back(entry.path());
    std::ranges::sort(dataSets);
    for (const fs::path &dataSet : dataSets)
        HALFTONE_CHECK(runDataSet(test, dataSet, model, options, progress));
    return {};
}

Result<ConformanceReport> runConformance(const std::string &folder, const ConformanceOptions &options, Progress &progress)
{
    HALFTONE_TRY(const auto cases, findConformanceCases(folder, options.filter));
    ConformanceReport report;
    for (const ConformanceCase &test : cases) {
        if (!progress.report(report.total, static_cast<std::int64_t>(cases.size())))
            return Error(errc::kCancelled);
        ++report.total;
        const Status status = runConformanceCase(test, options, progress);
        if (status)
            ++report.passed;
        else if (status.error().code() == errc::kCancelled)
            return status.error();
        else
            (isRefusal(status.error()) ? report.unsupported : report.failed).push_back({test.name, status.error()});
    }
    return report;
}

} // namespace halftone
