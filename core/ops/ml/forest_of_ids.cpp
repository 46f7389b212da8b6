// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/ml/forest.h"

#include "core/ops/nn/node_helpers.h"

#include <algorithm>
#include <map>

namespace halftone {

namespace {

std::optional<Forest::Mode> modeOf(const std::string &name)
{
    using enum Forest::Mode;
    static const std::map<std::string, Forest::Mode, std::less<>> kModes{{"BRANCH_LEQ", LessOrEqual}, {"BRANCH_LT", Less},
        {"BRANCH_GTE", GreaterOrEqual}, {"BRANCH_GT", Greater}, {"BRANCH_EQ", Equal}, {"BRANCH_NEQ", NotEqual}, {"LEAF", Leaf}};
    const auto found = kModes.find(name);
    return found == kModes.end() ? std::nullopt : std::optional(found->second);
}

} // namespace

Result<Forest> Forest::ofNodeIds(const Node &node, const std::string &prefix)
{
    const auto trees = node.intsAttribute("nodes_treeids");
    const auto ids = node.intsAttribute("nodes_nodeids");
    const auto features = node.intsAttribute("nodes_featureids");
    const auto yes = node.intsAttribute("nodes_truenodeids");
    const auto no = node.intsAttribute("nodes_falsenodeids");
    const auto missing = node.intsAttribute("nodes_missing_value_tracks_true");
    const auto modes = stringsAttribute(node, "nodes_modes");
    HALFTONE_TRY(const auto splits, numbersAttribute(node, "nodes_values"));
    const std::size_t count = trees.size();
    if (ids.size() != count || features.size() != count || yes.size() != count || no.size() != count || modes.size() != count
        || splits.size() != count || (!missing.empty() && missing.size() != count))
        return badNode(node, "lists nodes_… of different lengths", std::to_string(count) + " in each");

    using Key = std::pair<std::int64_t, std::int64_t>;
    std::map<Key, std::size_t> places;
    Forest forest;
    std::map<std::int64_t, std::size_t> roots;
    for (std::size_t i = 0; i < count; ++i) {
        if (!places.emplace(Key{trees[i], ids[i]}, i).second)
            return badNode(node, "tree node " + std::to_string(ids[i]) + " twice", "unique numbers within a tree");
        if (roots.emplace(trees[i], i).second)
            forest.m_roots.push_back(i);
    }
    for (std::size_t i = 0; i < count; ++i) {
        Branch branch;
        const auto mode = modeOf(modes[i]);
        if (!mode)
            return badNode(node, "nodes_modes " + modes[i], "BRANCH_LEQ, _LT, _GTE, _GT, _EQ, _NEQ or LEAF");
        branch.mode = *mode;
        branch.feature = features[i];
        branch.split = splits[i];
        branch.missingIsTrue = !missing.empty() && missing[i] != 0;
        if (branch.mode != Mode::Leaf) {
            const auto whenTrue = places.find({trees[i], yes[i]});
            const auto whenFalse = places.find({trees[i], no[i]});
            if (whenTrue == places.end() || whenFalse == places.end())
                return badNode(node, "tree node " + std::to_string(ids[i]) + " without both children", "nodes of its tree");
            branch.whenTrue = whenTrue->second;
            branch.whenFalse = whenFalse->second;
        }
        forest.m_branches.push_back(branch);
    }

    const auto leafTrees = node.intsAttribute(prefix + "_treeids");
    const auto leafIds = node.intsAttribute(prefix + "_nodeids");
    const auto targets = node.intsAttribute(prefix + "_ids");
    HALFTONE_TRY(const auto weights, numbersAttribute(node, prefix + "_weights"));
    if (leafIds.size() != leafTrees.size() || targets.size() != leafTrees.size() || weights.size() != leafTrees.size())
        return badNode(node, "lists " + prefix + "_… of different lengths", std::to_string(leafTrees.size()) + " in each");
    std::vector<std::pair<std::size_t, Weight>> leaves;
    for (std::size_t i = 0; i < leafTrees.size(); ++i) {
        const auto place = places.find({leafTrees[i], leafIds[i]});
        if (place == places.end() || targets[i] < 0)
            return badNode(node, prefix + "_nodeids " + std::to_string(leafIds[i]), "a tree node and a target");
        leaves.emplace_back(place->second, Weight{targets[i], weights[i]});
    }
    std::ranges::stable_sort(leaves, {}, &std::pair<std::size_t, Weight>::first);
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        Branch &leaf = forest.m_branches[leaves[i].first];
        if (i == 0 || leaves[i].first != leaves[i - 1].first)
            leaf.first = i;
        leaf.last = i + 1;
        forest.m_weights.push_back(leaves[i].second);
    }
    return forest;
}

} // namespace halftone
