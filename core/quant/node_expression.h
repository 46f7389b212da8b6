// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/node_pattern.h"

#include <optional>
#include <regex>

namespace halftone {

/// A pattern's regular expression, ready to be asked about many names.
class NodeExpression
{
public:
    /// std::regex recurses once a character of a name and of an expression: names that are longer match by their exact text
    /// only, expressions that are longer are refused.
    static constexpr std::size_t kLongest = 4096;

    /// Nothing when the pattern is no expression that can be used; NodePattern::parse() says why.
    static std::optional<NodeExpression> make(const NodePattern &pattern);
    bool matches(const std::string &name) const { return name.size() <= kLongest && std::regex_match(name, m_regex); }

private:
    explicit NodeExpression(std::regex regex) : m_regex(std::move(regex)) { }
    std::regex m_regex;
};

} // namespace halftone
