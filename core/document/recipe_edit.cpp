// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/recipe_edit.h"

#include "core/quant/formats/node_modes.h"
#include "core/quant/node_matcher.h"

#include <algorithm>
#include <set>

namespace halftone {

namespace {

bool contains(const std::vector<std::string> &list, const std::string &text)
{
    return std::find(list.begin(), list.end(), text) != list.end();
}

/// Decides for many nodes; isExcludedByRecipe() for one.
class Choice
{
public:
    explicit Choice(const Recipe &recipe) : m_recipe(recipe), m_exclude(recipe.exclude), m_include(recipe.include) { }

    bool excludes(const Node &node) const
    {
        if (m_exclude.match(node.name) || contains(m_recipe.excludeOps, node.opType))
            return true;
        const bool named = m_recipe.include.empty() || m_include.match(node.name);
        const bool typed = m_recipe.includeOps.empty() || contains(m_recipe.includeOps, node.opType);
        return !named || !typed;
    }

private:
    const Recipe &m_recipe;
    PatternSet m_exclude;
    PatternSet m_include;
};

NodePattern exact(const std::string &name) { return {name, false}; }

std::set<std::string> namesOf(const Graph &graph, const std::vector<NodeId> &nodes)
{
    std::set<std::string> names;
    for (const NodeId id : nodes)
        names.insert(graph.node(id).name);
    return names;
}

} // namespace

bool isExcludedByRecipe(const Recipe &recipe, const Node &node) { return Choice(recipe).excludes(node); }

Recipe withNodesExcluded(Recipe recipe, const Graph &graph, const std::vector<NodeId> &nodes)
{
    const Recipe before = recipe;
    const Choice choice(before);
    for (const NodeId id : nodes) {
        if (!choice.excludes(graph.node(id)))
            recipe.exclude.push_back(exact(graph.node(id).name));
    }
    return recipe;
}

Recipe withNodesIncluded(Recipe recipe, const Graph &graph, const std::vector<NodeId> &nodes)
{
    const Recipe before = recipe;
    const Choice choice(before);
    const std::set<std::string> names = namesOf(graph, nodes);

    recipe.exclude.clear();
    recipe.excludeOps.clear();
    std::set<std::string> exclude;
    for (const NodePattern &pattern : before.exclude) {
        const PatternSet matcher({pattern});
        const bool hit = std::any_of(names.begin(), names.end(), [&](const std::string &name) { return matcher.match(name) != nullptr; });
        if (!hit)
            recipe.exclude.push_back(pattern);
        else if (pattern.isRegex) {
            for (const Node &node : graph.nodes()) {
                if (matcher.match(node.name) && !names.contains(node.name))
                    exclude.insert(node.name);
            }
        }
    }
    for (const std::string &type : before.excludeOps) {
        const bool hit = std::any_of(nodes.begin(), nodes.end(), [&](NodeId id) { return graph.node(id).opType == type; });
        if (!hit) {
            recipe.excludeOps.push_back(type);
            continue;
        }
        for (const Node &node : graph.nodes()) {
            if (node.opType == type && !names.contains(node.name))
                exclude.insert(node.name);
        }
    }
    for (const std::string &name : exclude)
        recipe.exclude.push_back(exact(name));

    if (!before.includeOps.empty()) {
        // A list of types cannot name single nodes: it becomes the names it stood for.
        recipe.includeOps.clear();
        recipe.include.clear();
        for (const Node &node : graph.nodes()) {
            const bool typed = contains(before.includeOps, node.opType);
            const bool named = before.include.empty() || PatternSet(before.include).match(node.name);
            if ((typed && named) || names.contains(node.name))
                recipe.include.push_back(exact(node.name));
        }
    } else if (!before.include.empty()) {
        const PatternSet include(before.include);
        for (const std::string &name : names) {
            if (!include.match(name))
                recipe.include.push_back(exact(name));
        }
    }
    return recipe;
}

Recipe withOnlyNodes(Recipe recipe, const Graph &graph, const std::vector<NodeId> &nodes)
{
    auto modes = std::move(recipe.format.modes);
    recipe = withoutChoice(std::move(recipe));
    recipe.format.modes = std::move(modes);
    for (const std::string &name : namesOf(graph, nodes))
        recipe.include.push_back(exact(name));
    return recipe;
}

NodeMode modeByRecipe(const Recipe &recipe, const Node &node)
{
    std::string because;
    const NodeMode mode = NodeModes(recipe.format).of(node.name, node.name, &because);
    return because.empty() ? NodeMode::Auto : mode;
}

Recipe withNodesMode(Recipe recipe, const Graph &graph, const std::vector<NodeId> &nodes, NodeMode mode)
{
    recipe = withNodesIncluded(std::move(recipe), graph, nodes);
    const std::set<std::string> names = namesOf(graph, nodes);
    auto &rules = recipe.format.modes;
    std::erase_if(rules, [&](const ModeRule &rule) { return !rule.nodes.isRegex && names.contains(rule.nodes.text); });
    const FormatOptions others = recipe.format;
    const NodeModes byOthers(others);
    for (const NodeId id : nodes) {
        std::string because;
        const NodeMode left = byOthers.of(graph.node(id).name, graph.node(id).name, &because);
        if ((because.empty() ? NodeMode::Auto : left) != mode)
            rules.push_back({exact(graph.node(id).name), mode});
    }
    return recipe;
}

Recipe withProfile(Recipe recipe, QuantProfile profile)
{
    const bool ownTypes = recipe.includeOps != defaultRecipe(recipe.profile).includeOps;
    Recipe result = defaultRecipe(profile);
    result.exclude = std::move(recipe.exclude);
    result.include = std::move(recipe.include);
    result.excludeOps = std::move(recipe.excludeOps);
    result.tensors = std::move(recipe.tensors);
    result.format.modes = std::move(recipe.format.modes);
    if (ownTypes)
        result.includeOps = std::move(recipe.includeOps);
    return result;
}

Recipe withoutChoice(Recipe recipe)
{
    recipe.exclude.clear();
    recipe.include.clear();
    recipe.excludeOps.clear();
    recipe.includeOps.clear();
    recipe.format.modes.clear();
    return recipe;
}

} // namespace halftone
