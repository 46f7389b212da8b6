// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/calibration.h"
#include "app/cli/cli_text.h"
#include "app/cli/commands.h"
#include "app/cli/data_options.h"
#include "app/cli/file_errors.h"
#include "app/cli/opened_model.h"
#include "app/cli/quantize_quality.h"
#include "app/cli/recipe_options.h"
#include "core/document/messages.h"
#include "core/document/node_cost.h"
#include "core/document/pipeline.h"
#include "core/document/speed_issues.h"
#include "core/model/graph_parser.h"
#include "core/model/writer.h"
#include "core/quant/algorithms/quantize_on_data.h"
#include "core/quant/analysis/plan_times.h"
#include "core/quant/calibration_table.h"
#include "core/quant/export_check.h"
#include "core/quant/formats/moments.h"
#include "core/quant/merge_statistics.h"
#include "core/quant/ordered_workers.h"
#include "core/quant/quantize.h"
#include "core/quant/quantized_regions.h"
#include "core/quant/script/ort_script.h"
#include "core/quant/statistics.h"
#include "core/quant/uncomputed.h"

#include <CLI/CLI.hpp>

#include <QElapsedTimer>

#include <algorithm>
#include <iterator>

namespace halftone {

namespace {

using Json = nlohmann::ordered_json;

/// Seconds of each phase.
class Laps
{
public:
    Laps() { m_clock.start(); }
    void end(const char *phase)
    {
        seconds[phase] = static_cast<double>(m_clock.nsecsElapsed()) * 1e-9;
        m_clock.restart();
    }
    Json seconds = Json::object();

private:
    QElapsedTimer m_clock;
};

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
        app.add_flag("--verify,!--no-verify", m_verify, "Read the file back and run one sample before it takes its place (default)");
        app.add_flag("--overwrite", m_overwrite, "Allow MODEL itself as output");
        m_quality.declare(app);
        m_recipe.declare(app);
        m_data.declare(app, DataOptions::Need::Optional);
        m_workers.declare(app);
    }
    Result<CommandResult> run(const Console &console, ConsoleProgress &progress) override;

private:
    WriteOptions writeOptions() const;
    Result<QualifiedPlan> plan(const std::shared_ptr<const Model> &model, const PreparedGraph &prepared, const GraphFacts &facts,
        const Recipe &recipe, const SampleSpec &spec, const std::shared_ptr<SampleSource> &samples, const Console &console, Laps &laps,
        ConsoleProgress &progress) const;
    Status judge(const Model &model, const GraphFacts &facts, const PreparedGraph &prepared, const SampleSource *samples,
        QualifiedPlan &plan, ConsoleProgress &progress) const;
    Result<CommandResult> report(
        const Console &console, const Recipe &recipe, const QualifiedPlan &plan, bool isWritten, const Json &seconds) const;
    Status saveScript(const PreparedGraph &prepared, const GraphFacts &facts, const Recipe &recipe, const QuantizeResult &result,
        const SampleSpec &spec) const;

    std::string m_model;
    std::string m_output;
    std::string m_statistics;
    std::string m_table;
    std::string m_script;
    std::string m_externalData = "auto";
    bool m_overwrite = false;
    bool m_verify = true;
    QualityOptions m_quality;
    RecipeOptions m_recipe;
    DataOptions m_data;
    WorkerOptions m_workers;
};

