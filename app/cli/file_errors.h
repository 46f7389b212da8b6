// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace halftone::errc {

/// %1 path.
inline constexpr ErrorCode kFileUnreadable{"cli.file-unreadable"};
/// %1 path.
inline constexpr ErrorCode kFileUnwritable{"cli.file-unwritable"};

} // namespace halftone::errc
