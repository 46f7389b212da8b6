// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/join.h"

#include "core/engine/kernels/elementwise.h"
#include "core/engine/kernels/parallel.h"

#include <cstring>
#include <immintrin.h>

namespace halftone {

namespace {

/// Copies rows of an operand to places that lie `step` bytes apart.
using CopyRows = void (*)(const JoinOperand &operand, const std::byte *from, std::byte *to, std::int64_t step, std::int64_t rows);

void copyRowsScalar(const JoinOperand &operand, const std::byte *from, std::byte *to, std::int64_t step, std::int64_t rows)
{
    const std::byte *const table = operand.table;
    const std::int64_t bytes = operand.bytes;
    for (std::int64_t row = 0; row < rows; ++row, from += operand.pitch, to += step) {
        if (!table) {
            std::memcpy(to, from, static_cast<std::size_t>(bytes));
            continue;
        }
        for (std::int64_t i = 0; i < bytes; ++i)
            to[i] = table[std::to_integer<std::size_t>(from[i])];
    }
}

#if defined(__x86_64__)
/// 64 bytes at once, the last ones of a row under a mask.
__attribute__((target("avx512f,avx512bw,avx512vbmi"))) void copyRowsVbmi(
    const JoinOperand &operand, const std::byte *from, std::byte *to, std::int64_t step, std::int64_t rows)
{
    const std::byte *const table = operand.table;
    const std::int64_t bytes = operand.bytes;
    const __mmask64 last = bytes % 64 == 0 ? ~std::uint64_t(0) : (std::uint64_t(1) << (bytes % 64)) - 1;
    const std::int64_t whole = (bytes - 1) / 64 * 64;
    if (!table) {
        for (std::int64_t row = 0; row < rows; ++row, from += operand.pitch, to += step) {
            for (std::int64_t i = 0; i < whole; i += 64)
                _mm512_storeu_si512(to + i, _mm512_loadu_si512(from + i));
            _mm512_mask_storeu_epi8(to + whole, last, _mm512_maskz_loadu_epi8(last, from + whole));
        }
        return;
    }
    const __m512i t0 = _mm512_loadu_si512(table);
    const __m512i t1 = _mm512_loadu_si512(table + 64);
    const __m512i t2 = _mm512_loadu_si512(table + 128);
    const __m512i t3 = _mm512_loadu_si512(table + 192);
    for (std::int64_t row = 0; row < rows; ++row, from += operand.pitch, to += step)
        for (std::int64_t i = 0; i <= whole; i += 64) {
            const __mmask64 mask = i < whole ? ~std::uint64_t(0) : last;
            const __m512i index = _mm512_maskz_loadu_epi8(mask, from + i);
            const __m512i low = _mm512_permutex2var_epi8(t0, index, t1);
            const __m512i high = _mm512_permutex2var_epi8(t2, index, t3);
            _mm512_mask_storeu_epi8(to + i, mask, _mm512_mask_blend_epi8(_mm512_movepi8_mask(index), low, high));
        }
}
#endif

CopyRows chooseCopyRows()
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512bw"))
        return copyRowsVbmi;
#endif
    return copyRowsScalar;
}

/// Few long rows: each is shared by all threads.
void joinLongRows(const std::vector<JoinOperand> &operands, std::int64_t rows, std::byte *to)
{
    constexpr std::int64_t kGrain = 65536;
    for (std::int64_t row = 0; row < rows; ++row)
        for (const JoinOperand &operand : operands) {
            const std::byte *from = operand.data + row * operand.pitch;
            if (operand.table)
                lookUp(from, operand.table, to, operand.bytes);
            else
                parallelRanges(operand.bytes, kGrain, [&](std::int64_t begin, std::int64_t end) {
                    std::memcpy(to + begin, from + begin, static_cast<std::size_t>(end - begin));
                });
            to += operand.bytes;
        }
}

} // namespace

void joinRows(const std::vector<JoinOperand> &operands, std::int64_t rows, std::byte *to)
{
    static const CopyRows copyRows = chooseCopyRows();
    constexpr std::int64_t kLongRow = 16384;
    /// Rows of all operands in turn, so few that the result's lines stay in the first cache.
    constexpr std::int64_t kTurn = 32;
    std::int64_t step = 0;
    for (const JoinOperand &operand : operands)
        step += operand.bytes;
    if (step >= kLongRow)
        return joinLongRows(operands, rows, to);
    const std::int64_t grain = (65536 / step + kTurn) / kTurn * kTurn;
    parallelRanges(rows, grain, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; row += kTurn) {
            std::int64_t offset = row * step;
            for (const JoinOperand &operand : operands) {
                copyRows(operand, operand.data + row * operand.pitch, to + offset, step, std::min(kTurn, end - row));
                offset += operand.bytes;
            }
        }
    });
}

} // namespace halftone
