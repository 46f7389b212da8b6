// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace halftone {

/// One operand of a concatenation: rows of `bytes` bytes that begin `pitch` bytes apart, passed through a table of 256 bytes where there is
/// one.
struct JoinOperand
{
    const std::byte *data = nullptr;
    const std::byte *table = nullptr;
    std::int64_t bytes = 0;
    std::int64_t pitch = 0;
};

/// Row i of the result is row i of every operand, one after the other. With channels last a row is a pixel; with
/// channels first it is a picture.
void joinRows(const std::vector<JoinOperand> &operands, std::int64_t rows, std::byte *to);

} // namespace halftone
