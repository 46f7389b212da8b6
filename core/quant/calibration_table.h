// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/quant/quantize.h"

#include <map>
#include <string>

namespace halftone {

namespace errc {
/// %1 file.
inline constexpr ErrorCode kTableUnwritable{"quant.table-unwritable"};
} // namespace errc

/// Largest magnitude of each quantized activation, by name: what a calibration table holds.
std::map<std::string, float> dynamicRanges(const PreparedGraph &prepared, const QuantizeResult &result);

/// Writes the table that ONNX Runtime's TensorRT execution provider reads (int8, symmetric: scale = magnitude / 127). The
/// name's end decides the form: .json an object, .flatbuffers its TrtTable, else lines "name magnitude" as in calibration.cache.
Status writeCalibrationTable(const std::map<std::string, float> &ranges, const std::string &path);

/// TrtTable { dict: [KeyValue { key: string, value: string }] }, keys ascending, as bytes.
std::string calibrationFlatbuffer(const std::map<std::string, float> &ranges);

} // namespace halftone
