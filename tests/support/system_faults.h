// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

/// Faults of the file system: system_faults.cpp defines the calls that OutputFile makes; linked into a test, these come before
/// libc's. Armed for one call at a time, counted from 1.
namespace halftone::test {

enum class Fault {
    /// Only counts.
    None,
    /// The call fails with `error` and does nothing.
    Fail,
    /// A write takes half of its bytes, then fails with `error`.
    FailHalfway,
    /// The process is killed before, or after, the call.
    KillBefore,
    KillAfter,
};

/// `nth` 0: every call. `only` restricts counting to calls of that name.
void armFault(Fault fault, int nth, int error = 0, const std::string &only = {});
/// Stops counting; returns how many calls there were.
int disarmFault();
/// Name of the call that failed last; empty when none did.
std::string failedCall();

} // namespace halftone::test
