// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph_builder.h"

#include <map>
#include <string>

namespace halftone {

/// Gives values and nodes of a graph in QOperator form the names that ONNX Runtime's tool gives them: integers of T are `T_quantized` (of a
/// Split, `Tquantized`), what dequantizes them emits T itself. `absorbed`: output → input of each Relu or Clip that vanished; its
/// producer's integers and scale are called after the input. Names that `source` has are the user's and stay; so do those whose new
/// name is taken.
/// Result: old name → new name of values.
std::map<std::string, std::string> nameQOperators(
    const Graph &source, GraphBuilder &builder, const std::map<std::string, std::string> &absorbed);

} // namespace halftone
