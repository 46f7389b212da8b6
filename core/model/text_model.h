// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace halftone {

namespace errc {
/// %1 the form ("protobuf text", "JSON"), %2 what the parser of protobuf says, after line and column where it knows them.
inline constexpr ErrorCode kTextModel{"model.text-model"};
/// %1 bytes of the file, %2 bytes that are supported.
inline constexpr ErrorCode kTextModelTooLarge{"model.text-model-too-large"};
} // namespace errc

/// The two written forms of protobuf in which ONNX models are kept for reading and versioning (onnx.save's "textproto" and "json").
enum class TextForm { ProtobufText, Json };

/// Larger text is refused: protobuf's objects need several times its size.
inline constexpr std::int64_t kMostTextModelBytes = std::int64_t{256} << 20;

/// The form of a file that begins with `head` (512 bytes are enough); none for binary models.
std::optional<TextForm> textFormOf(std::string_view head);

/// The model as it would stand in a binary file. Fields of ONNX that are newer than the installed onnx library (metadata of nodes
/// and values, overloads) are known; others are errors with their place.
Result<std::string> wireFromText(std::string_view text, TextForm form);

} // namespace halftone
