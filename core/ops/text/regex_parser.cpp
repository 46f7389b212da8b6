// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/text/regex_parser.h"

#include "core/ops/text/utf8.h"

#include <map>

namespace halftone {

namespace {

using Range = RegexProgram::Range;
using Step = RegexProgram::Step;

constexpr int kDepthLimit = 200;
constexpr std::size_t kStepLimit = 100'000;
constexpr int kRepeatLimit = 1000;

const std::map<std::string, std::vector<Range>> &namedClasses()
{
    static const std::map<std::string, std::vector<Range>> classes{{"alpha", {{U'A', U'Z'}, {U'a', U'z'}}}, {"digit", {{U'0', U'9'}}},
        {"alnum", {{U'0', U'9'}, {U'A', U'Z'}, {U'a', U'z'}}}, {"lower", {{U'a', U'z'}}}, {"upper", {{U'A', U'Z'}}},
        {"space", {{U'\t', U'\r'}, {U' ', U' '}}}, {"blank", {{U'\t', U'\t'}, {U' ', U' '}}},
        {"punct", {{U'!', U'/'}, {U':', U'@'}, {U'[', U'`'}, {U'{', U'~'}}}, {"xdigit", {{U'0', U'9'}, {U'A', U'F'}, {U'a', U'f'}}},
        {"word", {{U'0', U'9'}, {U'A', U'Z'}, {U'_', U'_'}, {U'a', U'z'}}}, {"cntrl", {{0, 31}, {127, 127}}}, {"print", {{32, 126}}},
        {"graph", {{33, 126}}}, {"ascii", {{0, 127}}}};
    return classes;
}

} // namespace

RegexParser::RegexParser(std::string_view expression) : m_text(decodeUtf8(expression)) { }

Error RegexParser::wrong(const std::string &what) const { return Error(errc::kBadRegex, {encodeUtf8(m_text), what}); }

bool RegexParser::take(char32_t wanted)
{
    if (atEnd() || m_text[m_at] != wanted)
        return false;
    ++m_at;
    return true;
}

std::size_t RegexParser::add(Step step)
{
    m_steps.push_back(std::move(step));
    return m_steps.size() - 1;
}

RegexParser::Piece RegexParser::single(Step step)
{
    const std::size_t index = add(std::move(step));
    return {index, {{index, false}}};
}

/// Matches the empty text: a split both of whose ways lead on.
RegexParser::Piece RegexParser::nothing()
{
    Step step;
    step.kind = Step::Kind::Split;
    const std::size_t index = add(std::move(step));
    return {index, {{index, false}, {index, true}}};
}

void RegexParser::connect(const Piece &piece, std::size_t to)
{
    for (const auto &[step, other] : piece.exits)
        (other ? m_steps[step].other : m_steps[step].next) = to;
}

Status RegexParser::parse()
{
    HALFTONE_TRY(const Piece whole, alternatives(0));
    if (!atEnd())
        return wrong("unexpected )");
    connect(whole, add(Step()));
    m_start = whole.start;
    return {};
}

Result<RegexParser::Piece> RegexParser::alternatives(int depth)
{
    if (depth > kDepthLimit)
        return wrong("groups nested too deep");
    HALFTONE_TRY(Piece result, sequence(depth));
    while (take(U'|')) {
        HALFTONE_TRY(const Piece other, sequence(depth));
        Step step;
        step.kind = Step::Kind::Split;
        step.next = result.start;
        step.other = other.start;
        result.start = add(std::move(step));
        result.exits.insert(result.exits.end(), other.exits.begin(), other.exits.end());
    }
    return result;
}

Result<RegexParser::Piece> RegexParser::sequence(int depth)
{
    Piece result = nothing();
    while (!atEnd() && peek() != U'|' && peek() != U')') {
        HALFTONE_TRY(const Piece next, repeated(depth));
        connect(result, next.start);
        result.exits = next.exits;
    }
    return result;
}

Result<RegexParser::Piece> RegexParser::repeated(int depth)
{
    const std::size_t from = m_at;
    HALFTONE_TRY(Piece piece, atom(depth));
    for (;;) {
        int minimum = 0;
        int maximum = -1;
        if (take(U'*'))
            minimum = 0;
        else if (take(U'+'))
            minimum = 1;
        else if (take(U'?'))
            maximum = 1;
        else if (!bounds(minimum, maximum))
            return piece;
        const std::size_t after = m_at;
        HALFTONE_TRY(piece, repeat(from, minimum, maximum, depth));
        m_at = after;
        // A full match does not depend on greediness.
        take(U'?');
    }
}

/// `{m}`, `{m,}` or `{m,n}`; anything else is literal text.
bool RegexParser::bounds(int &minimum, int &maximum)
{
    const std::size_t before = m_at;
    const auto number = [this](int &value) {
        const std::size_t first = m_at;
        value = 0;
        while (peek() >= U'0' && peek() <= U'9' && value <= kRepeatLimit)
            value = value * 10 + static_cast<int>(m_text[m_at++] - U'0');
        return m_at > first;
    };
    if (take(U'{') && number(minimum)) {
        maximum = minimum;
        if (take(U',') && !number(maximum))
            maximum = -1;
        if (take(U'}'))
            return true;
    }
    m_at = before;
    return false;
}

/// The atom at `from` parsed again for each repetition, so that every copy has its own steps.
Result<RegexParser::Piece> RegexParser::repeat(std::size_t from, int minimum, int maximum, int depth)
{
    if (minimum > kRepeatLimit || maximum > kRepeatLimit || (maximum >= 0 && maximum < minimum))
        return wrong("a repetition out of range");
    Piece result = nothing();
    const auto append = [&](const Piece &piece) {
        connect(result, piece.start);
        result.exits = piece.exits;
    };
    const auto copy = [&]() -> Result<Piece> {
        if (m_steps.size() > kStepLimit)
            return wrong("too many repetitions");
        m_at = from;
        return atom(depth);
    };
    for (int i = 0; i < minimum; ++i) {
        HALFTONE_TRY(const Piece piece, copy());
        append(piece);
    }
    std::vector<std::pair<std::size_t, bool>> early;
    for (int i = minimum; maximum < 0 ? i == minimum : i < maximum; ++i) {
        HALFTONE_TRY(const Piece piece, copy());
        Step step;
        step.kind = Step::Kind::Split;
        step.next = piece.start;
        const std::size_t split = add(std::move(step));
        connect(result, split);
        if (maximum < 0) {
            connect(piece, split);
            result.exits = {{split, true}};
        } else {
            early.emplace_back(split, true);
            result.exits = piece.exits;
        }
    }
    result.exits.insert(result.exits.end(), early.begin(), early.end());
    return result;
}

Result<RegexParser::Piece> RegexParser::atom(int depth)
{
    Step step;
    step.kind = Step::Kind::Class;
    if (take(U'('))
        return group(depth + 1);
    if (take(U'[')) {
        HALFTONE_TRY(step.ranges, characterClass(step.negated));
    } else if (take(U'.')) {
        step.negated = true;
        if (!m_dotTakesNewline)
            step.ranges = {{U'\n', U'\n'}};
    } else if (take(U'^')) {
        step.kind = Step::Kind::Begin;
    } else if (take(U'$')) {
        step.kind = Step::Kind::End;
    } else if (take(U'\\')) {
        if (take(U'A')) {
            step.kind = Step::Kind::Begin;
        } else if (take(U'z')) {
            step.kind = Step::Kind::End;
        } else if (take(U'b')) {
            step.kind = Step::Kind::WordEdge;
        } else if (take(U'B')) {
            step.kind = Step::Kind::NoWordEdge;
        } else {
            HALFTONE_TRY(step.ranges, escape(step.negated));
        }
    } else if (peek() == U'*' || peek() == U'+' || peek() == U'?') {
        return wrong("a repetition of nothing");
    } else {
        step.ranges = {{peek(), peek()}};
        ++m_at;
    }
    return single(std::move(step));
}

Result<RegexParser::Piece> RegexParser::group(int depth)
{
    if (take(U'?')) {
        if (take(U'P') || peek() == U'<') {
            if (!take(U'<'))
                return wrong("(?P without a name");
            while (!atEnd() && !take(U'>'))
                ++m_at;
        } else {
            while (!atEnd() && peek() != U':' && peek() != U')') {
                const char32_t flag = m_text[m_at++];
                if (flag == U'i')
                    m_ignoresCase = true;
                else if (flag == U's')
                    m_dotTakesNewline = true;
                else
                    return wrong("(?" + encodeUtf8(std::u32string(1, flag)));
            }
            if (take(U')'))
                return nothing();
            take(U':');
        }
    }
    HALFTONE_TRY(Piece piece, alternatives(depth));
    if (!take(U')'))
        return wrong("a missing )");
    return piece;
}

Result<std::vector<Range>> RegexParser::escape(bool &negated)
{
    if (atEnd())
        return wrong("\\ at the end");
    const char32_t c = m_text[m_at++];
    negated = c == U'D' || c == U'W' || c == U'S';
    switch (c) {
    case U'd':
    case U'D':
        return namedClasses().at("digit");
    case U'w':
    case U'W':
        return namedClasses().at("word");
    case U's':
    case U'S':
        return std::vector<Range>{{U'\t', U'\n'}, {U'\f', U'\r'}, {U' ', U' '}};
    case U'n':
        return std::vector<Range>{{U'\n', U'\n'}};
    case U't':
        return std::vector<Range>{{U'\t', U'\t'}};
    case U'r':
        return std::vector<Range>{{U'\r', U'\r'}};
    case U'f':
        return std::vector<Range>{{U'\f', U'\f'}};
    case U'v':
        return std::vector<Range>{{U'\v', U'\v'}};
    default:
        break;
    }
    const bool letterOrDigit = (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z');
    if (letterOrDigit)
        return wrong("\\" + encodeUtf8(std::u32string(1, c)));
    return std::vector<Range>{{c, c}};
}

Result<std::vector<Range>> RegexParser::characterClass(bool &negated)
{
    constexpr char32_t kLast = 0x10ffff;
    negated = take(U'^');
    std::vector<Range> ranges;
    for (bool first = true; first || peek() != U']'; first = false) {
        if (atEnd())
            return wrong("a missing ]");
        if (m_text.compare(m_at, 2, U"[:") == 0) {
            const std::size_t end = m_text.find(U":]", m_at);
            const auto named = end == std::u32string::npos ? namedClasses().end()
                                                           : namedClasses().find(encodeUtf8(m_text.substr(m_at + 2, end - m_at - 2)));
            if (named == namedClasses().end())
                return wrong("an unknown class name");
            ranges.insert(ranges.end(), named->second.begin(), named->second.end());
            m_at = end + 2;
            continue;
        }
        char32_t from = m_text[m_at++];
        if (from == U'\\') {
            bool complement = false;
            HALFTONE_TRY(const auto escaped, escape(complement));
            if (complement || escaped.size() > 1 || escaped.front().first != escaped.front().last) {
                char32_t next = 0;
                for (const Range &range : escaped) {
                    if (!complement)
                        ranges.push_back(range);
                    else if (range.first > next)
                        ranges.push_back({next, range.first - 1});
                    next = range.last + 1;
                }
                if (complement)
                    ranges.push_back({next, kLast});
                continue;
            }
            from = escaped.front().first;
        }
        char32_t to = from;
        if (peek() == U'-' && m_at + 1 < m_text.size() && m_text[m_at + 1] != U']') {
            ++m_at;
            to = m_text[m_at++];
            if (to == U'\\' && !atEnd())
                to = m_text[m_at++];
            if (to < from)
                return wrong("a range that runs backwards");
        }
        ranges.push_back({from, to});
    }
    ++m_at;
    return ranges;
}

} // namespace halftone
