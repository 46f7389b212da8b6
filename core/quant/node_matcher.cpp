// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/node_matcher.h"

namespace halftone {

namespace {
/// std::regex recurses once a character: longer names are matched by their exact text only.
constexpr std::size_t kLongestForRegex = 4096;
} // namespace

PatternSet::PatternSet(const std::vector<NodePattern> &patterns)
{
    m_texts.reserve(patterns.size());
    for (const NodePattern &pattern : patterns) {
        if (!pattern.isRegex) {
            m_texts.push_back(pattern.text);
            m_names.emplace(m_texts.back(), &m_texts.back());
            continue;
        }
        try {
            m_expressions.emplace_back(std::regex(pattern.text, std::regex::ECMAScript | std::regex::optimize), pattern.toString());
        } catch (const std::regex_error &) {
            // NodePattern::parse() refused it already; one made by hand matches nothing.
        }
    }
}

const std::string *PatternSet::match(const std::string &name) const
{
    if (const auto found = m_names.find(name); found != m_names.end())
        return found->second;
    if (name.size() > kLongestForRegex)
        return nullptr;
    for (const auto &[expression, text] : m_expressions) {
        if (std::regex_match(name, expression))
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
