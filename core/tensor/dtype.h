// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace halftone {

/// Element types, numbered as in TensorProto.DataType (onnx.proto), beyond what the installed onnx library can name.
enum class DType : std::uint8_t {
    Undefined = 0,
    Float = 1,
    UInt8 = 2,
    Int8 = 3,
    UInt16 = 4,
    Int16 = 5,
    Int32 = 6,
    Int64 = 7,
    String = 8,
    Bool = 9,
    Float16 = 10,
    Double = 11,
    UInt32 = 12,
    UInt64 = 13,
    Complex64 = 14,
    Complex128 = 15,
    BFloat16 = 16,
    Float8E4M3FN = 17,
    Float8E4M3FNUZ = 18,
    Float8E5M2 = 19,
    Float8E5M2FNUZ = 20,
    UInt4 = 21,
    Int4 = 22,
    Float4E2M1 = 23,
    Float8E8M0 = 24,
    UInt2 = 25,
    Int2 = 26,
};

/// Bits of one element; 0 for String and Undefined. Sub-byte types are packed, low bits first, as in TensorProto.raw_data.
int dtypeBits(DType type);
/// "float", "uint8", "int4", … as in the ONNX text format.
std::string_view dtypeName(DType type);
/// Short form for labels: "f32", "u8", "i8", "f16", "bf16", "i4", …
std::string_view dtypeShortName(DType type);
/// The type numbered `number` in TensorProto.DataType, or nothing when unknown to us.
std::optional<DType> dtypeFromNumber(std::int64_t number);
std::optional<DType> dtypeFromName(std::string_view name);

bool isFloatingPoint(DType type); ///< float, double, float16, bfloat16, float8*, float4
bool isInteger(DType type); ///< signed and unsigned, sub-byte included; not Bool
bool isSigned(DType type);
bool isSubByte(DType type);

/// DType of a C++ element type: dtypeOf<float> == DType::Float. Half types have codec structs in half.h.
template <typename T>
inline constexpr DType dtypeOf = DType::Undefined;
template <>
inline constexpr DType dtypeOf<float> = DType::Float;
template <>
inline constexpr DType dtypeOf<double> = DType::Double;
template <>
inline constexpr DType dtypeOf<std::uint8_t> = DType::UInt8;
template <>
inline constexpr DType dtypeOf<std::int8_t> = DType::Int8;
template <>
inline constexpr DType dtypeOf<std::uint16_t> = DType::UInt16;
template <>
inline constexpr DType dtypeOf<std::int16_t> = DType::Int16;
template <>
inline constexpr DType dtypeOf<std::uint32_t> = DType::UInt32;
template <>
inline constexpr DType dtypeOf<std::int32_t> = DType::Int32;
template <>
inline constexpr DType dtypeOf<std::uint64_t> = DType::UInt64;
template <>
inline constexpr DType dtypeOf<std::int64_t> = DType::Int64;
template <>
inline constexpr DType dtypeOf<bool> = DType::Bool;

} // namespace halftone
