// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli_text.h"
#include "app/cli/commands.h"
#include "app/cli/data_options.h"
#include "app/cli/file_errors.h"
#include "app/cli/opened_model.h"
#include "core/document/run_sample.h"
#include "core/engine/executor.h"
#include "core/model/graph_builder.h"
#include "core/samples/array_source.h"
#include "core/samples/listing.h"
#include "core/tensor/npy.h"
#include "core/tensor/npz.h"

#include <CLI/CLI.hpp>

#include <QElapsedTimer>

#include <filesystem>
#include <thread>

namespace halftone {

namespace {

class RunCommand final : public Command
{
public:
    const char *name() const override { return "run"; }
    const char *summary() const override { return "Compute a model's outputs for given inputs"; }
    void declare(CLI::App &app) override
    {
        app.add_option("MODEL", m_model, "Model file")->required();
        app.add_option("--inputs", m_inputs, "Folder of NAME.npy or input_K.pb, or an .npz")->required()->type_name("PATH");
        app.add_option("--outputs", m_outputs, "Folder for NAME.npy")->required()->type_name("DIR");
        app.add_flag("--all-tensors", m_allTensors, "Write every tensor between, too");
        app.add_flag("--reference", m_reference, "Reference kernels only, no oneDNN");
        app.add_option("--threads", m_threads, "Threads (default: the number of cores)")->check(CLI::Range(1, 1024));
        m_dims.declare(app);
    }
    Result<CommandResult> run(const Console &console, ConsoleProgress &progress) override;

private:
    Result<Sample> readInputs(const Model &model, Progress &progress) const;
    Result<std::shared_ptr<const Model>> withGivenDefaults(std::shared_ptr<const Model> model) const;

    std::string m_model;
    std::string m_inputs;
    std::string m_outputs;
    bool m_allTensors = false;
    bool m_reference = false;
    int m_threads = 0;
    DimOptions m_dims;
};

Result<Sample> RunCommand::readInputs(const Model &model, Progress &progress) const
{
    HALFTONE_TRY(const auto dims, m_dims.dims());
    HALFTONE_TRY(const GraphFacts facts, inferFacts(model, dims, progress));
    const auto inputs = dataInputs(model, facts, dims);
    Sample sample;
    sample.name = m_inputs;
    if (isFolder(m_inputs)) {
        HALFTONE_TRY(sample.inputs, readInputFolder(m_inputs, inputs));
    } else {
        HALFTONE_TRY(const auto arrays, readNpz(m_inputs));
        HALFTONE_TRY(sample.inputs, pickArrays(arrays, inputs));
    }
    return sample;
}

/// The model with what the user gives for inputs that have a default.
Result<std::shared_ptr<const Model>> RunCommand::withGivenDefaults(std::shared_ptr<const Model> model) const
{
    const Graph &graph = *model->graph;
    GraphBuilder builder(graph);
    builder.keepUnused();
    bool any = false;
    for (const ValueId id : graph.inputs()) {
        if (!graph.isReplaceable(id))
            continue;
        const Value &value = graph.value(id);
        DataInput input{value.name, graph.storedValue(id)->dtype(), {}};
        if (value.declaredType.shape) {
            input.dims.emplace();
            for (const Dim &dim : *value.declaredType.shape)
                input.dims->push_back(dim.value());
        }
        std::map<std::string, Tensor> found;
        if (!isFolder(m_inputs)) {
            HALFTONE_TRY(const auto arrays, readNpz(m_inputs));
            if (!arrays.contains(value.name))
                continue;
            HALFTONE_TRY(found, pickArrays(arrays, {input}));
        } else if (isRegularFile(joinPath(m_inputs, fileNameForValue(value.name) + ".npy"))) {
            HALFTONE_TRY(found, readInputFolder(m_inputs, {input}));
        } else {
            continue;
        }
        builder.setInitializer(id, ConstantTensor(std::move(found.begin()->second)));
        any = true;
    }
    if (!any)
        return model;
    auto result = std::make_shared<Model>(*model);
    HALFTONE_TRY(result->graph, std::move(builder).finish());
    return std::shared_ptr<const Model>(std::move(result));
}

Result<CommandResult> RunCommand::run(const Console &console, ConsoleProgress &progress)
{
    HALFTONE_TRY(const auto opened, openModel(m_model, progress));
    HALFTONE_TRY(const auto model, withGivenDefaults(opened));
    auto sample = readInputs(*model, progress);
    if (!sample)
        return std::move(sample).error().at(m_inputs);
    const Graph &graph = *model->graph;

    EngineOptions options;
    options.oneDnn = !m_reference;
    std::vector<ValueId> written = graph.outputs();
    if (m_allTensors)
        for (ValueId id = 0; id < graph.values().size(); ++id)
            if (graph.value(id).producer != kNone && !graph.value(id).isOutput) {
                options.extraOutputs.push_back(id);
                written.push_back(id);
            }
    HALFTONE_TRY(const auto prepared, PreparedModel::prepare(model, options, progress));
    Executor executor(prepared, m_threads > 0 ? m_threads : static_cast<int>(std::thread::hardware_concurrency()));
    QElapsedTimer clock;
    clock.start();
    HALFTONE_TRY(const auto values, executor.run(inputsOf(graph, *sample), nullptr, progress));
    const double seconds = static_cast<double>(clock.nsecsElapsed()) * 1e-9;

    std::error_code failed;
    std::filesystem::create_directories(m_outputs, failed);
    if (failed)
        return Error(errc::kFileUnwritable, {m_outputs});
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    std::vector<QStringList> rows{{CliText::tr("Output"), CliText::tr("Type"), CliText::tr("Shape")}};
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::string &valueName = graph.value(written[i]).name;
        if (!values[i].isTensor()) {
            console.note(CliText::tr("%1 is no tensor and is not written.").arg(QString::fromStdString(valueName)));
            continue;
        }
        const Tensor &tensor = values[i].tensor();
        const std::string file = joinPath(m_outputs, fileNameForValue(valueName) + ".npy");
        const Status status = writeNpy(file, tensor);
        if (!status)
            return Error(status.error()).at(file);
        list.push_back({{"name", valueName}, {"type", dtypeName(tensor.dtype())}, {"shape", tensor.shape().dims()}, {"file", file}});
        if (i < graph.outputs().size())
            rows.push_back({QString::fromStdString(valueName), QString::fromStdString(std::string(dtypeName(tensor.dtype()))),
                QString::fromStdString(tensor.shape().toString())});
    }
    console.table(rows);
    if (!console.json({{"outputs", list}, {"seconds", seconds}}))
        return Error(errc::kFileUnwritable, {console.jsonFile});
    return CommandResult::Done;
}

} // namespace

std::unique_ptr<Command> makeRunCommand() { return std::make_unique<RunCommand>(); }

} // namespace halftone
