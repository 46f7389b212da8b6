// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/shape/cast_attributes.h"

namespace halftone {

bool saturates(const Node &node) { return node.intAttribute("saturate", 1) != 0; }

PowerRounding powerRounding(const Node &node)
{
    const std::string mode = node.stringAttribute("round_mode", "up");
    return mode == "down" ? PowerRounding::Down : mode == "nearest" ? PowerRounding::Nearest : PowerRounding::Up;
}

Fact castFact(const Fact &input, DType type)
{
    Fact fact = Fact::of(type, input.shape());
    const bool wide = type == DType::Int64 || type == DType::Int32 || type == DType::Float || type == DType::Double;
    if (wide)
        fact.symbolic = input.symbolic;
    return fact;
}

} // namespace halftone
