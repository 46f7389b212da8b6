// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/tensor.h"

#include <map>
#include <string>

namespace halftone {

namespace errc {
/// Not a ZIP archive, or one that is cut off.
inline constexpr ErrorCode kNpzArchive{"tensor.npz-archive"};
/// %1 entry whose place, size, checksum or name contradicts the archive.
inline constexpr ErrorCode kNpzEntry{"tensor.npz-entry"};
/// %1 entry, stored by a method other than "stored" and "deflated".
inline constexpr ErrorCode kNpzMethod{"tensor.npz-method"};
} // namespace errc

/// Reads all arrays of an .npz archive by name (without ".npy"). Entries may not overlap, names are only names, and an entry is
/// unpacked no further than the size it declares, within the memory budget.
Result<std::map<std::string, Tensor>> readNpz(const std::string &path);

} // namespace halftone
