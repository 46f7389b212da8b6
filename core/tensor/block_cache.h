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

/// Where a page that can be neither read nor written touches each block from now on, so that an access outside of it ends in a signal
/// at once. Behind: right at the last byte, so that blocks begin at any address; Before: at the first one. Costs a system call a block;
/// for tests of kernels and for `halftone doctor`. Process-wide.
enum class BlockGuard { None, Before, Behind };
void setBlockGuard(BlockGuard guard);

} // namespace halftone
