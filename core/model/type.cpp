// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/type.h"

namespace halftone {

Type Type::tensor(DType dtype, std::optional<std::vector<Dim>> shape)
{
    Type type;
    type.kind = Kind::Tensor;
    type.dtype = dtype;
    type.dtypeNumber = static_cast<std::int64_t>(dtype);
    type.shape = std::move(shape);
    return type;
}

std::string Type::toString() const
{
    const std::string inner = element ? element->toString() : "?";
    switch (kind) {
    case Kind::Unknown:
        return "?";
    case Kind::Opaque:
        return "opaque";
    case Kind::Sequence:
        return "sequence(" + inner + ")";
    case Kind::Optional:
        return "optional(" + inner + ")";
    case Kind::Map:
        return "map(" + std::string(dtypeName(dtype)) + ", " + inner + ")";
    case Kind::Tensor:
    case Kind::SparseTensor:
        break;
    }
    std::string text = dtype == DType::Undefined ? "?" : std::string(dtypeName(dtype));
    if (dtype == DType::Undefined && dtypeNumber != 0)
        text = "type " + std::to_string(dtypeNumber);
    if (!shape)
        return text + "[…]";
    text += '[';
    for (std::size_t axis = 0; axis < shape->size(); ++axis)
        text += (axis ? "×" : "") + (*shape)[axis].toString();
    text += ']';
    return kind == Kind::SparseTensor ? "sparse " + text : text;
}

} // namespace halftone
