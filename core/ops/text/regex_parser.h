// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/text/regex_program.h"

namespace halftone {

/// Builds the steps of a RegexProgram by recursive descent; nesting and size are limited.
class RegexParser
{
public:
    explicit RegexParser(std::string_view expression);

    Status parse();
    std::vector<RegexProgram::Step> takeSteps() { return std::move(m_steps); }
    std::size_t start() const { return m_start; }
    bool ignoresCase() const { return m_ignoresCase; }

private:
    /// A piece of program that goes on at `exits`: indices of steps and which of their ways.
    struct Piece
    {
        std::size_t start = 0;
        std::vector<std::pair<std::size_t, bool>> exits;
    };

    Result<Piece> alternatives(int depth);
    Result<Piece> sequence(int depth);
    Result<Piece> repeated(int depth);
    Result<Piece> atom(int depth);
    Result<Piece> group(int depth);
    Result<std::vector<RegexProgram::Range>> characterClass(bool &negated);
    Result<std::vector<RegexProgram::Range>> escape(bool &negated);
    Result<Piece> repeat(std::size_t from, int minimum, int maximum, int depth);
    bool bounds(int &minimum, int &maximum);

    std::size_t add(RegexProgram::Step step);
    Piece single(RegexProgram::Step step);
    Piece nothing();
    void connect(const Piece &piece, std::size_t to);
    bool atEnd() const { return m_at >= m_text.size(); }
    char32_t peek() const { return atEnd() ? U'\0' : m_text[m_at]; }
    bool take(char32_t wanted);
    Error wrong(const std::string &what) const;

    std::u32string m_text;
    std::size_t m_at = 0;
    std::vector<RegexProgram::Step> m_steps;
    std::size_t m_start = 0;
    bool m_ignoresCase = false;
    bool m_dotTakesNewline = false;
};

} // namespace halftone
