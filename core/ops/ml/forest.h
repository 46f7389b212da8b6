// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/ml/feature_rows.h"

#include <functional>

namespace halftone {

/// Decision trees of ai.onnx.ml, checked: children, leaves and weights are within range, so that a walk needs no checks but for
/// features and cycles.
class Forest
{
public:
    enum class Mode : std::uint8_t { LessOrEqual, Less, GreaterOrEqual, Greater, Equal, NotEqual, Member, Leaf };
    enum class Aggregate { Average, Sum, Min, Max };

    struct Weight
    {
        std::int64_t target = 0;
        double value = 0;
    };

    /// From nodes_treeids … and `prefix`_treeids, _nodeids, _ids, _weights (TreeEnsembleClassifier: "class", …Regressor: "target").
    static Result<Forest> ofNodeIds(const Node &node, const std::string &prefix);
    /// From tree_roots, nodes_… and leaf_… of TreeEnsemble.
    static Result<Forest> ofRoots(const Node &node);

    const std::vector<Weight> &weights() const { return m_weights; }
    /// 1 + the largest target that a leaf names.
    std::int64_t targets() const;

    /// Scores of `targets` targets for one row, base values not counted; 0 where no leaf has a weight for the target.
    /// Fails when a node asks for a feature that the row lacks, or nodes form a circle.
    Result<std::vector<double>> evaluate(const Node &node, std::span<const double> row, std::int64_t targets, Aggregate aggregate) const;

private:
    struct Branch
    {
        Mode mode = Mode::Leaf;
        bool missingIsTrue = false;
        std::int64_t feature = 0;
        double split = 0;
        std::size_t whenTrue = 0;
        std::size_t whenFalse = 0;
        /// Weights of a leaf: m_weights[first … last).
        std::size_t first = 0;
        std::size_t last = 0;
        /// Set of a Member node: m_members[…].
        std::size_t members = 0;
    };

    bool holds(const Branch &branch, double value) const;

    std::vector<Branch> m_branches;
    std::vector<std::size_t> m_roots;
    std::vector<Weight> m_weights;
    std::vector<std::vector<double>> m_members;
};

} // namespace halftone
