// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli_text.h"
#include "app/cli/commands.h"
#include "app/cli/file_errors.h"
#include "core/document/messages.h"
#include "core/engine/conformance.h"

#include <CLI/CLI.hpp>

namespace halftone {

namespace {

using Json = nlohmann::ordered_json;

class ConformanceCommand final : public Command
{
public:
    const char *name() const override { return "conformance"; }
    const char *summary() const override { return "Run ONNX backend test cases: folders with model.onnx and test_data_set_N"; }
    void declare(CLI::App &app) override
    {
        app.add_option("DIR", m_folder, "Folder that holds cases, at any depth")->required();
        app.add_option("--filter", m_options.filter, "Only cases whose name contains this expression")->type_name("REGEX");
        app.add_flag("--list", m_list, "Name the cases, run nothing");
        app.add_flag_callback(
            "--reference", [this] { m_options.oneDnn = false; }, "Reference kernels only, no oneDNN");
        app.add_option("--threads", m_options.threads, "Threads (default 1)")->check(CLI::Range(1, 1024));
    }
    Result<CommandResult> run(const Console &console, ConsoleProgress &progress) override;

private:
    Result<CommandResult> list(const Console &console) const;

    std::string m_folder;
    bool m_list = false;
    ConformanceOptions m_options;
};

Json findingsJson(const std::vector<ConformanceReport::Finding> &findings)
{
    Json list = Json::array();
    for (const auto &finding : findings)
        list.push_back({{"name", finding.name}, {"why", messageText(finding.why).toStdString()}});
    return list;
}

void print(const Console &console, const QString &title, const std::vector<ConformanceReport::Finding> &findings)
{
    for (const auto &finding : findings)
        console.line(QStringLiteral("%1 %2: %3").arg(title, QString::fromStdString(finding.name), messageText(finding.why)));
}

Result<CommandResult> ConformanceCommand::list(const Console &console) const
{
    HALFTONE_TRY(const auto cases, findConformanceCases(m_folder, m_options.filter));
    Json names = Json::array();
    for (const ConformanceCase &each : cases) {
        console.line(QString::fromStdString(each.name));
        names.push_back(each.name);
    }
    if (!console.json({{"total", cases.size()}, {"names", names}}))
        return Error(errc::kFileUnwritable, {console.jsonFile});
    return CommandResult::Done;
}

Result<CommandResult> ConformanceCommand::run(const Console &console, ConsoleProgress &progress)
{
    if (m_list)
        return list(console);
    progress.begin(CliText::tr("Running"));
    HALFTONE_TRY(const ConformanceReport report, runConformance(m_folder, m_options, progress));
    progress.clear();
    print(console, CliText::tr("failed"), report.failed);
    print(console, CliText::tr("unsupported"), report.unsupported);
    console.line(CliText::tr("%1 of %2 cases passed, %3 failed, %4 unsupported")
                     .arg(report.passed)
                     .arg(report.total)
                     .arg(report.failed.size())
                     .arg(report.unsupported.size()));
    if (!console.json({{"total", report.total}, {"passed", report.passed}, {"failed", findingsJson(report.failed)},
            {"unsupported", findingsJson(report.unsupported)}}))
        return Error(errc::kFileUnwritable, {console.jsonFile});
    return report.passed == report.total ? CommandResult::Done : CommandResult::Unsatisfied;
}

} // namespace

std::unique_ptr<Command> makeConformanceCommand() { return std::make_unique<ConformanceCommand>(); }

} // namespace halftone
