// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "app/cli/console_progress.h"
#include "core/base/result.h"

#include <string>

namespace CLI {
class App;
}

namespace halftone {

/// What a command has done; the program's exit status follows from it.
enum class CommandResult {
    Done,
    /// Done, but cases failed or a target was not reached: an error only with --strict.
    Unsatisfied,
    /// Done, but the result is broken and was not written: exit status 3.
    Broken,
};

/// Wrong usage found after parsing (exit status 2).
namespace errc {
/// %1 what is wrong.
inline constexpr ErrorCode kWrongUsage{"cli.wrong-usage"};
} // namespace errc

/// One sub-command: declares its options, then works. Options live as long as the command.
class Command
{
public:
    virtual ~Command() = default;

    virtual const char *name() const = 0;
    virtual const char *summary() const = 0;
    virtual void declare(CLI::App &app) = 0;
    virtual Result<CommandResult> run(const Console &console, ConsoleProgress &progress) = 0;
};

} // namespace halftone
