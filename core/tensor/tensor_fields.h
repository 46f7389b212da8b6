// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wire_reader.h"
#include "core/tensor/tensor.h"

#include <string>
#include <utility>
#include <vector>

namespace halftone {

namespace errc {
/// %1 number of a tensor element type nobody knows.
inline constexpr ErrorCode kTensorType{"tensor.type"};
/// %1 dimensions, one of them negative or too many.
inline constexpr ErrorCode kTensorDims{"tensor.dims"};
/// %1 bytes that type and shape ask for, %2 bytes stored.
inline constexpr ErrorCode kTensorBytes{"tensor.bytes"};
/// %1 elements that the shape asks for, %2 elements stored (at most).
inline constexpr ErrorCode kTensorCount{"tensor.count"};
/// The data are stored twice.
inline constexpr ErrorCode kTensorTwoData{"tensor.two-data"};
/// %1 type name: its elements cannot lie in the field they lie in.
inline constexpr ErrorCode kTensorField{"tensor.field"};
} // namespace errc

/// Largest rank accepted; no runtime supports more than 64, and a rank costs memory wherever a shape is copied.
inline constexpr int kMaxRank = 1024;

/// A TensorProto taken apart. Large data stay where they lie in the file.
struct TensorFields
{
    enum class Data { Raw, Memory, External };

    std::string name;
    std::string docString;
    DType dtype = DType::Undefined;
    Shape shape;
    Data data = Data::Memory;
    /// Raw little-endian elements in the file.
    std::int64_t rawOffset = 0;
    std::int64_t rawLength = 0;
    /// Elements of the typed fields (string_data, int32_data, …).
    Tensor values;
    /// Keys and values of external_data, unchecked.
    std::vector<std::pair<std::string, std::string>> externalData;
    /// Fields other than those above (segment, metadata_props, unknown ones) as they stand.
    std::string extraWire;
};

/// Takes apart and checks the TensorProto `reader` stands on. Errors go to the reader's input, placed at the tensor's name.
TensorFields parseTensorFields(const WireReader &reader);

/// Reads as many raw elements as type and shape ask for. Booleans are normalized to 0 and 1.
Result<Tensor> readRawTensor(const InputFile &file, std::int64_t offset, DType type, const Shape &shape);

} // namespace halftone
