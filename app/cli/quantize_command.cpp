// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/calibration.h"
#include "app/cli/cli_text.h"
#include "app/cli/commands.h"
#include "app/cli/data_options.h"
#include "app/cli/file_errors.h"
#include "app/cli/opened_model.h"
#include "app/cli/recipe_options.h"
#include "core/document/messages.h"
#include "core/document/speed_issues.h"
#include "core/model/writer.h"
#include "core/quant/algorithms/quantize_on_data.h"
#include "core/quant/calibration_table.h"
#include "core/quant/formats/moments.h"
#include "core/quant/merge_statistics.h"
#include "core/quant/quantize.h"
#include "core/quant/quantized_regions.h"
#include "core/quant/script/ort_script.h"
#include "core/quant/statistics.h"

#include <CLI/CLI.hpp>

#include <QElapsedTimer>

namespace halftone {

namespace {

using Json = nlohmann::ordered_json;

/// As keys of --json.
const char *precisionWord(Precision precision)
{
    switch (precision) {
    case Precision::Int8:
        return "int8";
    case Precision::Int16:
        return "int16";
    case Precision::Int4Weights:
        return "int4";
    case Precision::Half:
        return "float16";
    case Precision::Float:
        break;
    }
    return "float";
}

class QuantizeCommand final : public Command
{
public:
    const char *name() const override { return "quantize"; }
    const char *summary() const override { return "Write a quantized model"; }
    void declare(CLI::App &app) override
    {
        app.add_option("MODEL", m_model, "Float model")->required();
        app.add_option("-o,--output", m_output, "Quantized model")->required()->type_name("OUT.onnx");
        app.add_option("--statistics", m_statistics, "Statistics written by calibrate, instead of --data")->type_name("FILE");
        app.add_option("--external-data", m_externalData, "Weights in a file of their own: auto (above 1.5 GiB), on or off")
            ->check(CLI::IsMember({"auto", "on", "off"}));
        app.add_option("--save-script", m_script, "Also write a Python script that does the like with ONNX Runtime's tools")
            ->type_name("FILE");
        app.add_option("--calibration-table", m_table, "Also write the ranges for TensorRT: .json, .flatbuffers, else text")
            ->type_name("FILE");
        app.add_flag("--overwrite", m_overwrite, "Allow MODEL itself as output");
        m_recipe.declare(app);
        m_data.declare(app, DataOptions::Need::Optional);
        m_workers.declare(app);
    }
    Result<CommandResult> run(const Console &console, ConsoleProgress &progress) override;

private:
    WriteOptions writeOptions() const;
    Result<CommandResult> report(const Console &console, const Recipe &recipe, const QuantizeResult &result, std::int64_t before,
        const WriteSummary &written, const Json &seconds) const;
    Status saveScript(const PreparedGraph &prepared, const GraphFacts &facts, const Recipe &recipe, const QuantizeResult &result,
        const SampleSpec &spec) const;

