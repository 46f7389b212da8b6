// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli_text.h"
#include "app/cli/commands.h"
#include "app/cli/file_errors.h"
#include "app/cli/machine.h"
#include "app/cli/sweep_process.h"
#include "core/engine/primitive_library.h"
#include "core/engine/sweep/sweep.h"

#include <CLI/CLI.hpp>

#include <QThread>

#include <algorithm>

namespace halftone {

namespace {

using Json = nlohmann::ordered_json;

/// What a bug report needs, and whether the primitives are right on this machine.
class DoctorCommand final : public Command
{
public:
    const char *name() const override { return "doctor"; }
    const char *summary() const override { return "What this machine is, and whether every 8-bit and float kernel is right on it"; }
    void declare(CLI::App &app) override
    {
        app.add_flag("--thorough", m_thorough, "Many more shapes: minutes instead of seconds");
        app.add_option("--only", m_only, "Only cases whose name contains this text")->type_name("TEXT");
        app.add_flag("--in-this-process", m_here, "Run the cases here, as DNNL_MAX_CPU_ISA says; a wrong access ends the program");
        app.add_option("--first", m_first, "Begin with this case")->check(CLI::Range(0, 1'000'000))->group("");
    }
    Result<CommandResult> run(const Console &console, ConsoleProgress &progress) override;

private:
    bool m_thorough = false;
    bool m_here = false;
    int m_first = 0;
    std::string m_only;
};

Json faultJson(const SweepFault &fault) { return {{"case", fault.name}, {"instruction_set", fault.set}, {"why", fault.why}}; }

Result<CommandResult> DoctorCommand::run(const Console &console, ConsoleProgress &progress)
{
    const SweepRequest request{m_thorough ? kThoroughSweepSeeds : kSweepSeeds, m_only, static_cast<std::size_t>(m_first)};
    if (m_here) {
        sweepHere(request);
        return CommandResult::Done;
    }
    const Machine machine = thisMachine();
    console.line(
        CliText::tr("Halftone %1, oneDNN %2, Qt %3")
            .arg(QStringLiteral(HALFTONE_VERSION), QString::fromStdString(primitiveLibraryVersion()), QString::fromLatin1(qVersion())));
    console.line(
        CliText::tr("%1, %2 threads, %3 MiB of memory").arg(machine.processor).arg(QThread::idealThreadCount()).arg(machine.memoryMib));
    console.line(CliText::tr("System: %1").arg(machine.system));
    console.line(CliText::tr("Instruction sets: %1").arg(machine.instructionSets.join(QLatin1Char(' '))));
    if (!addsProductsExactly())
        console.note(
            CliText::tr("This processor adds 8-bit products in 16 bits, where they saturate: choose weights of 7 bits (--reduce-range)."));
    progress.begin(CliText::tr("Checking kernels"));
    HALFTONE_TRY(const SweepResult result, sweepInProcesses(request, m_thorough, progress));
    progress.clear();
    for (const SweepFault &fault : result.faults)
        console.line(CliText::tr("FAULT with %1: %2: %3")
                         .arg(QString::fromStdString(fault.set), QString::fromStdString(fault.name), QString::fromStdString(fault.why)));
    console.line(CliText::tr("%1 cases with each of %2: %n fault(s)", nullptr, static_cast<int>(result.faults.size()))
                     .arg(result.cases)
                     .arg(result.sets.join(QStringLiteral(", "))));
    Json faults = Json::array();
    std::transform(result.faults.begin(), result.faults.end(), std::back_inserter(faults), faultJson);
    const auto words = [](const QStringList &list) {
        Json all = Json::array();
        for (const QString &each : list)
            all.push_back(each.toStdString());
        return all;
    };
    if (!console.json({{"version", HALFTONE_VERSION}, {"onednn", primitiveLibraryVersion()}, {"qt", qVersion()},
            {"system", machine.system.toStdString()}, {"processor", machine.processor.toStdString()},
            {"instruction_sets", words(machine.instructionSets)}, {"threads", QThread::idealThreadCount()},
            {"memory_mib", machine.memoryMib}, {"exact_products", addsProductsExactly()}, {"covered", words(result.sets)},
            {"cases", result.cases}, {"faults", faults}}))
        return Error(errc::kFileUnwritable, {console.jsonFile});
    if (!result.faults.empty())
        return Error(errc::kKernelsFaulty, {std::to_string(result.faults.size())});
    return CommandResult::Done;
}

} // namespace

std::unique_ptr<Command> makeDoctorCommand() { return std::make_unique<DoctorCommand>(); }

} // namespace halftone
