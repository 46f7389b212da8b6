// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/initializer.h"
#include "core/model/type.h"

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace halftone {

class Graph;

/// A sparse constant (SparseTensorProto): values and their coordinates in a tensor of shape `shape`.
struct SparseConstant
{
    ConstantTensor values;
    ConstantTensor indices;
    Shape shape;
};

/// One named attribute of a node.
struct Attribute
{
    using Value = std::variant<std::monostate, float, std::int64_t, std::string, ConstantTensor, std::shared_ptr<const Graph>,
        SparseConstant, Type, std::vector<float>, std::vector<std::int64_t>, std::vector<std::string>, std::vector<ConstantTensor>,
        std::vector<std::shared_ptr<const Graph>>, std::vector<SparseConstant>, std::vector<Type>>;

    std::string name;
    Value value;
    /// Name of the function attribute this one refers to (inside a FunctionProto); empty otherwise.
    std::string refAttrName;
    /// AttributeProto.type as stored, where `value` is empty: references, and types newer than this program.
    std::int64_t typeNumber = 0;
    std::string docString;
    /// Fields we do not know, as read from the wire.
    std::string extraWire;
};

} // namespace halftone
