// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/block_cache.h"

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <mutex>
#include <new>
#include <sys/mman.h>

namespace halftone {

namespace {

constexpr std::size_t kAlignment = 64;
constexpr std::size_t kHugePage = std::size_t(1) << 21;
/// The allocator keeps smaller blocks itself.
constexpr std::size_t kSmallestKept = std::size_t(1) << 16;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t kMostKept = 0;
#else
constexpr std::size_t kMostKept = std::size_t(16) << 20;
#endif

std::size_t roundedUp(std::size_t bytes, std::size_t unit) { return (bytes + unit - 1) / unit * unit; }

void *allocate(std::size_t bytes)
{
    if (bytes < kHugePage)
        return std::aligned_alloc(kAlignment, bytes);
    void *const memory = std::aligned_alloc(kHugePage, roundedUp(bytes, kHugePage));
    // Whole pages only, so that no memory is wasted; advice, which may be refused.
    if (memory)
        madvise(memory, bytes / kHugePage * kHugePage, MADV_HUGEPAGE);
    return memory;
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
            return std::free(memory);
        const std::scoped_lock lock(m_mutex);
        dropUntil(kMostKept - bytes);
        try {
            m_blocks.push_back({memory, bytes});
            m_kept += bytes;
        } catch (const std::bad_alloc &) {
            std::free(memory);
        }
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
            std::free(m_blocks.front().memory);
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
        return {static_cast<std::byte *>(memory), [](std::byte *block) { std::free(block); }};
    return {static_cast<std::byte *>(memory), [size](std::byte *block) { cache().put(block, size); }};
}

} // namespace halftone
