// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>

namespace halftone {

/// The bytes of a regular file. Fails for pipes and devices, which may never end, with errc::kFileNotRegular, and for files of
/// more than `most` bytes with errc::kFileTooLarge.
Result<std::string> readWholeFile(const std::string &path, std::int64_t most);

namespace errc {
/// %1 bytes it has, %2 bytes that are read.
inline constexpr ErrorCode kFileTooLarge{"base.file-too-large"};
} // namespace errc

} // namespace halftone
