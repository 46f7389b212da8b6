// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/npy.h"

namespace halftone {

/// The header of an .npy file, checked; sizes do not overflow.
struct NpyHeader
{
    DType dtype = DType::Undefined;
    bool bigEndian = false;
    bool fortranOrder = false;
    /// Characters of a text element, and bytes of one character (4: UTF-32, 1: bytes); 0 for numbers.
    std::int64_t textLength = 0;
    int characterBytes = 0;
    Shape shape;
    /// Where the elements begin and what they take.
    std::int64_t dataOffset = 0;
    std::int64_t dataBytes = 0;

    static Result<NpyHeader> parse(std::string_view bytes);
    /// Magic, version 1 header and padding for numbers of `dtype`, or texts of `characters`.
    static std::string format(DType dtype, std::int64_t characters, const Shape &shape);
};

} // namespace halftone
