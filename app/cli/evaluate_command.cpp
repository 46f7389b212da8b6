// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli_text.h"
#include "app/cli/commands.h"
#include "app/cli/data_options.h"
#include "app/cli/file_errors.h"
#include "app/cli/opened_model.h"
#include "core/quant/evaluate.h"

#include <CLI/CLI.hpp>

namespace halftone {

namespace {

class EvaluateCommand final : public Command
{
public:
    const char *name() const override { return "evaluate"; }
    const char *summary() const override { return "Accuracy of a model, float or quantized, on labelled data"; }
    void declare(CLI::App &app) override
    {
        app.add_option("MODEL", m_model, "Model file")->required();
        app.add_option("--task", m_task, "classify (class folders), ctc (labels.txt), detect (boxes.json); default: what the folder says")
            ->check(CLI::IsMember({"classify", "ctc", "detect"}));
        m_data.declare(app, DataOptions::Need::Required);
        m_workers.declare(app);
    }
    Result<CommandResult> run(const Console &console, ConsoleProgress &progress) override;

private:
    std::string m_model;
    std::string m_task;
    DataOptions m_data;
    WorkerOptions m_workers;
};

Result<CommandResult> EvaluateCommand::run(const Console &console, ConsoleProgress &progress)
{
    HALFTONE_TRY(const auto model, openModel(m_model, progress));
    HALFTONE_TRY(const auto samples, m_data.open(*model, console, progress));
    HALFTONE_TRY(const SampleSpec spec, m_data.spec());
    const EvaluationTask task = m_task.empty() ? guessTask(*samples) : *taskFromName(m_task);
    EvaluateOptions options;
    options.workers = m_workers.workers();
    options.samples = spec.samples;
    options.dims = spec.dims;
    progress.begin(CliText::tr("Evaluating"));
    HALFTONE_TRY(const Evaluation found, evaluate(model, *samples, task, options, progress));
    progress.clear();
    console.issues(found.skipped);
    const std::string taskText(taskName(found.task));
    console.line(CliText::tr("%1: %2 %3 over %4 samples in %5")
                     .arg(QString::fromStdString(taskText), QString::fromStdString(found.metric))
                     .arg(found.value, 0, 'f', 4)
                     .arg(found.samples)
                     .arg(CliText::seconds(found.seconds)));
    nlohmann::ordered_json figures{{"task", taskText}, {"metric", found.metric}, {"value", found.value}, {"samples", found.samples},
        {"skipped", found.skipped.size()}, {"seconds", found.seconds}};
    if (found.task == EvaluationTask::Classify) {
        console.line(CliText::tr("top-5: %1").arg(found.top5, 0, 'f', 4));
        figures["top1"] = found.top1;
        figures["top5"] = found.top5;
    }
    if (!console.json(figures))
        return Error(errc::kFileUnwritable, {console.jsonFile});
    return CommandResult::Done;
}

} // namespace

std::unique_ptr<Command> makeEvaluateCommand() { return std::make_unique<EvaluateCommand>(); }

} // namespace halftone
