// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace halftone {

namespace errc {
/// %1 expression, %2 what is wrong or not supported in it.
inline constexpr ErrorCode kBadRegex{"ops.bad-regex"};
} // namespace errc

/// A regular expression in RE2's syntax, matched in time linear in the text (Thompson 1968): literals, ., classes with \d \w
/// \s and POSIX names, groups, |, * + ? {m,n} greedy or not, ^ $ \b \B and flags (?i) (?s). Works on code points.
class RegexProgram
{
public:
    static Result<RegexProgram> compile(std::string_view expression);
    /// The whole text matches.
    bool matches(std::string_view text) const;

    /// Code points from `first` to `last`.
    struct Range
    {
        char32_t first = 0;
        char32_t last = 0;
    };
    struct Step
    {
        enum class Kind { Class, Split, Begin, End, WordEdge, NoWordEdge, Accept };
        Kind kind = Kind::Accept;
        std::vector<Range> ranges;
        bool negated = false;
        /// Following steps; `other` only for Split.
        std::size_t next = 0;
        std::size_t other = 0;
    };

private:
    /// What is known of a place between two code points.
    struct Place
    {
        bool begin = false;
        bool end = false;
        bool wordEdge = false;
    };
    static Place placeAt(const std::u32string &points, std::size_t index);
    void follow(std::vector<std::size_t> &states, std::vector<bool> &seen, std::size_t step, Place place) const;

    std::vector<Step> m_steps;
    std::size_t m_start = 0;
    bool m_ignoresCase = false;
};

} // namespace halftone
