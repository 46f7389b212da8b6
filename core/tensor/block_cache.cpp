// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/block_cache.h"

#include "core/tensor/page_pool.h"

#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
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

std::atomic<BlockGuard> &blockGuard()
{
    static std::atomic<BlockGuard> guard = BlockGuard::None;
    return guard;
}

std::shared_ptr<std::byte> takeGuardedBlock(std::size_t bytes, BlockGuard guard)
{
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    const std::size_t inside = (bytes + page - 1) / page * page;
    const std::size_t whole = inside + 2 * page;
    void *const memory = mmap(nullptr, whole, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return nullptr;
    const std::shared_ptr<void> owner(memory, [whole](void *pages) { munmap(pages, whole); });
    auto *const first = static_cast<std::byte *>(memory) + page;
    if (inside > 0 && mprotect(first, inside, PROT_READ | PROT_WRITE) != 0)
        return nullptr;
    return {owner, guard == BlockGuard::Behind ? first + (inside - bytes) : first};
}

} // namespace

void setBlockGuard(BlockGuard guard) { blockGuard() = guard; }

void dropKeptBlocks() { pool().drop(); }

std::shared_ptr<std::byte> takeBlock(std::size_t bytes)
{
    if (const BlockGuard guard = blockGuard(); guard != BlockGuard::None)
        return takeGuardedBlock(bytes, guard);
    const std::size_t size = (bytes + kBlockAlignment - 1) / kBlockAlignment * kBlockAlignment + kBlockAlignment;
    if (kPools && size >= kSmallestPooled) {
        auto *const memory = static_cast<std::byte *>(pool().take(size));
        return memory ? std::shared_ptr<std::byte>(memory, [size](std::byte *block) { pool().give(block, size); }) : nullptr;
    }
    auto *const memory = static_cast<std::byte *>(std::aligned_alloc(kBlockAlignment, size));
    return memory ? std::shared_ptr<std::byte>(memory, [](std::byte *block) { std::free(block); }) : nullptr;
}

} // namespace halftone