/// What the export does not have as the source does: ONNX Runtime refuses two nodes of one name.
std::vector<Issue> repairedNames(const Model &model)
{
    std::vector<Issue> issues;
    std::ranges::copy_if(
        model.issues, std::back_inserter(issues), [](const Issue &issue) { return issue.message.code() == errc::kDuplicateNodeName; });
    return issues;
}

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
    Laps laps;
    HALFTONE_TRY(const auto model, openModel(m_model, progress));
    laps.end("read");
    HALFTONE_TRY(const PreparedGraph prepared, preprocess(model, recipe.preprocess, progress));
    HALFTONE_TRY(const GraphFacts facts, inferFacts(*prepared.model, spec.dims, progress));
    laps.end("preprocess");
    std::shared_ptr<SampleSource> samples;
    if (m_data.given()) {
        HALFTONE_TRY(samples, m_data.open(*model, console, progress));
    }
    HALFTONE_TRY(QualifiedPlan chosen, plan(model, prepared, facts, recipe, spec, samples, console, laps, progress));
    const QuantizeResult &result = chosen.plan.result;
    const bool isRefused
        = chosen.judged.judgement.verdict == Verdict::Broken && recipe.profile == QuantProfile::Default && !m_quality.acceptsBroken();
    if (!isRefused) {
        progress.begin(CliText::tr("Writing"));
        const auto told = recipe.profile == QuantProfile::Default ? withVerdict(result.model, verdictMetadata(chosen)) : result.model;
        WriteOptions options = writeOptions();
        ExportFinding finding;
        if (m_verify) {
            options.check = [&](const std::string &path) -> Status {
                HALFTONE_TRY(finding, checkExport({model, told, samples.get(), spec.dims}, path, m_output, progress));
                return {};
            };
        }
        HALFTONE_TRY(const WriteSummary written, writeModel(*told, m_output, options, progress));
        if (finding.whyNot)
            console.issues({{Issue::Severity::Info, *finding.whyNot, Issue::Target::None, {}}});
        chosen.costs.bytesAfter = written.bytes + written.externalBytes;
        laps.end("write");
        HALFTONE_CHECK(m_recipe.save(recipe));
        if (!m_table.empty())
            HALFTONE_CHECK(writeCalibrationTable(dynamicRanges(prepared, result), m_table));
        if (!m_script.empty())
            HALFTONE_CHECK(saveScript(prepared, facts, recipe, result, spec));
    }
    progress.clear();
    console.issues(repairedNames(*model));
    return report(console, recipe, chosen, !isRefused, laps.seconds);
}

Result<QualifiedPlan> QuantizeCommand::plan(const std::shared_ptr<const Model> &model, const PreparedGraph &prepared,
    const GraphFacts &facts, const Recipe &recipe, const SampleSpec &spec, const std::shared_ptr<SampleSource> &samples,
    const Console &console, Laps &laps, ConsoleProgress &progress) const
{
    const bool calibrated = needsStatistics(recipe.format);
    QualifiedPlan chosen;
    std::shared_ptr<const SampleSource> calibrating;
    HALFTONE_TRY(const auto kinds, m_quality.kinds());
    if (samples) {
        chosen.split = splitFor(recipe, *samples, spec, !m_statistics.empty());
        // All of them stay what they were for recipes that do nothing by measurement.
        if (chosen.split.kept == KeptAside::None)
            calibrating = samples;
        else
            calibrating = std::make_shared<SampleSubset>(*samples, chosen.split.calibration);
    }
    Statistics found;
    if (calibrated) {
        HALFTONE_TRY(found, loadOrCalibrate(m_statistics, prepared, calibrating.get(), spec, m_workers, console, progress));
        if (!m_statistics.empty())
            HALFTONE_CHECK(checkStatistics(*prepared.model->graph, facts, found, m_statistics));
        laps.end("calibrate");
    }
    const bool sees = calibrating && (calibrated || needsSamples(recipe));
    const QuantizeData data{sees ? calibrating.get() : nullptr, {m_workers.workers(), spec.samples, spec.dims}, nullptr};
    std::unique_ptr<OutputReference> reference;
    // Outputs that depend on what cannot be computed here cannot be measured.
    if (samples && uncomputableNodes(*prepared.model).empty()) {
        progress.begin(CliText::tr("Running the float model"));
        HALFTONE_TRY(reference, referenceOf(model, *samples, chosen.split, {kinds, m_workers.workers()}, progress));
        laps.end("float");
    }
    progress.begin(needsMoments(recipe.format) ? CliText::tr("Looking at the inputs of layers") : CliText::tr("Quantizing"));
    if (reference) {
        chosen.isMeasured = true;
        std::map<std::string, std::int64_t> macs = macsByNode(*prepared.model, facts);
        HALFTONE_TRY(chosen.plan,
            searchAccuracy({prepared, facts, found, recipe, data, *samples, chosen.split.acceptance, *reference, macs}, progress));
        laps.end("quantize");
        progress.begin(CliText::tr("Measuring"));
        const bool synthetic
            = std::ranges::any_of(spec.data, [](const auto &each) { return each.find("synthetic:") != std::string::npos; });
        HALFTONE_TRY(chosen.judged, judgePlan(chosen.plan.result, *reference, chosen.split, synthetic, progress));
        chosen.plan.runs += chosen.judged.runs;
    } else {
        HALFTONE_TRY(chosen.plan.result, quantizeOnData(prepared, facts, found, recipe, data, progress));
        laps.end("quantize");
        chosen.judged.judgement.add({Error(errc::kNothingMeasured), {}, {}, Verdict::Check});
    }
    HALFTONE_CHECK(judge(*model, facts, prepared, samples.get(), chosen, progress));
    laps.end("judge");
    return chosen;
}

