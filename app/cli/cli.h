// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

namespace halftone {

/// Runs the sub-command named on the command line, or --help and --version, without a window or display. Nothing when the command line
/// asks for the studio. Exit status: 0 done, 1 the work failed, 2 wrong usage.
std::optional<int> runCommandLine(int argc, char **argv);

} // namespace halftone
