// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/initializer.h"
#include "core/base/input_file.h"

#include <memory>

namespace halftone {

namespace errc {
/// %1 bytes found, %2 bytes that type and shape want.
inline constexpr ErrorCode kDataSizeMismatch{"model.data-size-mismatch"};
} // namespace errc

/// Raw little-endian elements at a place of a file.
std::shared_ptr<const TensorSource> makeFileSource(std::shared_ptr<const InputFile> file, std::int64_t offset, std::int64_t length);

} // namespace halftone
