// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/page_pool.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <new>
#include <sys/mman.h>

namespace halftone {

namespace {

constexpr std::size_t kHugePage = std::size_t(1) << 21;
constexpr std::size_t kPage = 4096;
/// Whole huge pages that are kept when nobody uses them.
constexpr std::size_t kMostKept = std::size_t(16) << 20;

/// Larger ranges are not cut for blocks much smaller, which may stay long: another large block would find no place.
constexpr std::size_t kLargestShared = 2 * kHugePage;

/// Address space that is asked for at once; only what is touched becomes memory.
constexpr std::size_t kReserve = std::size_t(8) << 20;

/// Twice what clearing a huge page in small ones takes. A page that the host has takes 0.2 ms, one that it must find 4–6 ms (measured
/// in a Firecracker machine with free page reporting).
constexpr std::chrono::microseconds kSlow(1500);
/// Taken in small pages after a slow huge one.
constexpr std::size_t kSmallAfterSlow = std::size_t(128) << 20;

std::size_t roundedUp(std::size_t bytes, std::size_t unit) { return (bytes + unit - 1) / unit * unit; }

/// The whole huge pages in a range.
struct Inner
{
    std::uintptr_t begin;
    std::size_t bytes = 0;

    Inner(std::uintptr_t from, std::size_t length) : begin(roundedUp(from, kHugePage))
    {
        if (const std::uintptr_t end = (from + length) / kHugePage * kHugePage; end > begin)
            bytes = end - begin;
    }
};

void unmap(std::uintptr_t begin, std::size_t bytes) { munmap(reinterpret_cast<void *>(begin), bytes); }

/// Address space in whole huge pages; 0 when there is none.
std::uintptr_t map(std::size_t bytes)
{
    void *const memory = mmap(nullptr, bytes + kHugePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return 0;
    const auto first = reinterpret_cast<std::uintptr_t>(memory);
    const std::uintptr_t begin = roundedUp(first, kHugePage);
    if (begin > first)
        unmap(first, begin - first);
    if (const std::size_t after = first + kHugePage - begin; after > 0)
        unmap(begin + bytes, after);
    return begin;
}

/// Touches the first huge pages one after the other; whether one took long, after which the rest becomes small pages.
bool isSlow(std::uintptr_t begin, std::size_t bytes)
{
    // May be refused.
    madvise(reinterpret_cast<void *>(begin), bytes, MADV_HUGEPAGE);
    const std::uintptr_t end = begin + bytes;
    for (std::uintptr_t page = begin; page < begin + std::min(bytes, kReserve); page += kHugePage) {
        const auto start = std::chrono::steady_clock::now();
        *reinterpret_cast<volatile std::byte *>(page) = std::byte(0);
        if (std::chrono::steady_clock::now() - start > kSlow) {
            madvise(reinterpret_cast<void *>(page + kHugePage), end - page - kHugePage, MADV_NOHUGEPAGE);
            return true;
        }
    }
    return false;
}

} // namespace

void *PagePool::take(std::size_t bytes)
{
    const std::size_t wanted = roundedUp(bytes, kPage);
    const std::scoped_lock lock(m_mutex);
    auto best = m_free.end();
    for (auto it = m_free.begin(); it != m_free.end(); ++it) {
        const std::size_t bytes = it->second.bytes;
        if (bytes >= wanted && (bytes <= 2 * wanted || bytes <= kLargestShared) && (best == m_free.end() || bytes < best->second.bytes))
            best = it;
    }
    if (best != m_free.end()) {
        const std::uintptr_t begin = best->first;
        m_kept -= Inner(begin, best->second.bytes).bytes;
        auto range = m_free.extract(best);
        if (range.mapped().bytes > wanted) {
            range.key() += wanted;
            range.mapped().bytes -= wanted;
            m_kept += Inner(range.key(), range.mapped().bytes).bytes;
            m_free.insert(std::move(range));
        }
        return reinterpret_cast<void *>(begin);
    }
    // Room for what is taken instead.
    dropUntil(wanted < kMostKept ? kMostKept - wanted : 0);
    if (m_freshBytes < wanted && !reserve(std::max(wanted, kReserve)))
        return nullptr;
    const std::uintptr_t begin = m_fresh;
    m_fresh += wanted;
    m_freshBytes -= wanted;
    return reinterpret_cast<void *>(begin);
}

void PagePool::give(void *memory, std::size_t bytes)
{
    const std::scoped_lock lock(m_mutex);
    insert(reinterpret_cast<std::uintptr_t>(memory), roundedUp(bytes, kPage));
    dropUntil(kMostKept);
}

void PagePool::drop()
{
    const std::scoped_lock lock(m_mutex);
    retire();
    dropUntil(0);
}

void PagePool::retire()
{
    // The first of them shares a huge page with a block.
    const std::size_t shared = std::min<std::size_t>(roundedUp(m_fresh, kHugePage) - m_fresh, m_freshBytes);
    if (m_freshBytes > shared)
        unmap(m_fresh + shared, m_freshBytes - shared);
    if (shared > 0)
        insert(m_fresh, shared);
    m_freshBytes = 0;
}

bool PagePool::reserve(std::size_t bytes)
{
    retire();
    const std::size_t mapped = roundedUp(bytes, kHugePage);
    m_fresh = map(mapped);
    if (m_fresh == 0)
        return false;
    m_freshBytes = mapped;
    if (m_smallBytes > 0) {
        madvise(reinterpret_cast<void *>(m_fresh), mapped, MADV_NOHUGEPAGE);
        m_smallBytes -= std::min(m_smallBytes, mapped);
    } else if (isSlow(m_fresh, mapped)) {
        m_smallBytes = kSmallAfterSlow;
    }
    return true;
}

void PagePool::insert(std::uintptr_t begin, std::size_t bytes)
{
    const auto forget = [&](Ranges::iterator range) {
        m_kept -= Inner(range->first, range->second.bytes).bytes;
        return m_free.extract(range);
    };
    Ranges::node_type node;
    auto after = m_free.lower_bound(begin);
    if (after != m_free.begin()) {
        if (const auto before = std::prev(after); before->first + before->second.bytes == begin) {
            begin = before->first;
            bytes += before->second.bytes;
            node = forget(before);
        }
    }
    if (after != m_free.end() && begin + bytes == after->first) {
        bytes += after->second.bytes;
        node = forget(after);
    }
    if (node.empty()) {
        try {
            m_free.emplace(begin, Range{bytes, ++m_clock});
        } catch (const std::bad_alloc &) {
            return unmap(begin, bytes);
        }
    } else {
        node.key() = begin;
        node.mapped() = {bytes, ++m_clock};
        m_free.insert(std::move(node));
    }
    m_kept += Inner(begin, bytes).bytes;
}

PagePool::Ranges::iterator PagePool::oldest()
{
    auto found = m_free.end();
    for (auto it = m_free.begin(); it != m_free.end(); ++it) {
        if (Inner(it->first, it->second.bytes).bytes > 0 && (found == m_free.end() || it->second.age < found->second.age))
            found = it;
    }
    return found;
}

void PagePool::dropUntil(std::size_t bytes)
{
    while (m_kept > bytes) {
        const auto range = oldest();
        const std::uintptr_t begin = range->first;
        const std::uintptr_t end = begin + range->second.bytes;
        const Inner inner(begin, range->second.bytes);
        // The edges share huge pages with blocks in use.
        if (begin < inner.begin)
            range->second.bytes = inner.begin - begin;
        else
            m_free.erase(range);
        m_kept -= inner.bytes;
        unmap(inner.begin, inner.bytes);
        if (const std::uintptr_t rest = inner.begin + inner.bytes; rest < end)
            insert(rest, end - rest);
    }
}

} // namespace halftone
