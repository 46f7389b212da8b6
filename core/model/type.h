// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/dim.h"
#include "core/tensor/dtype.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace halftone {

/// The static type of a value (TypeProto): tensor, sparse tensor, sequence, optional, map, or unknown.
struct Type
{
    enum class Kind { Unknown, Tensor, SparseTensor, Sequence, Optional, Map, Opaque };

    Kind kind = Kind::Unknown;
    /// Element type of a tensor; key type of a map.
    DType dtype = DType::Undefined;
    /// Element type number as stored, also when dtype cannot name it.
    std::int64_t dtypeNumber = 0;
    /// Dimensions of a tensor; absent when even the rank is unknown.
    std::optional<std::vector<Dim>> shape;
    /// Element of a sequence or optional, value of a map.
    std::shared_ptr<const Type> element;
    /// TypeProto bytes as read, so that what we do not understand survives a round trip. Empty for types we made.
    std::string wire;

    static Type tensor(DType dtype, std::optional<std::vector<Dim>> shape = std::nullopt);
    bool isTensor() const { return kind == Kind::Tensor; }
    /// "float[N×3×224×224]", "int64[?]", "sequence(float[…])".
    std::string toString() const;
};

} // namespace halftone
