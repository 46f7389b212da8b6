// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli_text.h"
#include "app/cli/commands.h"
#include "app/cli/data_options.h"
#include "app/cli/figures_json.h"
#include "app/cli/file_errors.h"
#include "app/cli/inspected_scopes.h"
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
        app.add_option("--print", m_printed, "Elements of an initializer or constant, as `tensors` of --json")->type_name("NAME");
        app.add_option("--find", m_term, "Nodes whose name, type, attributes or metadata hold TERM, in bodies and functions too")
            ->type_name("TERM");
        m_dims.declare(app);
    }
    Result<CommandResult> run(const Console &console, ConsoleProgress &progress) override;

private:
    Result<Json> printed(const Console &console, const Graph &graph) const;

    std::string m_model;
    std::string m_rules;
    std::vector<std::string> m_printed;
    std::string m_term;
    DimOptions m_dims;
};

Json valuesJson(const Graph &graph, const GraphFacts &facts, const std::vector<ValueId> &ids)
{
    Json list = Json::array();
    for (const ValueId id : ids) {
        Json entry{{"name", graph.value(id).name}};
        entry.update(typeJson(facts.values[id].type));
        list.push_back(std::move(entry));
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

Result<Json> InspectCommand::printed(const Console &console, const Graph &graph) const
{
    constexpr std::size_t kShownElements = 1000;
    Json tensors = Json::object();
    for (const std::string &name : m_printed) {
        const ValueId id = graph.findValue(name);
        const ConstantTensor *constant = id == kNone ? nullptr : graph.constant(id);
        if (!constant)
            return Error(
                errc::kWrongUsage, {CliText::tr("The model has no constant “%1”.").arg(QString::fromStdString(name)).toStdString()});
        HALFTONE_TRY(Json elements, elementsJson(*constant));
        QStringList texts;
        for (std::size_t i = 0; i < elements.size() && i < kShownElements; ++i)
            texts.append(QString::fromStdString(elements[i].dump()));
        if (elements.size() > kShownElements)
            texts.append(QStringLiteral("…"));
        console.line(CliText::tr("Elements    %1: %2").arg(QString::fromStdString(name), texts.join(QStringLiteral(", "))));
        tensors[name] = std::move(elements);
    }
    return tensors;
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

    const InspectedScopes scopes(*model, facts);
    HALFTONE_TRY(const Json tensors, printed(console, graph));
    Json found;
    if (!m_term.empty()) {
        found = scopes.found(m_term);
        for (const auto &path : found)
            console.line(CliText::tr("Found       %1").arg(text(path.get<std::string>())));
        if (found.empty())
            console.line(CliText::tr("Found       nothing"));
    }
    if (!m_rules.empty() && broken.empty())
        console.line(CliText::tr("Rules       all of TensorRT's are kept"));

    Json opsets = Json::object();
    for (const auto &[domain, version] : model->opsets)
        opsets[domain.empty() ? "ai.onnx" : domain] = version;
    Json figures{{"model", m_model}, {"ir_version", model->irVersion}, {"producer", model->producerName}, {"nodes", graph.nodes().size()},
        {"operators", operators}, {"opsets", opsets}, {"inputs", valuesJson(graph, facts, dataInputIds(graph))},
        {"outputs", valuesJson(graph, facts, graph.outputs())}, {"parameters", parameters}, {"macs", macs}, {"bytes", model->fileBytes},
        {"issues", issuesJson(issues)}, {"operators_inside", scopes.operators()}, {"bodies", scopes.bodies()}, {"values", scopes.values()},
        {"captured", scopes.captured()}, {"metadata", scopes.metadata()}, {"attributes", scopes.attributes()}};
    const std::vector<char> quantized = findQuantizedNodes(graph);
    if (const auto nodes = std::count(quantized.begin(), quantized.end(), 1); nodes > 0)
        figures["quantized"] = {{"nodes", nodes}, {"kind", operators.contains("DequantizeLinear") ? "qdq" : "integer"}};
    if (!m_printed.empty())
        figures["tensors"] = tensors;
    if (!m_term.empty())
        figures["found"] = found;
    if (!console.json(figures))
        return Error(errc::kFileUnwritable, {console.jsonFile});
    const bool refused = std::ranges::any_of(broken, [](const Issue &issue) { return issue.severity == Issue::Severity::Problem; });
    return refused ? CommandResult::Unsatisfied : CommandResult::Done;
}

} // namespace

std::unique_ptr<Command> makeInspectCommand() { return std::make_unique<InspectCommand>(); }

} // namespace halftone
