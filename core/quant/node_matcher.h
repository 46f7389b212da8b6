// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/node_expression.h"
#include "core/quant/recipe.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace halftone {

/// The patterns of a recipe, ready to be asked about many nodes.
class PatternSet
{
public:
    explicit PatternSet(const std::vector<NodePattern> &patterns);
    bool isEmpty() const { return m_names.empty() && m_expressions.empty(); }
    /// Text of the pattern that matches, or nullptr.
    const std::string *match(const std::string &name) const;

private:
    std::unordered_map<std::string_view, const std::string *> m_names;
    std::vector<std::pair<NodeExpression, std::string>> m_expressions;
    /// Stable storage of the names that m_names views.
    std::vector<std::string> m_texts;
};

/// What the user said about a node: excluded, not included, or nothing.
class NodeMatcher
{
public:
    enum class Verdict { Free, Excluded, NotIncluded };

    explicit NodeMatcher(const Recipe &recipe);
    /// `origin` is the node's name before preprocessing (may equal `name`). `because` receives the pattern or type.
    Verdict judge(const std::string &name, const std::string &origin, const std::string &opType, std::string *because) const;

private:
    PatternSet m_exclude;
    PatternSet m_include;
    std::unordered_set<std::string> m_excludeOps;
    std::unordered_set<std::string> m_includeOps;
};

} // namespace halftone
