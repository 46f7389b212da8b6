// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/issue.h"
#include "core/quant/algorithms/findings.h"
#include "core/quant/quantize.h"

namespace halftone {

/// Concats of values whose ranges differ so much that one scale would leave the narrowest few levels, and the nodes that
/// compute with what they join (through nodes that only move data): these stay float. One issue each.
void findWideJoins(const Model &model, const Statistics &statistics, FloatNodes &nodes, std::vector<Issue> &issues);

} // namespace halftone