Status QuantizeCommand::judge(const Model &model, const GraphFacts &facts, const PreparedGraph &prepared, const SampleSource *samples,
    QualifiedPlan &plan, ConsoleProgress &progress) const
{
    const QuantizeResult &result = plan.plan.result;
    plan.costs.bytesBefore = model.fileBytes;
    plan.costs.bytesAfter = storedBytes(*result.model);
    if (plan.isMeasured) {
        HALFTONE_TRY(const Sample sample, samples->load(plan.split.verdict.front()));
        // A model that cannot be timed was judged all the same.
        if (const auto times = measurePlanTimes(prepared.model, result.model, sample, progress)) {
            plan.costs.floatMs = times->floatMs;
            plan.costs.quantizedMs = times->quantizedMs;
            plan.costs.spreadMs = times->spreadMs;
        } else if (endsAllWork(times.error())) {
            return times.error();
        }
    }
    judgeCosts(result, macsByNode(*prepared.model, facts), nodesInBodies(*prepared.model->graph), plan.costs, plan.judged.judgement);
    return {};
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

Result<CommandResult> QuantizeCommand::report(
    const Console &console, const Recipe &recipe, const QualifiedPlan &plan, bool isWritten, const Json &seconds) const
{
    const QuantizeResult &result = plan.plan.result;
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
    const bool bytes = precisions.empty() || (precisions.size() == 1 && precisions.contains(Precision::Int8));
    console.line((bytes ? CliText::tr("%1: %2 of %3 nodes in int8, %4 → %5") : CliText::tr("%1: %2 of %3 nodes quantized, %4 → %5"))
                     .arg(QString::fromStdString(m_output))
                     .arg(quantized)
                     .arg(result.decisions.size())
                     .arg(CliText::bytes(plan.costs.bytesBefore), CliText::bytes(plan.costs.bytesAfter)));
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
    printVerdict(console, plan);
    if (!isWritten)
        console.errorText(
            CliText::tr("%1 was not written: the result is broken (--accept broken writes it)").arg(QString::fromStdString(m_output)));
    Json figures{{"quantized_nodes", quantized}, {"excluded_nodes", excluded}, {"precisions", counts}, {"float_nodes", kept},
        {"bytes_before", plan.costs.bytesBefore}, {"bytes_after", plan.costs.bytesAfter}, {"seconds", seconds}, {"written", isWritten}};
    addVerdictJson(figures, plan);
    figures["decisions"] = decisionsJson(result);
    if (!console.json(figures))
        return Error(errc::kFileUnwritable, {console.jsonFile});
    if (!isWritten)
        return CommandResult::Broken;
    return plan.judged.judgement.verdict == Verdict::Good ? CommandResult::Done : CommandResult::Unsatisfied;
}

} // namespace

std::unique_ptr<Command> makeQuantizeCommand() { return std::make_unique<QuantizeCommand>(); }

} // namespace halftone
