// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph_builder.h"

namespace halftone {

/// A node of ONNX's own domain whose name is `name`, or the like when that is taken; not added yet.
Node newNode(GraphBuilder &builder, const std::string &name, const char *opType, std::vector<ValueId> inputs, std::vector<ValueId> outputs,
    std::vector<Attribute> attributes = {});

/// A constant whose name is `name`, or the like when that is taken.
ValueId newConstant(GraphBuilder &builder, const std::string &name, Tensor tensor);

} // namespace halftone
