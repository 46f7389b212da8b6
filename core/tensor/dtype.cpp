// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/dtype.h"

#include <array>

namespace halftone {

namespace {

struct TypeRow
{
    std::string_view name;
    std::string_view shortName;
    int bits;
    bool floating;
    bool integer;
    bool isSigned;
};

constexpr std::array<TypeRow, 27> kTypes{{
    {"undefined", "?", 0, false, false, false},
    {"float", "f32", 32, true, false, true},
    {"uint8", "u8", 8, false, true, false},
    {"int8", "i8", 8, false, true, true},
    {"uint16", "u16", 16, false, true, false},
    {"int16", "i16", 16, false, true, true},
    {"int32", "i32", 32, false, true, true},
    {"int64", "i64", 64, false, true, true},
    {"string", "str", 0, false, false, false},
    {"bool", "bool", 8, false, false, false},
    {"float16", "f16", 16, true, false, true},
    {"double", "f64", 64, true, false, true},
    {"uint32", "u32", 32, false, true, false},
    {"uint64", "u64", 64, false, true, false},
    {"complex64", "c64", 64, false, false, true},
    {"complex128", "c128", 128, false, false, true},
    {"bfloat16", "bf16", 16, true, false, true},
    {"float8e4m3fn", "f8e4m3", 8, true, false, true},
    {"float8e4m3fnuz", "f8e4m3z", 8, true, false, true},
    {"float8e5m2", "f8e5m2", 8, true, false, true},
    {"float8e5m2fnuz", "f8e5m2z", 8, true, false, true},
    {"uint4", "u4", 4, false, true, false},
    {"int4", "i4", 4, false, true, true},
    {"float4e2m1", "f4", 4, true, false, true},
    {"float8e8m0", "f8e8m0", 8, true, false, false},
    {"uint2", "u2", 2, false, true, false},
    {"int2", "i2", 2, false, true, true},
}};

const TypeRow &row(DType type)
{
    const auto index = static_cast<std::size_t>(type);
    return kTypes[index < kTypes.size() ? index : 0];
}

} // namespace

int dtypeBits(DType type) { return row(type).bits; }
std::string_view dtypeName(DType type) { return row(type).name; }
std::string_view dtypeShortName(DType type) { return row(type).shortName; }
bool isFloatingPoint(DType type) { return row(type).floating; }
bool isInteger(DType type) { return row(type).integer; }
bool isSigned(DType type) { return row(type).isSigned; }
bool isSubByte(DType type) { return row(type).bits > 0 && row(type).bits < 8; }

std::optional<DType> dtypeFromNumber(std::int64_t number)
{
    if (number <= 0 || number >= static_cast<std::int64_t>(kTypes.size()))
        return std::nullopt;
    return static_cast<DType>(number);
}

std::optional<DType> dtypeFromName(std::string_view name)
{
    for (std::size_t i = 1; i < kTypes.size(); ++i) {
        if (kTypes[i].name == name)
            return static_cast<DType>(i);
    }
    return std::nullopt;
}

} // namespace halftone
