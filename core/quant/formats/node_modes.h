// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/format_options.h"
#include "core/quant/node_expression.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace halftone {

/// The rules of a recipe's format, ready to be asked about many nodes.
class NodeModes
{
public:
    explicit NodeModes(const FormatOptions &options);
    /// Never NodeMode::Auto. `origin` is the node's name before preprocessing. `because` receives the pattern that decided,
    /// or nothing.
    NodeMode of(const std::string &name, const std::string &origin, std::string *because) const;

private:
    struct Expression
    {
        NodeExpression regex;
        std::size_t rule;
    };
    void consider(const std::string &name, std::size_t &rule) const;

    NodeMode m_otherwise;
    const std::vector<ModeRule> &m_rules;
    std::unordered_map<std::string, std::size_t> m_names;
    std::vector<Expression> m_expressions;
};

} // namespace halftone
