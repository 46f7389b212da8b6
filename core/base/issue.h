// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <string>

namespace halftone {

/// A finding that does not stop the work: the message as an Error value, how serious it is, and where one can jump to.
struct Issue
{
    enum class Severity { Info, Warning, Problem };
    enum class Target { None, Node, Value, Sample, File };

    Severity severity = Severity::Info;
    Error message;
    Target target = Target::None;
    /// Node or value name, sample name or path, according to `target`.
    std::string targetName;
};

} // namespace halftone
