// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/ml/forest.h"

#include "core/ops/nn/node_helpers.h"
#include "core/tensor/integers.h"

#include <algorithm>
#include <cmath>

namespace halftone {

Result<Forest> Forest::ofRoots(const Node &node)
{
    const auto features = node.intsAttribute("nodes_featureids");
    const auto yes = node.intsAttribute("nodes_truenodeids");
    const auto no = node.intsAttribute("nodes_falsenodeids");
    const auto yesLeaf = node.intsAttribute("nodes_trueleafs");
    const auto noLeaf = node.intsAttribute("nodes_falseleafs");
    const auto missing = node.intsAttribute("nodes_missing_value_tracks_true");
    const auto targets = node.intsAttribute("leaf_targetids");
    HALFTONE_TRY(const auto splits, numbersAttribute(node, "nodes_splits"));
    HALFTONE_TRY(const auto members, numbersAttribute(node, "membership_values"));
    HALFTONE_TRY(const auto weights, numbersAttribute(node, "leaf_weights"));
    HALFTONE_TRY(const auto modeTensor, tensorAttribute(node, "nodes_modes"));
    const auto modes = modeTensor ? integersOf(*modeTensor).value_or(std::vector<std::int64_t>()) : std::vector<std::int64_t>();
    const std::size_t count = features.size();
    if (yes.size() != count || no.size() != count || yesLeaf.size() != count || noLeaf.size() != count || splits.size() != count
        || modes.size() != count || (!missing.empty() && missing.size() != count))
        return badNode(node, "lists nodes_… of different lengths", std::to_string(count) + " in each");
    if (targets.size() != weights.size())
        return badNode(node, std::to_string(weights.size()) + " leaf_weights", std::to_string(targets.size()));

    // Leaves follow the inner nodes; a set of members ends with a NaN.
    Forest forest;
    auto member = members.begin();
    const auto child = [&](std::int64_t index, bool isLeaf) -> std::optional<std::size_t> {
        const std::size_t limit = isLeaf ? targets.size() : count;
        if (index < 0 || static_cast<std::size_t>(index) >= limit)
            return std::nullopt;
        return static_cast<std::size_t>(index) + (isLeaf ? count : 0);
    };
    for (std::size_t i = 0; i < count; ++i) {
        const auto whenTrue = child(yes[i], yesLeaf[i] != 0);
        const auto whenFalse = child(no[i], noLeaf[i] != 0);
        if (!whenTrue || !whenFalse || modes[i] < 0 || modes[i] > static_cast<std::int64_t>(Mode::Member))
            return badNode(node, "tree node " + std::to_string(i) + " without both children or with an unknown mode", "a branch");
        Branch branch;
        branch.mode = static_cast<Mode>(modes[i]);
        branch.missingIsTrue = !missing.empty() && missing[i] != 0;
        branch.feature = features[i];
        branch.split = splits[i];
        branch.whenTrue = *whenTrue;
        branch.whenFalse = *whenFalse;
        if (branch.mode == Mode::Member) {
            const auto end = std::find_if(member, members.end(), [](double value) { return std::isnan(value); });
            if (end == members.end())
                return badNode(node, "membership_values without an end", "a NaN after each set");
            branch.members = forest.m_members.size();
            std::vector<double> set(member, end);
            std::ranges::sort(set);
            forest.m_members.push_back(std::move(set));
            member = end + 1;
        }
        forest.m_branches.push_back(branch);
    }
    for (std::size_t i = 0; i < targets.size(); ++i) {
        if (targets[i] < 0)
            return badNode(node, "leaf_targetids " + std::to_string(targets[i]), "a target");
        Branch leaf;
        leaf.first = i;
        leaf.last = i + 1;
        forest.m_branches.push_back(leaf);
        forest.m_weights.push_back({targets[i], weights[i]});
    }
    for (const std::int64_t root : node.intsAttribute("tree_roots")) {
        const auto place = child(root, false);
        if (!place)
            return badNode(node, "tree_roots " + std::to_string(root), "one of " + std::to_string(count) + " nodes");
        forest.m_roots.push_back(*place);
    }
    return forest;
}

} // namespace halftone
