// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/node_pattern.h"

#include <optional>
#include <string_view>

namespace halftone {

/// The numeric form a node is asked to run in.
enum class NodeMode {
    Auto, ///< what the recipe's format says
    Static, ///< integers of the recipe's types, ranges from calibration
    Int16, ///< static with activations of 16 bits
    Int8, ///< static with 8 bits, whatever the recipe's types
    Int4, ///< static with weights of 4 bits
    Dynamic, ///< integer sums, ranges of the inputs measured as the model runs
    Integer, ///< integer sums, ranges of the inputs from calibration
    WeightOnly, ///< weights in few bits, arithmetic in float
    Float,
    Float16, ///< 16-bit floats
    BFloat16, ///< constants stored as bfloat16
};

/// Ranges from calibration and integers between float operators.
constexpr bool isStaticMode(NodeMode mode)
{
    return mode == NodeMode::Static || mode == NodeMode::Int16 || mode == NodeMode::Int8 || mode == NodeMode::Int4;
}

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
