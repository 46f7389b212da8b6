// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/elementwise.h"
#include "core/engine/kernels/parallel.h"

#include <immintrin.h>

namespace halftone {

namespace {

void lookUpScalar(const std::uint8_t *from, const std::uint8_t *table, std::uint8_t *to, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i)
        to[i] = table[from[i]];
}

#if defined(__x86_64__)
/// 64 bytes at once: two permutations over 128 entries each, chosen by the top bit.
__attribute__((target("avx512f,avx512bw,avx512vbmi"))) void lookUpVbmi(
    const std::uint8_t *from, const std::uint8_t *table, std::uint8_t *to, std::int64_t count)
{
    const __m512i t0 = _mm512_loadu_si512(table);
    const __m512i t1 = _mm512_loadu_si512(table + 64);
    const __m512i t2 = _mm512_loadu_si512(table + 128);
    const __m512i t3 = _mm512_loadu_si512(table + 192);
    std::int64_t i = 0;
    for (; i + 64 <= count; i += 64) {
        const __m512i index = _mm512_loadu_si512(from + i);
        const __m512i low = _mm512_permutex2var_epi8(t0, index, t1);
        const __m512i high = _mm512_permutex2var_epi8(t2, index, t3);
        _mm512_storeu_si512(to + i, _mm512_mask_blend_epi8(_mm512_movepi8_mask(index), low, high));
    }
    lookUpScalar(from + i, table, to + i, count - i);
}
#endif

} // namespace

void lookUp(const std::byte *from, const std::byte *table, std::byte *to, std::int64_t count)
{
    auto *function = lookUpScalar;
#if defined(__x86_64__)
    static const bool hasVbmi = __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512bw");
    if (hasVbmi)
        function = lookUpVbmi;
#endif
    constexpr std::int64_t kGrain = 16384;
    parallelRanges(count, kGrain, [&](std::int64_t begin, std::int64_t end) {
        function(reinterpret_cast<const std::uint8_t *>(from) + begin, reinterpret_cast<const std::uint8_t *>(table),
            reinterpret_cast<std::uint8_t *>(to) + begin, end - begin);
    });
}

} // namespace halftone
