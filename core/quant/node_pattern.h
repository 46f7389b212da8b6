// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>

namespace halftone {

/// A set of nodes by exact name ("/Concat_37") or regular expression over the whole name ("re:/head/.*").
struct NodePattern
{
    std::string text;
    bool isRegex = false;

    static Result<NodePattern> parse(const std::string &text);
    std::string toString() const;
    friend bool operator==(const NodePattern &, const NodePattern &) = default;
};

} // namespace halftone
