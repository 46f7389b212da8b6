// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/node_mode.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace halftone {

/// How quantization is written into a model (quantization-semantics.md).
enum class QuantFormat {
    Qdq, ///< float operators between DequantizeLinear and QuantizeLinear; runtimes fuse them
    QOperator, ///< QLinearConv and its kin, which compute in integers by definition
    Dynamic, ///< DynamicQuantizeLinear, MatMulInteger, ConvInteger, DynamicQuantizeLSTM: needs no calibration
    Integer, ///< the same operators with input scales from calibration
};

/// What the recipe says about formats. The rest of the recipe (types, ranges, excludes) applies to every format that has it.
struct FormatOptions
{
    QuantFormat type = QuantFormat::Qdq;
    /// Nodes in another mode than the format's own.
    std::vector<ModeRule> modes;

    friend bool operator==(const FormatOptions &, const FormatOptions &) = default;
};

/// "qdq", "qoperator" …: the words of recipes and of --format.
std::string_view quantFormatName(QuantFormat format);
std::optional<QuantFormat> quantFormatFromName(std::string_view name);
/// Every format, in the order menus show them.
std::vector<QuantFormat> quantFormats();
/// The mode of a node that no rule names.
NodeMode modeOfFormat(QuantFormat format);
/// Ranges from calibration are needed for the format or for one of its rules.
bool needsStatistics(const FormatOptions &options);

nlohmann::ordered_json formatOptionsToJson(const FormatOptions &options);
/// `key` is the place in the recipe, for errors. What the JSON leaves out stays as in `options`.
Status formatOptionsFromJson(const std::string &key, const nlohmann::ordered_json &json, FormatOptions &options);

} // namespace halftone
