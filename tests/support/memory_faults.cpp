// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/memory_faults.h"

#include <array>
#include <atomic>
#include <cstdlib>
#include <dlfcn.h>
#include <execinfo.h>
#include <new>
#include <string_view>

namespace halftone::test {

namespace {

std::atomic<bool> g_armed = false;
std::atomic<long> g_count = 0;
std::atomic<long> g_nth = 0;

bool names(const char *text, std::string_view part) { return text && std::string_view(text).find(part) != std::string_view::npos; }

/// Whether oneDNN allocates, or the JSON library, whose destructors do and end the program when they cannot: how these handle
/// lacking memory is not what is tested.
bool isForeign()
{
    std::array<void *, 12> frames{};
    const int depth = backtrace(frames.data(), static_cast<int>(frames.size()));
    for (int i = 0; i < depth; ++i) {
        Dl_info info{};
        if (dladdr(frames[static_cast<std::size_t>(i)], &info) != 0
            && (names(info.dli_fname, "libdnnl") || names(info.dli_sname, "nlohmann")))
            return true;
    }
    return false;
}

} // namespace

void armMemoryFault(long nth)
{
    // Its first call allocates.
    (void)isForeign();
    g_count = 0;
    g_nth = nth;
    g_armed = true;
}

long disarmMemoryFault()
{
    g_armed = false;
    return g_count;
}

static void *allocate(std::size_t bytes)
{
    if (g_armed && ++g_count == g_nth) {
        // The next one, then.
        if (isForeign())
            ++g_nth;
        else
            throw std::bad_alloc();
    }
    if (void *memory = std::malloc(bytes > 0 ? bytes : 1))
        return memory;
    throw std::bad_alloc();
}

} // namespace halftone::test

void *operator new(std::size_t bytes) { return halftone::test::allocate(bytes); }
void *operator new[](std::size_t bytes) { return halftone::test::allocate(bytes); }
// Who asks without exceptions copes by itself and is not counted.
void *operator new(std::size_t bytes, const std::nothrow_t &) noexcept { return std::malloc(bytes > 0 ? bytes : 1); }
void *operator new[](std::size_t bytes, const std::nothrow_t &) noexcept { return std::malloc(bytes > 0 ? bytes : 1); }
void operator delete(void *memory) noexcept { std::free(memory); }
void operator delete[](void *memory) noexcept { std::free(memory); }
void operator delete(void *memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void *memory, std::size_t) noexcept { std::free(memory); }
