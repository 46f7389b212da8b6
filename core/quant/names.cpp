// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/names.h"

#include "core/quant/words.h"

namespace halftone {

namespace {

constexpr Words<DType, 6> kTypes{
    {{DType::UInt8, "u8"}, {DType::Int8, "s8"}, {DType::UInt16, "u16"}, {DType::Int16, "s16"}, {DType::UInt4, "u4"}, {DType::Int4, "s4"}}};
constexpr Words<RangeMethod, 5> kMethods{{{RangeMethod::MinMax, "minmax"}, {RangeMethod::MovingAverage, "moving-average"},
    {RangeMethod::Entropy, "entropy"}, {RangeMethod::Percentile, "percentile"}, {RangeMethod::Mse, "mse"}}};
constexpr Words<QuantProfile, 4> kProfiles{
    {{QuantProfile::Default, "default"}, {QuantProfile::Plain, "plain"}, {QuantProfile::Ort, "ort"}, {QuantProfile::TensorRt, "tensorrt"}}};

} // namespace

std::string_view quantTypeName(DType type) { return wordOf(kTypes, type); }
std::optional<DType> quantTypeFromName(std::string_view name) { return valueOf(kTypes, name); }
std::optional<DType> activationTypeFromName(std::string_view name)
{
    const auto type = quantTypeFromName(name);
    return type && !isSubByte(*type) ? type : std::nullopt;
}
std::string_view rangeMethodName(RangeMethod method) { return wordOf(kMethods, method); }
std::optional<RangeMethod> rangeMethodFromName(std::string_view name) { return valueOf(kMethods, name); }
std::string_view profileName(QuantProfile profile) { return wordOf(kProfiles, profile); }
std::optional<QuantProfile> profileFromName(std::string_view name) { return valueOf(kProfiles, name); }

} // namespace halftone
