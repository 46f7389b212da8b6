// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/block_cache.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <mutex>
#include <new>
#include <sys/mman.h>

namespace halftone {

namespace {

constexpr std::size_t kAlignment = 64;
/// Memory that reaches over whole pages of this size is taken in such pages.
constexpr std::size_t kHugePage = std::size_t(1) << 21;
constexpr std::size_t kPage = 4096;
/// Mapped, so that freeing gives it back to the system instead of leaving a hole in the heap.
constexpr std::size_t kSmallestMapped = std::size_t(1) << 19;
/// The allocator keeps smaller blocks itself.
constexpr std::size_t kSmallestKept = std::size_t(1) << 16;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t kMostKept = 0;
#else
#define HALFTONE_MAPS_BLOCKS
constexpr std::size_t kMostKept = std::size_t(16) << 20;
#endif

std::size_t roundedUp(std::size_t bytes, std::size_t unit) { return (bytes + unit - 1) / unit * unit; }

#ifdef HALFTONE_MAPS_BLOCKS
/// Pages, huge where they fit, that go back to the system when freed; null when there are none. Advice to use them may be refused.
void *map(std::size_t bytes)
{
    const std::size_t length = roundedUp(bytes, kPage);
    const std::size_t alignment = bytes < kHugePage ? kPage : kHugePage;
    const std::size_t reserved = length + alignment;
    void *const memory = mmap(nullptr, reserved, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return nullptr;
    auto *const first = static_cast<std::byte *>(memory);
    const std::size_t before = roundedUp(reinterpret_cast<std::uintptr_t>(first), alignment) - reinterpret_cast<std::uintptr_t>(first);
    if (before > 0)
        munmap(first, before);
    munmap(first + before + length, reserved - before - length);
    // No more than is used, so that no memory is wasted.
    if (bytes >= kHugePage)
        madvise(first + before, bytes / kHugePage * kHugePage, MADV_HUGEPAGE);
    return first + before;
}
#endif

void *allocate(std::size_t bytes)
{
#ifdef HALFTONE_MAPS_BLOCKS
    if (bytes >= kSmallestMapped)
        return map(bytes);
#endif
    return std::aligned_alloc(kAlignment, bytes);
}

void release(void *memory, [[maybe_unused]] std::size_t bytes)
{
#ifdef HALFTONE_MAPS_BLOCKS
    if (bytes >= kSmallestMapped) {
        munmap(memory, roundedUp(bytes, kPage));
        return;
    }
#endif
    std::free(memory);
}

class BlockCache
{
public:
    /// A kept block of at least that size and not much more, or null. A miss makes room for what is allocated instead.
    void *find(std::size_t bytes, std::size_t &size)
    {
        const std::scoped_lock lock(m_mutex);
        auto best = m_blocks.end();
        for (auto it = m_blocks.begin(); it != m_blocks.end(); ++it) {
            if (it->bytes >= bytes && it->bytes - bytes <= bytes / 4 && (best == m_blocks.end() || it->bytes < best->bytes))
                best = it;
        }
        if (best == m_blocks.end()) {
            dropUntil(bytes < kMostKept ? kMostKept - bytes : 0);
            return nullptr;
        }
        void *const memory = best->memory;
        size = best->bytes;
        m_kept -= size;
        m_blocks.erase(best);
        return memory;
    }

    void put(void *memory, std::size_t bytes)
    {
        if (bytes > kMostKept)
            return release(memory, bytes);
        const std::scoped_lock lock(m_mutex);
        dropUntil(kMostKept - bytes);
        try {
            m_blocks.push_back({memory, bytes});
            m_kept += bytes;
        } catch (const std::bad_alloc &) {
            release(memory, bytes);
        }
    }

    void drop()
    {
        const std::scoped_lock lock(m_mutex);
        dropUntil(0);
    }

private:
    struct Block
    {
        void *memory;
        std::size_t bytes;
    };

    /// Frees the longest kept until no more than `bytes` are left.
    void dropUntil(std::size_t bytes)
    {
        while (m_kept > bytes) {
            release(m_blocks.front().memory, m_blocks.front().bytes);
            m_kept -= m_blocks.front().bytes;
            m_blocks.pop_front();
        }
    }

    std::mutex m_mutex;
    std::deque<Block> m_blocks;
    std::size_t m_kept = 0;
};

/// Never destroyed: static tensors are freed after everything else.
BlockCache &cache()
{
    static auto *const cache = new BlockCache;
    return *cache;
}

} // namespace

void dropKeptBlocks() { cache().drop(); }

std::shared_ptr<std::byte> takeBlock(std::size_t bytes)
{
    std::size_t size = roundedUp(bytes, kAlignment) + kAlignment;
    const bool isKept = size >= kSmallestKept && kMostKept > 0;
    void *memory = isKept ? cache().find(size, size) : nullptr;
    if (!memory)
        memory = allocate(size);
    if (!memory)
        return nullptr;
    if (!isKept)
        return {static_cast<std::byte *>(memory), [size](std::byte *block) { release(block, size); }};
    return {static_cast<std::byte *>(memory), [size](std::byte *block) { cache().put(block, size); }};
}

} // namespace halftone
