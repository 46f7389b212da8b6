// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/tensor.h"

#include <string>
#include <string_view>

namespace halftone {

namespace errc {
/// Not an .npy file, or %1: the part of its header that is wrong.
inline constexpr ErrorCode kNpyHeader{"tensor.npy-header"};
/// %1 NumPy's name of an element type that no tensor can have.
inline constexpr ErrorCode kNpyType{"tensor.npy-type"};
/// Pickled Python objects, which are never loaded.
inline constexpr ErrorCode kNpyObjects{"tensor.npy-objects"};
/// %1 bytes that the header asks for, %2 bytes there are.
inline constexpr ErrorCode kNpySize{"tensor.npy-size"};
/// %1 system message.
inline constexpr ErrorCode kNpyWrite{"tensor.npy-write"};
} // namespace errc

/// Reads an array as NumPy saves it (numpy.lib.format, versions 1 to 3): numbers of either byte order, booleans, texts; C and
/// Fortran order. Nothing is unpickled.
Result<Tensor> readNpy(const std::string &path);
/// The same from memory.
Result<Tensor> parseNpy(std::string_view bytes);

/// Writes version 1 in C order. Types that NumPy lacks become the next wider one: bfloat16 and smaller floats float32, int4 and
/// int2 int8; strings become fixed-width texts.
Status writeNpy(const std::string &path, const Tensor &tensor);
/// The bytes writeNpy() writes.
Result<std::string> formatNpy(const Tensor &tensor);

} // namespace halftone
