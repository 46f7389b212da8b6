// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/shape.h"

#include <cstdint>
#include <vector>

namespace halftone {

/// Work of one node. MACs: multiply-accumulates of convolutions, matrix products, recurrences.
/// `flops`: other element operations (an addition, a comparison, an exponential count one each).
struct Cost
{
    std::int64_t macs = 0;
    std::int64_t flops = 0;
};

/// Concrete shapes of a node's inputs and outputs; absent values have a null entry.
struct CostShapes
{
    std::vector<const Shape *> inputs;
    std::vector<const Shape *> outputs;
};

} // namespace halftone
