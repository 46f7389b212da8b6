// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/block_cache.h"

#include "core/tensor/page_pool.h"

#include <cstdlib>

namespace halftone {

namespace {

constexpr std::size_t kBlockAlignment = 64;
/// The allocator keeps smaller blocks itself.
constexpr std::size_t kSmallestPooled = std::size_t(1) << 16;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kPools = false;
#else
constexpr bool kPools = true;
#endif

/// Never destroyed: static tensors are freed after everything else.
PagePool &pool()
{
    static auto *const pool = new PagePool;
    return *pool;
}

} // namespace

void dropKeptBlocks() { pool().drop(); }

std::shared_ptr<std::byte> takeBlock(std::size_t bytes)
{
    const std::size_t size = (bytes + kBlockAlignment - 1) / kBlockAlignment * kBlockAlignment + kBlockAlignment;
    if (kPools && size >= kSmallestPooled) {
        auto *const memory = static_cast<std::byte *>(pool().take(size));
        return memory ? std::shared_ptr<std::byte>(memory, [size](std::byte *block) { pool().give(block, size); }) : nullptr;
    }
    auto *const memory = static_cast<std::byte *>(std::aligned_alloc(kBlockAlignment, size));
    return memory ? std::shared_ptr<std::byte>(memory, [](std::byte *block) { std::free(block); }) : nullptr;
}

} // namespace halftone
