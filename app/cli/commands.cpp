// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"

namespace halftone {

std::vector<std::unique_ptr<Command>> allCommands()
{
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(makeInspectCommand());
    commands.push_back(makeRunCommand());
    commands.push_back(makeCalibrateCommand());
    commands.push_back(makeQuantizeCommand());
    commands.push_back(makeCompareCommand());
    commands.push_back(makeSensitivityCommand());
    commands.push_back(makeEvaluateCommand());
    commands.push_back(makeLayoutCommand());
    commands.push_back(makeBenchCommand());
    commands.push_back(makeConformanceCommand());
    commands.push_back(makeDoctorCommand());
    return commands;
}

} // namespace halftone
