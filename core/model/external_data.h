// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/input_file.h"

#include <memory>
#include <string>

namespace halftone {

namespace errc {
/// %1 location as written in the model, %2 reason: "absolute", "outside the model's folder", "a link", …
inline constexpr ErrorCode kBadExternalLocation{"model.bad-external-location"};
/// %1 location, %2 system message.
inline constexpr ErrorCode kExternalDataMissing{"model.external-data-missing"};
/// %1 key, %2 value.
inline constexpr ErrorCode kBadExternalEntry{"model.bad-external-entry"};
/// %1 offset, %2 length, %3 file size.
inline constexpr ErrorCode kExternalOutOfRange{"model.external-out-of-range"};
} // namespace errc

/// Opens the file `location` beneath the folder of `modelPath`, never outside it: no absolute paths, no "..", no symbolic
/// links on the way (unless `allowLinks`), regular files with one name only. Linux openat2(RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS).
Result<std::shared_ptr<const InputFile>> openExternalData(const std::string &modelPath, const std::string &location, bool allowLinks);

} // namespace halftone
