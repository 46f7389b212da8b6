// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string_view>

namespace halftone {

namespace errc {
inline constexpr ErrorCode kEmptyFile{"model.empty-file"};
/// A web page, usually a failed download.
inline constexpr ErrorCode kIsHtml{"model.is-html"};
/// A pointer of git-lfs in place of the file.
inline constexpr ErrorCode kIsLfsPointer{"model.is-lfs-pointer"};
/// A ZIP or other archive; %1 its kind.
inline constexpr ErrorCode kIsArchive{"model.is-archive"};
/// %1 name of the format, another one for models or data.
inline constexpr ErrorCode kIsOtherFormat{"model.is-other-format"};
} // namespace errc

/// Says what a file is that is surely no ONNX model, from its first bytes (512 are enough).
Status checkFileKind(std::string_view head);

} // namespace halftone
