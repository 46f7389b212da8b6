// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/formats/integer_form.h"
#include "core/quant/node_mode.h"

namespace halftone {

/// Inputs of a node that follow its element type (others, such as Resize's scales, stay float); empty when the operator
/// does not compute on 16-bit floats.
std::vector<std::size_t> halfInputs(const Node &node);

/// The output is of 32 bits whatever the inputs are: statistics that layer normalization hands out.
bool staysFloat(const Node &node, std::size_t output);

/// Float16: operators that ONNX defines for it. BFloat16: any node with a constant of real numbers to store so.
std::optional<FormRefusal> refuseHalf(NodeMode mode, const Graph &graph, const GraphFacts &facts, const Node &node);

} // namespace halftone
