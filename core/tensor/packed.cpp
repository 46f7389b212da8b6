// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/packed.h"

namespace halftone {

Result<Tensor> unpackIntegers(const Tensor &packed)
{
    const bool isSignedType = isSigned(packed.dtype());
    const int bits = dtypeBits(packed.dtype());
    HALFTONE_TRY(auto result, Tensor::allocateUninitialized(isSignedType ? DType::Int8 : DType::UInt8, packed.shape()));
    for (std::int64_t i = 0; i < packed.count(); ++i)
        result.mutableRaw()[i] = static_cast<std::byte>(readPacked(packed.raw(), i, bits, isSignedType));
    return result;
}

Result<Tensor> packIntegers(const Tensor &values, DType type)
{
    HALFTONE_TRY(auto result, Tensor::allocate(type, values.shape()));
    const int bits = dtypeBits(type);
    for (std::int64_t i = 0; i < values.count(); ++i)
        writePacked(result.mutableRaw(), i, bits, std::to_integer<int>(values.raw()[i]));
    return result;
}

} // namespace halftone
