// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/input_file.h"

#include <string>
#include <string_view>

namespace halftone {

namespace errc {
/// %1 byte offset, %2 file size.
inline constexpr ErrorCode kTruncated{"model.truncated"};
/// %1 byte offset: not the protobuf wire format.
inline constexpr ErrorCode kNotProtobuf{"model.not-protobuf"};
/// %1 fields found, %2 fields allowed.
inline constexpr ErrorCode kTooManyFields{"model.too-many-fields"};
/// %1 depth allowed.
inline constexpr ErrorCode kTooDeep{"model.too-deep"};
} // namespace errc

/// The ModelProto in `file` with each tensor's raw_data replaced by where it lies: protobuf then parses only the structure,
/// and memory is bounded by the budgets of fields and nesting counted here.
Result<std::string> stripWeights(const InputFile &file);

/// Place of stripped raw_data, as stripWeights() writes it into the field.
struct RawDataPlace
{
    std::int64_t offset = 0;
    std::int64_t length = 0;

    std::string encode() const;
    static RawDataPlace decode(std::string_view bytes);
};

} // namespace halftone
