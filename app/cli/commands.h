// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

#include <memory>
#include <vector>

namespace halftone {

std::unique_ptr<Command> makeInspectCommand();
std::unique_ptr<Command> makeRunCommand();
std::unique_ptr<Command> makeCalibrateCommand();
std::unique_ptr<Command> makeQuantizeCommand();
std::unique_ptr<Command> makeCompareCommand();
std::unique_ptr<Command> makeSensitivityCommand();
std::unique_ptr<Command> makeEvaluateCommand();
std::unique_ptr<Command> makeLayoutCommand();
std::unique_ptr<Command> makeBenchCommand();
std::unique_ptr<Command> makeConformanceCommand();
std::unique_ptr<Command> makeDoctorCommand();

/// All sub-commands in the order of the help.
std::vector<std::unique_ptr<Command>> allCommands();

} // namespace halftone
