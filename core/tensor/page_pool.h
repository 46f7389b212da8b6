// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>

namespace halftone {

/// Memory for large blocks, taken from the system in huge pages and used again: touching new memory is slow, most of all in small
/// pages. A virtual machine whose host has taken unused memory back is the exception, small pages come from what it still has:
/// there the pool takes those. Free pages next to each other are one range; a block is cut from the smallest range that
/// holds it and is not much larger. Thread-safe.
class PagePool
{
public:
    /// Uninitialized, aligned to a page; null when there is none.
    void *take(std::size_t bytes);
    void give(void *memory, std::size_t bytes);
    /// Gives all whole huge pages that are free back to the system.
    void drop();

private:
    struct Range
    {
        std::size_t bytes = 0;
        /// When it was freed.
        std::uint64_t age = 0;
    };
    using Ranges = std::map<std::uintptr_t, Range>;

    void insert(std::uintptr_t begin, std::size_t bytes);
    /// Frees the longest unused huge pages until no more than `bytes` of them are kept.
    void dropUntil(std::size_t bytes);
    Ranges::iterator oldest();
    /// Ends the use of the current reserve.
    void retire();
    /// New memory for the reserve, in pages of the size that is faster at present.
    bool reserve(std::size_t bytes);

    std::mutex m_mutex;
    Ranges m_free;
    /// Bytes of whole huge pages in free ranges.
    std::size_t m_kept = 0;
    std::uint64_t m_clock = 0;
    /// Never touched: blocks are cut from its front when no free range will do, one after the other so that they share pages.
    std::uintptr_t m_fresh = 0;
    std::size_t m_freshBytes = 0;
    /// To be taken in small pages before huge ones are tried again.
    std::size_t m_smallBytes = 0;
};

} // namespace halftone
