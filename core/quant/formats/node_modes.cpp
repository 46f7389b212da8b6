// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/formats/node_modes.h"

namespace halftone {

namespace {
/// std::regex recurses once a character: longer names are matched by their exact text only.
constexpr std::size_t kLongestForRegex = 4096;
} // namespace

NodeModes::NodeModes(const FormatOptions &options) : m_otherwise(modeOfFormat(options.type)), m_rules(options.modes)
{
    for (std::size_t i = 0; i < m_rules.size(); ++i) {
        const NodePattern &pattern = m_rules[i].nodes;
        if (!pattern.isRegex) {
            m_names[pattern.text] = i;
            continue;
        }
        try {
            m_expressions.push_back({std::regex(pattern.text, std::regex::ECMAScript | std::regex::optimize), i});
        } catch (const std::regex_error &) {
            // NodePattern::parse() refused it already; one made by hand matches nothing.
        }
    }
}

void NodeModes::consider(const std::string &name, std::size_t &rule) const
{
    const auto later = [&](std::size_t other) { return rule == m_rules.size() || other > rule; };
    if (const auto found = m_names.find(name); found != m_names.end() && later(found->second))
        rule = found->second;
    if (name.size() > kLongestForRegex)
        return;
    for (const Expression &expression : m_expressions) {
        if (later(expression.rule) && std::regex_match(name, expression.regex))
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
