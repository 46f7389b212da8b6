// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/node_mode.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
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
    WeightOnly, ///< weights in 2, 4 or 8 bits, arithmetic in float
    Float16, ///< 16-bit floats between Casts at inputs and outputs
    BFloat16, ///< constants stored as bfloat16, arithmetic in float
};

/// How codes of weight-only layers are found.
enum class WeightAlgorithm {
    Rtn, ///< round to nearest
    Hqq, ///< half-quadratic: needs no data
    Gptq, ///< rounding errors made up for by later weights; needs calibration data
    Awq, ///< columns that meet large inputs scaled up; needs calibration data
};

/// How weight-only layers are written.
enum class WeightForm {
    NBits, ///< com.microsoft MatMulNBits and GatherBlockQuantized
    Qdq, ///< blocked DequantizeLinear of opset 21
};

/// What the recipe says about formats. The rest of the recipe (types, ranges, excludes) applies to every format that has it.
struct FormatOptions
{
    QuantFormat type = QuantFormat::Qdq;
    /// Weight-only: bits of a weight (2, 4, 8) and weights that share a scale (a power of two from 16 to 256).
    int bits = 4;
    std::int64_t blockSize = 32;
    /// Weight-only: no zero points.
    bool symmetricBlocks = false;
    WeightAlgorithm algorithm = WeightAlgorithm::Rtn;
    WeightForm weightForm = WeightForm::NBits;
    /// QOperator: what floats enter the integers by has scales computed as the model runs (DynamicQuantizeLinear); results keep those of
    /// calibration.
    bool dynamicInputs = false;
    /// Opset of the model that is written, if it is higher than the model's own; 0 for no wish.
    std::int64_t opset = 0;
    /// Nodes in another mode than the format's own.
    std::vector<ModeRule> modes;

    friend bool operator==(const FormatOptions &, const FormatOptions &) = default;
};

/// "qdq", "qoperator" …: the words of recipes and of --format.
std::string_view quantFormatName(QuantFormat format);
std::optional<QuantFormat> quantFormatFromName(std::string_view name);
/// "rtn", "hqq" …
std::string_view weightAlgorithmName(WeightAlgorithm algorithm);
std::optional<WeightAlgorithm> weightAlgorithmFromName(std::string_view name);
/// "nbits", "qdq".
std::string_view weightFormName(WeightForm form);
std::optional<WeightForm> weightFormFromName(std::string_view name);
/// A number of bits, and a block size, that weight-only layers can have.
bool isWeightBits(std::int64_t bits);
bool isBlockSize(std::int64_t size);
/// An opset that models can be raised to (raise_opset.h), or 0.
bool isTargetOpset(std::int64_t opset);
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
