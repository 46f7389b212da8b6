// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli_text.h"
#include "app/cli/commands.h"
#include "app/cli/data_options.h"
#include "app/cli/file_errors.h"
#include "app/cli/opened_model.h"
#include "core/document/run_sample.h"
#include "core/engine/bench.h"

#include <CLI/CLI.hpp>

#include <chrono>

namespace halftone {

namespace {

using Json = nlohmann::ordered_json;

class BenchCommand final : public Command
{
public:
    const char *name() const override { return "bench"; }
    const char *summary() const override { return "How long a model takes, by operator, and how much memory"; }
    void declare(CLI::App &app) override
    {
        app.add_option("MODEL", m_model, "Model file")->required();
        app.add_option("--runs", m_options.runs, "Measured runs")->check(CLI::Range(1, 1'000'000))->capture_default_str();
        app.add_option("--threads", m_options.threads, "Threads (default: the number of cores)")->check(CLI::Range(1, 1024));
        app.add_flag_callback(
            "--reference", [this] { m_options.oneDnn = false; }, "Reference kernels only, no oneDNN");
        m_data.declare(app, DataOptions::Need::Optional);
    }
    Result<CommandResult> run(const Console &console, ConsoleProgress &progress) override;

private:
    Result<Sample> sample(const Model &model, const Console &console, Progress &progress) const;

    std::string m_model;
    BenchOptions m_options;
    DataOptions m_data;
};

Result<Sample> BenchCommand::sample(const Model &model, const Console &console, Progress &progress) const
{
    if (m_data.given()) {
        HALFTONE_TRY(const auto samples, m_data.open(model, console, progress));
        return samples->load(0);
    }
    HALFTONE_TRY(SampleSpec spec, m_data.spec());
    spec.data = {"synthetic:1"};
    HALFTONE_TRY(const auto samples, DataOptions::openPlain(spec, model, progress));
    return samples->load(0);
}

Result<CommandResult> BenchCommand::run(const Console &console, ConsoleProgress &progress)
{
    const auto begin = std::chrono::steady_clock::now();
    HALFTONE_TRY(const auto model, openModel(m_model, progress));
    const double readMs = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    HALFTONE_TRY(const Sample inputs, sample(*model, console, progress));
    progress.begin(CliText::tr("Running"));
    HALFTONE_TRY(const BenchReport found, bench(model, inputsOf(*model->graph, inputs), m_options, progress));
    progress.clear();
    console.line(CliText::tr("median %1 ms, p95 %2 ms, least %3 ms over %4 runs on %5 threads")
                     .arg(found.medianMs, 0, 'f', 3)
                     .arg(found.p95Ms, 0, 'f', 3)
                     .arg(found.minimumMs, 0, 'f', 3)
                     .arg(found.runs)
                     .arg(found.threads));
    console.line(CliText::tr("prepared in %1 ms, first run %2 ms, peak memory %3 MiB, activations %4 MiB")
                     .arg(found.prepareMs, 0, 'f', 1)
                     .arg(found.firstRunMs, 0, 'f', 1)
                     .arg(found.peakMib, 0, 'f', 1)
                     .arg(found.arenaMib, 0, 'f', 1));
    std::vector<QStringList> rows{{CliText::tr("Operator"), CliText::tr("Nodes"), CliText::tr("ms"), CliText::tr("Implementation")}};
    Json operators = Json::array();
    for (const OperatorTime &each : found.operators) {
        rows.push_back({QString::fromStdString(each.type), QString::number(each.nodes), QString::number(each.milliseconds, 'f', 3),
            QString::fromStdString(each.implementation)});
        operators.push_back(
            {{"type", each.type}, {"nodes", each.nodes}, {"ms", each.milliseconds}, {"implementation", each.implementation}});
    }
    console.table(rows);
    Json nodes = Json::array();
    for (const NodeLatency &each : found.nodes)
        nodes.push_back({{"node", each.node}, {"type", each.type}, {"ms", each.milliseconds}, {"implementation", each.implementation}});
    if (!console.json({{"median_ms", found.medianMs}, {"p95_ms", found.p95Ms}, {"minimum_ms", found.minimumMs}, {"read_ms", readMs},
            {"prepare_ms", found.prepareMs}, {"first_run_ms", found.firstRunMs}, {"peak_mib", found.peakMib}, {"arena_mib", found.arenaMib},
            {"runs", found.runs}, {"threads", found.threads}, {"operators", operators}, {"nodes", nodes}}))
        return Error(errc::kFileUnwritable, {console.jsonFile});
    return CommandResult::Done;
}

} // namespace

std::unique_ptr<Command> makeBenchCommand() { return std::make_unique<BenchCommand>(); }

} // namespace halftone
