// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/issue.h"
#include "core/quant/algorithms/channel_ranges.h"
#include "core/quant/algorithms/findings.h"
#include "core/quant/quantize.h"

namespace halftone {

/// What findWideJoins() decided.
struct WideJoins
{
    FloatNodes &nodes;
    /// Results that have a scale for each channel.
    ChannelRangesByName &channels;
    std::vector<Issue> &issues;
};

/// Concats of values whose ranges differ so much that one scale would leave the narrowest few levels, Adds of two values of which one would
/// be lost in the steps of the sum, and the nodes that compute with what they join (through nodes that only move data): these stay float.
/// With JoinForm::Channels a join whose result nothing computes with in integers is float too, but its result has a scale for each channel.
/// One issue each.
void findWideJoins(const Model &model, const GraphFacts &facts, const Statistics &statistics, JoinForm form, WideJoins joins);

} // namespace halftone
