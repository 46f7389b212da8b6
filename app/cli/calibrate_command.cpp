// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli_text.h"
#include "app/cli/commands.h"
#include "app/cli/data_options.h"
#include "app/cli/file_errors.h"
#include "app/cli/opened_model.h"
#include "core/quant/convergence.h"
#include "core/quant/merge_statistics.h"
#include "core/quant/quantize.h"
#include "core/quant/statistics.h"

#include <CLI/CLI.hpp>

namespace halftone {

namespace {

class CalibrateCommand final : public Command
{
public:
    const char *name() const override { return "calibrate"; }
    const char *summary() const override { return "Run the float model over data and keep statistics of every tensor"; }
    void declare(CLI::App &app) override
    {
        app.add_option("MODEL", m_model, "Float model")->required();
        app.add_option("-o,--output", m_output, "File for the statistics")->required()->type_name("STATISTICS");
        app.add_option("--preprocess-model", m_preprocess, "Changes to the float model before, as quantize will make them")
            ->type_name("on|off|PASS,…");
        app.add_option("--merge", m_merge, "Statistics of earlier samples that these are added to")->type_name("STATISTICS");
        m_data.declare(app, DataOptions::Need::Required);
        m_workers.declare(app);
    }
    Result<CommandResult> run(const Console &console, ConsoleProgress &progress) override;

private:
    std::string m_model;
    std::string m_output;
    std::string m_merge;
    std::string m_preprocess = "on";
    DataOptions m_data;
    WorkerOptions m_workers;
};

Result<CommandResult> CalibrateCommand::run(const Console &console, ConsoleProgress &progress)
{
    HALFTONE_TRY(const PreprocessOptions passes, PreprocessOptions::parse(m_preprocess));
    HALFTONE_TRY(const auto model, openModel(m_model, progress));
    HALFTONE_TRY(const auto samples, m_data.open(*model, console, progress));
    HALFTONE_TRY(const SampleSpec spec, m_data.spec());
    HALFTONE_TRY(const PreparedGraph prepared, preprocess(model, passes, progress));
    CalibrationOptions options;
    options.workers = m_workers.workers();
    options.samples = spec.samples;
    options.dims = spec.dims;
    progress.begin(CliText::tr("Calibrating"));
    HALFTONE_TRY(Statistics statistics, calibrate(prepared.model, *samples, options, progress));
    if (!m_merge.empty()) {
        HALFTONE_TRY(Statistics earlier, loadStatistics(m_merge));
        HALFTONE_CHECK(mergeStatistics(earlier, std::move(statistics)));
        statistics = std::move(earlier);
    }
    HALFTONE_CHECK(saveStatistics(statistics, m_output));
    progress.clear();
    console.issues(statistics.skipped);
    console.issues(statistics.issues);
    console.line(CliText::tr("%1 tensors over %2 samples (%3 skipped) in %4; statistics in %5")
                     .arg(statistics.tensors.size())
                     .arg(statistics.samples)
                     .arg(statistics.skipped.size())
                     .arg(CliText::seconds(statistics.seconds), QString::fromStdString(m_output)));
    const Convergence convergence = convergenceOf(statistics);
    console.line(convergence.settled
            ? CliText::tr("%1 samples are enough: with them, ranges have 98 % of their final width on average").arg(convergence.enough)
            : CliText::tr("Ranges still widen at the last samples: more would make the result more reliable"));
    if (!console.json({{"enough_samples", convergence.settled ? nlohmann::ordered_json(convergence.enough) : nlohmann::ordered_json()},
            {"samples", statistics.samples}, {"skipped", statistics.skipped.size()}, {"seconds", statistics.seconds},
            {"tensors", statistics.tensors.size()}, {"peak_mib", peakMib()}}))
        return Error(errc::kFileUnwritable, {console.jsonFile});
    return CommandResult::Done;
}

} // namespace

std::unique_ptr<Command> makeCalibrateCommand() { return std::make_unique<CalibrateCommand>(); }

} // namespace halftone
