// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>

namespace halftone {

/// Memory for elements, 64-byte aligned, contents undefined; null when there is none. Large blocks are cut from a pool of huge
/// pages, see PagePool. Thread-safe; blocks may outlive everything else. Nothing is kept under sanitizers.
std::shared_ptr<std::byte> takeBlock(std::size_t bytes);

/// Gives back what is kept: when work of one kind is over and other sizes are wanted next.
void dropKeptBlocks();

} // namespace halftone
