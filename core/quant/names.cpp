// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/names.h"

#include <array>
#include <utility>

namespace halftone {

namespace {

template <typename T, std::size_t N>
using Words = std::array<std::pair<T, std::string_view>, N>;

constexpr Words<DType, 2> kTypes{{{DType::UInt8, "u8"}, {DType::Int8, "s8"}}};
constexpr Words<RangeMethod, 5> kMethods{{{RangeMethod::MinMax, "minmax"}, {RangeMethod::MovingAverage, "moving-average"},
    {RangeMethod::Entropy, "entropy"}, {RangeMethod::Percentile, "percentile"}, {RangeMethod::Mse, "mse"}}};
constexpr Words<QuantProfile, 3> kProfiles{
    {{QuantProfile::Default, "default"}, {QuantProfile::Plain, "plain"}, {QuantProfile::Ort, "ort"}}};

template <typename T, std::size_t N>
std::string_view wordOf(const Words<T, N> &words, T value)
{
    for (const auto &[key, word] : words) {
        if (key == value)
            return word;
    }
    return {};
}

template <typename T, std::size_t N>
std::optional<T> valueOf(const Words<T, N> &words, std::string_view name)
{
    for (const auto &[key, word] : words) {
        if (word == name)
            return key;
    }
    return std::nullopt;
}

} // namespace

std::string_view quantTypeName(DType type) { return wordOf(kTypes, type); }
std::optional<DType> quantTypeFromName(std::string_view name) { return valueOf(kTypes, name); }
std::string_view rangeMethodName(RangeMethod method) { return wordOf(kMethods, method); }
std::optional<RangeMethod> rangeMethodFromName(std::string_view name) { return valueOf(kMethods, name); }
std::string_view profileName(QuantProfile profile) { return wordOf(kProfiles, profile); }
std::optional<QuantProfile> profileFromName(std::string_view name) { return valueOf(kProfiles, name); }

} // namespace halftone
