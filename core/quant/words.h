// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace halftone {

/// Values and the words that recipes and the command line have for them.
template <typename T, std::size_t N>
using Words = std::array<std::pair<T, std::string_view>, N>;

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

/// All words, comma separated.
template <typename T, std::size_t N>
std::string wordList(const Words<T, N> &words)
{
    std::string result;
    for (const auto &[key, word] : words)
        result.append(result.empty() ? "" : ", ").append(word);
    return result;
}

} // namespace halftone
