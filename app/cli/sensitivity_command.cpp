// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/calibration.h"
#include "app/cli/cli_text.h"
#include "app/cli/commands.h"
#include "app/cli/data_options.h"
#include "app/cli/figures_json.h"
#include "app/cli/file_errors.h"
#include "app/cli/opened_model.h"
#include "app/cli/recipe_options.h"
#include "core/document/messages.h"
#include "core/quant/algorithms/algorithm_plan.h"
#include "core/quant/algorithms/quantize_on_data.h"
#include "core/quant/compare_cache.h"
#include "core/quant/sensitivity_search.h"

#include <CLI/CLI.hpp>

#include <cmath>

namespace halftone {

namespace {

using Json = nlohmann::ordered_json;
/// Rows of the table for people; the figures for machines have all.
constexpr std::size_t kRows = 20;
constexpr std::int64_t kCacheBytes = 512LL << 20;

class SensitivityCommand final : public Command
{
public:
    const char *name() const override { return "sensitivity"; }
    const char *summary() const override { return "Each node's own effect on the outputs, and what had better stay float"; }
    void declare(CLI::App &app) override
    {
        app.add_option("MODEL", m_model, "Float model")->required();
        app.add_option("--statistics", m_statistics, "Statistics written by calibrate, instead of calibrating on --data")
            ->type_name("FILE");
        app.add_option("--target", m_target,
            "Search the smallest exclusion list that reaches this: \"sqnr>=30\" (worst output channel, dB), "
            "\"top1>=0.99\", \"exact>=…\", \"f1>=…\"");
        m_recipe.declare(app);
        m_data.declare(app, DataOptions::Need::Required);
        m_workers.declare(app);
    }
    Result<CommandResult> run(const Console &console, ConsoleProgress &progress) override;

private:
    Result<CommandResult> report(const Console &console, const SensitivityReport &ranking, const Proposal &proposal) const;

    std::string m_model;
    std::string m_statistics;
    std::string m_target;
    RecipeOptions m_recipe;
    DataOptions m_data;
    WorkerOptions m_workers;
};

Result<CommandResult> SensitivityCommand::run(const Console &console, ConsoleProgress &progress)
{
    std::optional<AccuracyTarget> target;
    if (!m_target.empty()) {
        auto parsed = AccuracyTarget::parse(m_target);
        if (!parsed)
            return Error(errc::kWrongUsage, {messageText(parsed.error()).toStdString()});
        target = *parsed;
    }
    HALFTONE_TRY(const Recipe recipe, m_recipe.recipe());
    HALFTONE_TRY(const SampleSpec spec, m_data.spec());
    HALFTONE_TRY(const auto model, openModel(m_model, progress));
    HALFTONE_TRY(PreparedGraph prepared, preprocess(model, recipe.preprocess, progress));
    prepared.cache = std::make_shared<AlgorithmCache>();
    HALFTONE_TRY(const GraphFacts facts, inferFacts(*prepared.model, spec.dims, progress));
    HALFTONE_TRY(const auto samples, m_data.open(*model, console, progress));
    HALFTONE_TRY(const Statistics found, loadOrCalibrate(m_statistics, prepared, samples.get(), spec, m_workers, console, progress));
    HALFTONE_TRY(const QuantizeResult quantized,
        quantizeOnData(prepared, facts, found, recipe, {samples.get(), {m_workers.workers(), spec.samples, spec.dims}, nullptr}, progress));
    console.issues(quantized.issues);

    SensitivityOptions options;
    options.workers = m_workers.workers();
    options.samples = spec.samples;
    options.dims = spec.dims;
    options.cache = std::make_shared<CompareCache>(kCacheBytes);
    progress.begin(CliText::tr("Measuring nodes"));
    HALFTONE_TRY(const SensitivityReport ranking, measureSensitivity(quantized.reference, quantized, *samples, options, progress));
    console.issues(ranking.skipped);
    Proposal proposal;
    if (target && ranking.complete) {
        progress.begin(CliText::tr("Searching"));
        HALFTONE_TRY(proposal, searchExclusions({prepared, facts, found, *samples}, recipe, ranking, *target, options, progress));
    } else {
        proposal.nodes = outstandingNodes(ranking);
        proposal.recipe = recipe;
        for (const std::string &node : proposal.nodes)
            proposal.recipe.exclude.push_back({node, false});
        proposal.reached = !target;
    }
    progress.clear();
    HALFTONE_CHECK(m_recipe.save(proposal.recipe));
    return report(console, ranking, proposal);
}

Result<CommandResult> SensitivityCommand::report(const Console &console, const SensitivityReport &ranking, const Proposal &proposal) const
{
    if (!ranking.complete)
        console.note(CliText::tr("Cancelled: the ranking is of %n sample(s).", nullptr, static_cast<int>(ranking.samples)));
    std::vector<QStringList> rows{{CliText::tr("Node"), CliText::tr("Worst channel, dB"), CliText::tr("Output, dB")}};
    Json nodes = Json::array();
    for (const NodeSensitivity &node : ranking.nodes) {
        if (rows.size() <= kRows)
            rows.push_back(
                {QString::fromStdString(node.node), QString::number(node.sqnrDb, 'f', 1), QString::number(node.wholeDb, 'f', 1)});
        nodes.push_back({{"name", node.node}, {"sqnr_db", decibelsJson(node.sqnrDb)}, {"output_db", decibelsJson(node.wholeDb)}});
    }
    console.table(rows);
    console.line(
        CliText::tr("%1 nodes on %2 samples in %3").arg(ranking.nodes.size()).arg(ranking.samples).arg(CliText::seconds(ranking.seconds)));
    QStringList names;
    for (const std::string &node : proposal.nodes)
        names.push_back(QString::fromStdString(node));
    console.line(names.isEmpty() ? CliText::tr("Nothing needs to be excluded.")
                                 : CliText::tr("Keep float: %1").arg(names.join(QStringLiteral(", "))));
    Json figures{{"nodes", nodes}, {"proposal", proposal.nodes}, {"reached", proposal.reached}, {"samples", ranking.samples},
        {"complete", ranking.complete}, {"seconds", ranking.seconds}};
    if (!m_target.empty()) {
        console.line(CliText::tr("%1: %2 before, %3 with the proposal (%4)")
                         .arg(QString::fromStdString(m_target))
                         .arg(proposal.before, 0, 'g', 4)
                         .arg(proposal.after, 0, 'g', 4)
                         .arg(proposal.reached ? CliText::tr("reached") : CliText::tr("not reached")));
        figures["before"] = decibelsJson(proposal.before);
        figures["after"] = decibelsJson(proposal.after);
        figures["attempts"] = proposal.attempts;
    }
    if (!console.json(figures))
        return Error(errc::kFileUnwritable, {console.jsonFile});
    return proposal.reached ? CommandResult::Done : CommandResult::Unsatisfied;
}

} // namespace

std::unique_ptr<Command> makeSensitivityCommand() { return std::make_unique<SensitivityCommand>(); }

} // namespace halftone
