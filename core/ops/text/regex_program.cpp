// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/text/regex_program.h"

#include "core/ops/text/regex_parser.h"
#include "core/ops/text/utf8.h"

#include <algorithm>

namespace halftone {

namespace {

char32_t otherCase(char32_t point)
{
    if (point >= U'a' && point <= U'z')
        return point - U'a' + U'A';
    return point >= U'A' && point <= U'Z' ? point - U'A' + U'a' : point;
}

bool holds(const RegexProgram::Step &step, char32_t point)
{
    return std::ranges::any_of(
        step.ranges, [point](const RegexProgram::Range &range) { return point >= range.first && point <= range.last; });
}

} // namespace

Result<RegexProgram> RegexProgram::compile(std::string_view expression)
{
    RegexParser parser(expression);
    HALFTONE_CHECK(parser.parse());
    RegexProgram program;
    program.m_start = parser.start();
    program.m_ignoresCase = parser.ignoresCase();
    program.m_steps = parser.takeSteps();
    return program;
}

RegexProgram::Place RegexProgram::placeAt(const std::u32string &points, std::size_t index)
{
    const auto isWord = [&points](std::size_t at) {
        const char32_t c = points[at];
        return (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || c == U'_';
    };
    const bool before = index > 0 && isWord(index - 1);
    const bool after = index < points.size() && isWord(index);
    return {index == 0, index == points.size(), before != after};
}

void RegexProgram::follow(std::vector<std::size_t> &states, std::vector<bool> &seen, std::size_t step, Place place) const
{
    std::vector<std::size_t> open{step};
    while (!open.empty()) {
        const std::size_t at = open.back();
        open.pop_back();
        if (seen[at])
            continue;
        seen[at] = true;
        const Step &here = m_steps[at];
        switch (here.kind) {
        case Step::Kind::Split:
            open.push_back(here.next);
            open.push_back(here.other);
            break;
        case Step::Kind::Begin:
            if (place.begin)
                open.push_back(here.next);
            break;
        case Step::Kind::End:
            if (place.end)
                open.push_back(here.next);
            break;
        case Step::Kind::WordEdge:
        case Step::Kind::NoWordEdge:
            if (place.wordEdge == (here.kind == Step::Kind::WordEdge))
                open.push_back(here.next);
            break;
        case Step::Kind::Class:
        case Step::Kind::Accept:
            states.push_back(at);
            break;
        }
    }
}

bool RegexProgram::matches(std::string_view text) const
{
    const std::u32string points = decodeUtf8(text);
    std::vector<std::size_t> states;
    std::vector<bool> seen(m_steps.size(), false);
    follow(states, seen, m_start, placeAt(points, 0));
    for (std::size_t i = 0; i < points.size() && !states.empty(); ++i) {
        std::vector<std::size_t> next;
        seen.assign(m_steps.size(), false);
        for (const std::size_t state : states) {
            const Step &step = m_steps[state];
            const bool inside
                = step.kind == Step::Kind::Class && (holds(step, points[i]) || (m_ignoresCase && holds(step, otherCase(points[i]))));
            if (step.kind == Step::Kind::Class && inside != step.negated)
                follow(next, seen, step.next, placeAt(points, i + 1));
        }
        states = std::move(next);
    }
    return std::ranges::any_of(states, [this](std::size_t state) { return m_steps[state].kind == Step::Kind::Accept; });
}

} // namespace halftone
