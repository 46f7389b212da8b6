// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/formats/node_modes.h"

namespace halftone {

NodeModes::NodeModes(const FormatOptions &options) : m_otherwise(modeOfFormat(options.type)), m_rules(options.modes)
{
    for (std::size_t i = 0; i < m_rules.size(); ++i) {
        const NodePattern &pattern = m_rules[i].nodes;
        if (!pattern.isRegex) {
            m_names[pattern.text] = i;
            continue;
        }
        // NodePattern::parse() refused what cannot be used; one made by hand matches nothing.
        if (auto expression = NodeExpression::make(pattern))
            m_expressions.push_back({std::move(*expression), i});
    }
}

void NodeModes::consider(const std::string &name, std::size_t &rule) const
{
    const auto later = [&](std::size_t other) { return rule == m_rules.size() || other > rule; };
    if (const auto found = m_names.find(name); found != m_names.end() && later(found->second))
        rule = found->second;
    for (const Expression &expression : m_expressions) {
        if (later(expression.rule) && expression.regex.matches(name))
            rule = expression.rule;
    }
}

NodeMode NodeModes::of(const std::string &name, const std::string &origin, std::string *because) const
{
    if (m_rules.empty())
        return m_otherwise;
    std::size_t rule = m_rules.size();
    consider(name, rule);
    if (origin != name)
        consider(origin, rule);
    if (rule == m_rules.size() || m_rules[rule].mode == NodeMode::Auto)
        return m_otherwise;
    *because = m_rules[rule].nodes.toString();
    return m_rules[rule].mode;
}

} // namespace halftone
