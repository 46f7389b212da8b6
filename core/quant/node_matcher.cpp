// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/node_matcher.h"

namespace halftone {

PatternSet::PatternSet(const std::vector<NodePattern> &patterns)
{
    m_texts.reserve(patterns.size());
    for (const NodePattern &pattern : patterns) {
        if (!pattern.isRegex) {
            m_texts.push_back(pattern.text);
            m_names.emplace(m_texts.back(), &m_texts.back());
            continue;
        }
        // NodePattern::parse() refused what cannot be used; one made by hand matches nothing.
        if (auto expression = NodeExpression::make(pattern))
            m_expressions.emplace_back(std::move(*expression), pattern.toString());
    }
}

const std::string *PatternSet::match(const std::string &name) const
{
    if (const auto found = m_names.find(name); found != m_names.end())
        return found->second;
    for (const auto &[expression, text] : m_expressions) {
        if (expression.matches(name))
            return &text;
    }
    return nullptr;
}

NodeMatcher::NodeMatcher(const Recipe &recipe)
    : m_exclude(recipe.exclude)
    , m_include(recipe.include)
    , m_excludeOps(recipe.excludeOps.begin(), recipe.excludeOps.end())
    , m_includeOps(recipe.includeOps.begin(), recipe.includeOps.end())
{
}

NodeMatcher::Verdict NodeMatcher::judge(
    const std::string &name, const std::string &origin, const std::string &opType, std::string *because) const
{
    if (!m_exclude.isEmpty()) {
        const std::string *pattern = m_exclude.match(name);
        if (!pattern && origin != name)
            pattern = m_exclude.match(origin);
        if (pattern) {
            *because = *pattern;
            return Verdict::Excluded;
        }
    }
    if (m_excludeOps.contains(opType)) {
        *because = opType;
        return Verdict::Excluded;
    }
    if (m_include.isEmpty() && m_includeOps.empty())
        return Verdict::Free;
    if (m_includeOps.contains(opType) || m_include.match(name) || (origin != name && m_include.match(origin)))
        return Verdict::Free;
    return Verdict::NotIncluded;
}

} // namespace halftone
