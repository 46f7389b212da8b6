// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"

#include <cmath>

namespace halftone {

/// What a layer multiplies its product and its bias by: alpha and beta of a Gemm, 1 elsewhere.
struct GemmFactors
{
    float product = 1;
    float bias = 1;

    /// What a bias counts, in units of the product before it is multiplied; no number where the product counts nothing.
    double biasShare() const { return static_cast<double>(bias) / static_cast<double>(product); }
    /// Integers of a bias have the scale of those of the product, which must be positive.
    bool scaleBias() const { return product > 0 && std::isfinite(product) && std::isfinite(bias); }
};

inline GemmFactors gemmFactors(const Node &node)
{
    if (node.opType != "Gemm" || !node.domain.empty())
        return {};
    return {node.floatAttribute("alpha", 1), node.floatAttribute("beta", 1)};
}

} // namespace halftone
