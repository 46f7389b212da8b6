// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/node_pattern.h"

#include "core/quant/errors.h"
#include "core/quant/node_expression.h"

#include <regex>

namespace halftone {

namespace {
constexpr std::string_view kRegexPrefix = "re:";
}

Result<NodePattern> NodePattern::parse(const std::string &text)
{
    if (!text.starts_with(kRegexPrefix)) {
        if (text.empty())
            return Error(errc::kBadPattern, {text, "empty"});
        return NodePattern{text, false};
    }
    NodePattern pattern{text.substr(kRegexPrefix.size()), true};
    if (pattern.text.empty())
        return Error(errc::kBadPattern, {text, "empty"});
    if (pattern.text.size() > NodeExpression::kLongest)
        return Error(errc::kBadPattern, {text, "longer than " + std::to_string(NodeExpression::kLongest) + " bytes"});
    try {
        const std::regex check(pattern.text, std::regex::ECMAScript);
    } catch (const std::regex_error &error) {
        return Error(errc::kBadPattern, {text, error.what()});
    }
    return pattern;
}

std::optional<NodeExpression> NodeExpression::make(const NodePattern &pattern)
{
    if (!pattern.isRegex || pattern.text.size() > kLongest)
        return std::nullopt;
    try {
        return NodeExpression(std::regex(pattern.text, std::regex::ECMAScript | std::regex::optimize));
    } catch (const std::regex_error &) {
        return std::nullopt;
    }
}

std::string NodePattern::toString() const { return isRegex ? std::string(kRegexPrefix) + text : text; }

} // namespace halftone
