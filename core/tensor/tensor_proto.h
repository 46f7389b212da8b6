// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/tensor/runtime_value.h"

#include <string>

namespace halftone {

namespace errc {
/// Data in another file: a stand-alone tensor has no folder it could trust.
inline constexpr ErrorCode kTensorExternal{"tensor.external"};
/// Sparse tensors, maps of sequences and the like in a .pb file.
inline constexpr ErrorCode kTensorProtoKind{"tensor.proto-kind"};
/// %1 number of values, %2 of keys.
inline constexpr ErrorCode kMapSize{"tensor.map-size"};
} // namespace errc

/// Which message a .pb file holds: the format does not say. Guess takes TensorProto unless the fields fit a SequenceProto only;
/// a file of an optional reads as its content either way, or as null when empty and the kind is given.
enum class ProtoKind { Guess, Tensor, Sequence, Optional, Map };

/// Reads a TensorProto, SequenceProto, OptionalProto or MapProto as the ONNX backend tests store inputs and outputs.
Result<RuntimeValue> readTensorProto(const std::string &path, ProtoKind kind = ProtoKind::Guess);
/// The same from memory; `name` is for messages.
Result<RuntimeValue> parseTensorProto(std::string bytes, const std::string &name, ProtoKind kind = ProtoKind::Guess);

} // namespace halftone
