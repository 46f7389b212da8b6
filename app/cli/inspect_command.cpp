// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli_text.h"
#include "app/cli/commands.h"
#include "app/cli/data_options.h"
#include "app/cli/figures_json.h"
#include "app/cli/file_errors.h"
#include "app/cli/opened_model.h"
#include "core/document/node_cost.h"
#include "core/ops/fact.h"
#include "core/quant/quantized_regions.h"
#include "core/quant/tensorrt_rules.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace halftone {

namespace {

using Json = nlohmann::ordered_json;

class InspectCommand final : public Command
{
public:
    const char *name() const override { return "inspect"; }
    const char *summary() const override { return "What a model is: format, operators, inputs, outputs, size, issues"; }
    void declare(CLI::App &app) override
    {
        app.add_option("MODEL", m_model, "Model file")->required();
        app.add_option("--rules", m_rules, "Check a quantized model against the rules of a runtime")->check(CLI::IsMember({"tensorrt"}));
        m_dims.declare(app);
    }
    Result<CommandResult> run(const Console &console, ConsoleProgress &progress) override;

private:
    std::string m_model;
    std::string m_rules;
    DimOptions m_dims;
};

Json valuesJson(const Graph &graph, const GraphFacts &facts, const std::vector<ValueId> &ids)
{
    Json list = Json::array();
    for (const ValueId id : ids) {
        const Type &type = facts.values[id].type;
        list.push_back({{"name", graph.value(id).name}, {"type", type.isTensor() ? std::string(dtypeName(type.dtype)) : type.toString()},
            {"shape", shapeJson(type)}});
    }
    return list;
}

std::vector<ValueId> dataInputIds(const Graph &graph)
{
    std::vector<ValueId> ids;
    for (const ValueId id : graph.inputs())
        if (graph.value(id).initializer == kNone)
            ids.push_back(id);
    return ids;
}

Result<CommandResult> InspectCommand::run(const Console &console, ConsoleProgress &progress)
{
    progress.begin(CliText::tr("Reading"));
    HALFTONE_TRY(const auto dims, m_dims.dims());
    HALFTONE_TRY(const auto model, openModel(m_model, progress));
    HALFTONE_TRY(const GraphFacts facts, inferFacts(*model, dims, progress));
    progress.clear();
    const Graph &graph = *model->graph;

    std::map<std::string, int> operators;
    for (const Node &node : graph.nodes())
        ++operators[node.opType];
    std::int64_t parameters = 0, macs = 0;
    for (const NodeCost &cost : nodeCosts(*model, facts)) {
        parameters += cost.parameters;
        macs += cost.macs;
    }
    std::vector<Issue> issues = model->issues;
    issues.insert(issues.end(), facts.issues.begin(), facts.issues.end());
    if (auto before = quantizedAlready(graph))
        issues.push_back(std::move(*before));
    const std::vector<Issue> broken = m_rules.empty() ? std::vector<Issue>() : checkTensorRt(*model);
    issues.insert(issues.end(), broken.begin(), broken.end());

    const auto text = [](const std::string &value) { return QString::fromStdString(value); };
    const QString producer = text(model->producerName + " " + model->producerVersion).trimmed();
    console.line(
        CliText::tr("Format      ONNX IR %1").arg(model->irVersion) + (producer.isEmpty() ? QString() : QStringLiteral(", ") + producer));
    for (const auto &[domain, version] : model->opsets)
        console.line(CliText::tr("Opset       %1 %2").arg(domain.empty() ? QStringLiteral("ai.onnx") : text(domain)).arg(version));
    for (const ValueId id : dataInputIds(graph))
        console.line(CliText::tr("Input       %1  %2").arg(text(graph.value(id).name), text(facts.values[id].type.toString())));
    for (const ValueId id : graph.outputs())
        console.line(CliText::tr("Output      %1  %2").arg(text(graph.value(id).name), text(facts.values[id].type.toString())));
    console.line(CliText::tr("Nodes       %1").arg(graph.nodes().size()));
    console.line(CliText::tr("Parameters  %1").arg(parameters));
    console.line(CliText::tr("MACs        %1").arg(macs));
    console.line(CliText::tr("File        %1").arg(CliText::bytes(model->fileBytes)));
    std::vector<std::pair<std::string, int>> sorted(operators.begin(), operators.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) { return a.second > b.second; });
    std::vector<QStringList> rows{{CliText::tr("Operator"), CliText::tr("Nodes")}};
    for (const auto &[type, count] : sorted)
        rows.push_back({text(type), QString::number(count)});
    console.table(rows);
    if (!issues.empty())
        console.note(CliText::tr("%n issue(s):", nullptr, static_cast<int>(issues.size())));
    console.issues(issues);

    if (!m_rules.empty() && broken.empty())
        console.line(CliText::tr("Rules       all of TensorRT's are kept"));

    Json opsets = Json::object();
    for (const auto &[domain, version] : model->opsets)
        opsets[domain.empty() ? "ai.onnx" : domain] = version;
    const Json figures{{"model", m_model}, {"ir_version", model->irVersion}, {"producer", model->producerName},
        {"nodes", graph.nodes().size()}, {"operators", operators}, {"opsets", opsets},
        {"inputs", valuesJson(graph, facts, dataInputIds(graph))}, {"outputs", valuesJson(graph, facts, graph.outputs())},
        {"parameters", parameters}, {"macs", macs}, {"bytes", model->fileBytes}, {"issues", issuesJson(issues)}};
    if (!console.json(figures))
        return Error(errc::kFileUnwritable, {console.jsonFile});
    const bool refused = std::ranges::any_of(broken, [](const Issue &issue) { return issue.severity == Issue::Severity::Problem; });
    return refused ? CommandResult::Unsatisfied : CommandResult::Done;
}

} // namespace

std::unique_ptr<Command> makeInspectCommand() { return std::make_unique<InspectCommand>(); }

} // namespace halftone
