// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/sub_byte.h"

namespace halftone {

Result<Tensor> unpacked(const Tensor &tensor)
{
    if (!isSubByte(tensor.dtype()))
        return tensor;
    const int bits = dtypeBits(tensor.dtype());
    const auto perByte = static_cast<std::size_t>(8 / bits);
    const auto mask = static_cast<unsigned>((1 << bits) - 1);
    HALFTONE_TRY(Tensor codes, Tensor::allocateUninitialized(DType::UInt8, tensor.shape()));
    const auto target = codes.mutableAs<std::uint8_t>();
    for (std::size_t i = 0; i < target.size(); ++i)
        target[i] = static_cast<std::uint8_t>(
            (std::to_integer<unsigned>(tensor.raw()[i / perByte]) >> (i % perByte * static_cast<std::size_t>(bits))) & mask);
    return codes;
}

Result<Tensor> packed(const Tensor &codes, DType type)
{
    if (!isSubByte(type))
        return codes;
    const int bits = dtypeBits(type);
    const auto perByte = static_cast<std::size_t>(8 / bits);
    HALFTONE_TRY(Tensor tensor, Tensor::allocate(type, codes.shape()));
    const auto source = codes.as<std::uint8_t>();
    for (std::size_t i = 0; i < source.size(); ++i)
        tensor.mutableRaw()[i / perByte] |= static_cast<std::byte>(source[i] << (i % perByte * static_cast<std::size_t>(bits)));
    return tensor;
}

} // namespace halftone
