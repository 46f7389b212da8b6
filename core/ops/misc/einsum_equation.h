// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"

#include <string>
#include <vector>

namespace halftone {

/// An Einsum equation for operands of known ranks: one label an axis, as text. Axes of an ellipsis are labelled "…0", "…1" …
/// counted from the last one, so that they broadcast from the right.
struct EinsumEquation
{
    std::vector<std::vector<std::string>> inputs;
    std::vector<std::string> output;

    static Result<EinsumEquation> parse(const Node &node, const std::string &text, const std::vector<int> &ranks);
};

} // namespace halftone
