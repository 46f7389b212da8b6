// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <QStringList>

#include <string>
#include <vector>

namespace halftone {

namespace errc {
/// %1 how many.
inline constexpr ErrorCode kKernelsFaulty{"cli.kernels-faulty"};
} // namespace errc

/// Which cases of the sweep (core/engine/sweep) to run.
struct SweepRequest
{
    unsigned seeds = 1;
    /// Text in their names; empty: all.
    std::string only;
    std::size_t first = 0;
};

struct SweepFault
{
    std::string set;
    std::string name;
    std::string why;
};

struct SweepResult
{
    /// Instruction sets covered, best first.
    QStringList sets;
    int cases = 0;
    std::vector<SweepFault> faults;
};

/// Runs the cases in this process and prints, a line each: "set NAME", "case INDEX NAME" before one begins, "fault WHY" after it.
void sweepHere(const SweepRequest &request);

/// Runs the program itself (`doctor --in-this-process`) once for each instruction set that oneDNN has on this machine. A process that
/// ends by a signal is a fault of the case it was in; another one goes on behind that.
Result<SweepResult> sweepInProcesses(const SweepRequest &request, bool thorough, Progress &progress);

} // namespace halftone
