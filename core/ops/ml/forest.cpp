// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/ml/forest.h"

#include "core/ops/nn/node_helpers.h"

#include <algorithm>
#include <cmath>

namespace halftone {

std::int64_t Forest::targets() const
{
    std::int64_t result = 0;
    for (const Weight &weight : m_weights)
        result = std::max(result, weight.target + 1);
    return result;
}

bool Forest::holds(const Branch &branch, double value) const
{
    if (std::isnan(value))
        return branch.missingIsTrue;
    switch (branch.mode) {
    case Mode::LessOrEqual:
        return value <= branch.split;
    case Mode::Less:
        return value < branch.split;
    case Mode::GreaterOrEqual:
        return value >= branch.split;
    case Mode::Greater:
        return value > branch.split;
    case Mode::Equal:
        return value == branch.split;
    case Mode::NotEqual:
        return value != branch.split;
    case Mode::Member:
        return std::ranges::binary_search(m_members[branch.members], value);
    case Mode::Leaf:
        break;
    }
    return false;
}

Result<std::vector<double>> Forest::evaluate(const Node &node, std::span<const double> row, std::int64_t targets, Aggregate aggregate) const
{
    std::vector<double> scores(static_cast<std::size_t>(targets));
    std::vector<bool> seen(scores.size());
    for (const std::size_t root : m_roots) {
        std::size_t at = root;
        for (std::size_t steps = 0; m_branches[at].mode != Mode::Leaf; ++steps) {
            const Branch &branch = m_branches[at];
            if (steps > m_branches.size())
                return badNode(node, "a circle of tree nodes", "a tree");
            if (branch.feature < 0 || branch.feature >= static_cast<std::int64_t>(row.size()))
                return badNode(node, "feature " + std::to_string(branch.feature), "one of " + std::to_string(row.size()));
            at = holds(branch, row[static_cast<std::size_t>(branch.feature)]) ? branch.whenTrue : branch.whenFalse;
        }
        for (std::size_t i = m_branches[at].first; i < m_branches[at].last; ++i) {
            if (m_weights[i].target >= targets)
                return badNode(node, "target " + std::to_string(m_weights[i].target), "one of " + std::to_string(targets));
            const auto target = static_cast<std::size_t>(m_weights[i].target);
            double &score = scores[target];
            const double value = m_weights[i].value;
            if (aggregate == Aggregate::Sum || aggregate == Aggregate::Average)
                score += value;
            else if (!seen[target])
                score = value;
            else
                score = aggregate == Aggregate::Min ? std::min(score, value) : std::max(score, value);
            seen[target] = true;
        }
    }
    if (aggregate == Aggregate::Average)
        for (double &score : scores)
            score /= static_cast<double>(std::max<std::size_t>(m_roots.size(), 1));
    return scores;
}

} // namespace halftone
