// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/fact_merge.h"

namespace halftone {

Type withDims(Type type, const std::map<std::string, std::int64_t> &dims)
{
    if (dims.empty())
        return type;
    if (type.shape) {
        for (Dim &dim : *type.shape)
            if (const auto number = dim.value() ? std::nullopt : dim.evaluate(dims))
                dim = Dim(*number);
    }
    if (type.element)
        type.element = std::make_shared<const Type>(withDims(*type.element, dims));
    return type;
}

void completeWithDeclared(Fact &inferred, const Type &declared, bool &contradiction)
{
    Type &type = inferred.type;
    if (declared.kind == Type::Kind::Unknown)
        return;
    if (type.kind == Type::Kind::Unknown) {
        type = declared;
        return;
    }
    if (type.kind != declared.kind) {
        contradiction = true;
        return;
    }
    if (type.dtype == DType::Undefined) {
        type.dtype = declared.dtype;
        type.dtypeNumber = declared.dtypeNumber;
    } else if (declared.dtype != DType::Undefined && declared.dtype != type.dtype) {
        contradiction = true;
    }
    if (!type.element)
        type.element = declared.element;
    if (!declared.shape)
        return;
    if (!type.shape) {
        type.shape = declared.shape;
        return;
    }
    if (type.shape->size() != declared.shape->size()) {
        contradiction = true;
        return;
    }
    for (std::size_t axis = 0; axis < type.shape->size(); ++axis) {
        Dim &mine = (*type.shape)[axis];
        const Dim &theirs = (*declared.shape)[axis];
        if (mine.value() && theirs.value() && *mine.value() != *theirs.value())
            contradiction = true;
        else if (mine.isUnknown() || (!mine.value() && theirs.value()))
            mine = theirs;
    }
}

Fact commonFact(const Fact &a, const Fact &b)
{
    Fact result;
    if (a.type.kind != b.type.kind)
        return result;
    result.type = a.type;
    if (a.type.dtype != b.type.dtype) {
        result.type.dtype = DType::Undefined;
        result.type.dtypeNumber = 0;
    }
    if (!a.type.shape || !b.type.shape || a.type.shape->size() != b.type.shape->size()) {
        result.type.shape.reset();
        return result;
    }
    for (std::size_t axis = 0; axis < a.type.shape->size(); ++axis)
        if (!((*a.type.shape)[axis] == (*b.type.shape)[axis]))
            (*result.type.shape)[axis] = Dim::unknown();
    return result;
}

} // namespace halftone