    std::string m_model;
    std::string m_output;
    std::string m_statistics;
    std::string m_table;
    std::string m_script;
    std::string m_externalData = "auto";
    bool m_overwrite = false;
    RecipeOptions m_recipe;
    DataOptions m_data;
    WorkerOptions m_workers;
};

WriteOptions QuantizeCommand::writeOptions() const
{
    WriteOptions options;
    options.externalData = m_externalData == "on" ? WriteOptions::ExternalData::On
        : m_externalData == "off"                 ? WriteOptions::ExternalData::Off
                                                  : WriteOptions::ExternalData::Auto;
    options.allowOverwrite = m_overwrite;
    return options;
}

Result<CommandResult> QuantizeCommand::run(const Console &console, ConsoleProgress &progress)
{
    HALFTONE_TRY(const Recipe recipe, m_recipe.recipe());
    const bool calibrated = needsStatistics(recipe.format);
    if (calibrated && m_statistics.empty() && !m_data.given())
        return Error(errc::kWrongUsage, {CliText::tr("quantize needs --data or --statistics").toStdString()});
    if (needsTuning(recipe) && !m_data.given())
        return Error(errc::kWrongUsage, {CliText::tr("--adaround, --bias-correction and --range-search need --data").toStdString()});
    HALFTONE_TRY(const SampleSpec spec, m_data.spec());
    if (needsMoments(recipe.format) && !m_data.given())
        return Error(errc::kWrongUsage,
            {CliText::tr("--algorithm %1 needs --data")
                    .arg(QString::fromUtf8(weightAlgorithmName(recipe.format.algorithm).data()))
                    .toStdString()});
    QElapsedTimer clock;
    clock.start();
    Json seconds = Json::object();
    const auto lap = [&](const char *phase) {
        seconds[phase] = static_cast<double>(clock.nsecsElapsed()) * 1e-9;
        clock.restart();
    };

    HALFTONE_TRY(const auto model, openModel(m_model, progress));
    lap("read");
    HALFTONE_TRY(const PreparedGraph prepared, preprocess(model, recipe.preprocess, progress));
    HALFTONE_TRY(const GraphFacts facts, inferFacts(*prepared.model, spec.dims, progress));
    lap("preprocess");
    std::shared_ptr<SampleSource> samples;
    if (m_data.given() && (calibrated || needsSamples(recipe))) {
        HALFTONE_TRY(samples, m_data.open(*model, console, progress));
    }
    Statistics found;
    if (calibrated) {
        HALFTONE_TRY(found, loadOrCalibrate(m_statistics, prepared, samples.get(), spec, m_workers, console, progress));
        if (!m_statistics.empty())
            HALFTONE_CHECK(checkStatistics(*prepared.model->graph, facts, found, m_statistics));
        lap("calibrate");
    }
    progress.begin(needsMoments(recipe.format) ? CliText::tr("Looking at the inputs of layers") : CliText::tr("Quantizing"));
    const QuantizeData data{samples.get(), {m_workers.workers(), spec.samples, spec.dims}, nullptr};
    HALFTONE_TRY(const QuantizeResult result, quantizeOnData(prepared, facts, found, recipe, data, progress));
    lap("quantize");
    progress.begin(CliText::tr("Writing"));
    HALFTONE_TRY(const WriteSummary written, writeModel(*result.model, m_output, writeOptions(), progress));
    lap("write");
    HALFTONE_CHECK(m_recipe.save(recipe));
    if (!m_table.empty())
        HALFTONE_CHECK(writeCalibrationTable(dynamicRanges(prepared, result), m_table));
    if (!m_script.empty())
        HALFTONE_CHECK(saveScript(prepared, facts, recipe, result, spec));
    progress.clear();
    return report(console, recipe, result, model->fileBytes, written, seconds);
}

Status QuantizeCommand::saveScript(const PreparedGraph &prepared, const GraphFacts &facts, const Recipe &recipe,
    const QuantizeResult &result, const SampleSpec &spec) const
{
    // Channels that were evened out have other ranges than those of the model that ONNX Runtime reads.
    const bool isUnchanged = !result.reference || result.reference == prepared.model;
    OrtScriptInput input{
        m_model, m_output, *prepared.model->graph, recipe, result.decisions, spec, isUnchanged ? &result.params : nullptr, {}};
    if (!spec.data.empty()) {
        HALFTONE_TRY(input.preprocess, effectivePreprocess(spec, *prepared.model, facts));
    }
    return saveOrtScript(input, m_script);
}

namespace {

/// Nodes by kind of reason and its sentence.
using FloatReasons = std::map<std::string, std::map<QString, int>>;

/// A row a sentence; many of one kind, which name one tensor each, share a row.
std::vector<QStringList> reasonRows(const FloatReasons &reasons)
{
    constexpr std::size_t kMostOfAKind = 6;
    std::vector<QStringList> rows{{CliText::tr("Float because"), CliText::tr("Nodes")}};
    for (const auto &[kind, sentences] : reasons) {
        if (sentences.size() <= kMostOfAKind) {
            for (const auto &[why, count] : sentences)
                rows.push_back({why, QString::number(count)});
            continue;
        }
        int count = 0;
        for (const auto &[why, nodes] : sentences)
            count += nodes;
        rows.push_back({CliText::tr("%1, or the like").arg(sentences.begin()->first), QString::number(count)});
    }
    return rows;
}

} // namespace

Result<CommandResult> QuantizeCommand::report(const Console &console, const Recipe &recipe, const QuantizeResult &result,
    std::int64_t before, const WriteSummary &written, const Json &seconds) const
{
    int quantized = 0, excluded = 0;
    std::map<Precision, int> precisions;
    Json kept = Json::array();
    FloatReasons reasons;
    for (const NodeDecision &decision : result.decisions) {
        if (decision.precision != Precision::Float) {
            ++quantized;
            ++precisions[decision.precision];
            continue;
        }
        using Cause = NodeDecision::Cause;
        excluded += decision.cause == Cause::ExcludedByUser || decision.cause == Cause::NotIncluded;
        const QString why = messageText(decision.reason, decision.reasonArguments);
        ++reasons[decision.reason.id][why];
        kept.push_back({{"name", decision.node}, {"why", why.toStdString()}});
    }
    if (auto before = quantizedAlready(*result.reference->graph))
        console.issues({std::move(*before)});
    console.issues(result.issues);
    console.issues(speedIssues(recipe));
    const std::int64_t after = written.bytes + written.externalBytes;
    const bool bytes = precisions.empty() || (precisions.size() == 1 && precisions.contains(Precision::Int8));
    console.line((bytes ? CliText::tr("%1: %2 of %3 nodes in int8, %4 → %5") : CliText::tr("%1: %2 of %3 nodes quantized, %4 → %5"))
                     .arg(QString::fromStdString(m_output))
                     .arg(quantized)
                     .arg(result.decisions.size())
                     .arg(CliText::bytes(before), CliText::bytes(after)));
    Json counts = Json::object();
    for (const auto &[precision, count] : precisions)
        counts[precisionWord(precision)] = count;
    if (!bytes) {
        QStringList parts;
        for (const auto &[word, count] : counts.items())
            parts.append(QStringLiteral("%1 %2").arg(QString::fromStdString(word)).arg(count.get<int>()));
        console.line(CliText::tr("Precisions: %1").arg(parts.join(QStringLiteral(", "))));
    }
    if (!reasons.empty())
        console.table(reasonRows(reasons));
    if (!console.json({{"quantized_nodes", quantized}, {"excluded_nodes", excluded}, {"precisions", counts}, {"float_nodes", kept},
            {"bytes_before", before}, {"bytes_after", after}, {"seconds", seconds}}))
        return Error(errc::kFileUnwritable, {console.jsonFile});
    return CommandResult::Done;
}

} // namespace

std::unique_ptr<Command> makeQuantizeCommand() { return std::make_unique<QuantizeCommand>(); }

} // namespace halftone
