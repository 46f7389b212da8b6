// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/node_pattern.h"

#include <optional>
#include <string_view>

namespace halftone {

/// The numeric form a node is asked to run in.
enum class NodeMode {
    Auto, ///< what the recipe's format says
    Static, ///< 8 bits, ranges from calibration
    Dynamic, ///< integer sums, ranges of the inputs measured as the model runs
    Integer, ///< integer sums, ranges of the inputs from calibration
    WeightOnly, ///< weights in few bits, arithmetic in float
    Float,
    Float16, ///< 16-bit floats
    BFloat16, ///< constants stored as bfloat16
};

/// Which nodes run in which mode; of several rules that match a node, the last counts.
struct ModeRule
{
    NodePattern nodes;
    NodeMode mode = NodeMode::Auto;
    friend bool operator==(const ModeRule &, const ModeRule &) = default;
};

/// "static", "weight-only" …: the words of recipes and of --mode.
std::string_view nodeModeName(NodeMode mode);
std::optional<NodeMode> nodeModeFromName(std::string_view name);
/// The words, comma separated, for messages and help.
std::string nodeModeNames();

} // namespace halftone
