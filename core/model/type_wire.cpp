// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/type_wire.h"

#include "core/base/wire_writer.h"
#include "core/model/onnx_fields.h"
#include "core/tensor/tensor_fields.h"

namespace halftone {

namespace {

using namespace fields;

Dim parseDim(WireReader reader)
{
    Dim dim;
    WireField field;
    while (reader.next(field)) {
        // Some exporters write -1 for "any".
        if (field.key == varint(type::kDimValue))
            dim = field.integer() >= 0 ? Dim(field.integer()) : Dim::unknown();
        else if (field.key == length(type::kDimParam) && field.length > 0)
            dim = Dim::symbol(reader.text(field));
    }
    return dim;
}

std::vector<Dim> parseShape(WireReader reader)
{
    std::vector<Dim> dims;
    WireField field;
    while (reader.next(field)) {
        if (field.key != length(type::kDim))
            continue;
        if (dims.size() == static_cast<std::size_t>(kMaxRank)) {
            reader.input().fail(Error(errc::kTensorDims, {"> " + std::to_string(kMaxRank) + "-D"}));
            break;
        }
        if (reader.input().charge(sizeof(Dim)))
            dims.push_back(parseDim(reader.message(field)));
    }
    return dims;
}

Type parseMessage(WireReader reader);

void parseElement(WireReader reader, Type &result, std::uint32_t elementField)
{
    WireField field;
    while (reader.next(field)) {
        if (field.key == length(elementField) && reader.input().charge(sizeof(Type)))
            result.element = std::make_shared<Type>(parseMessage(reader.message(field)));
        else if (field.key == varint(type::kElement))
            result.dtypeNumber = field.integer();
    }
}

void parseTensor(WireReader reader, Type &result)
{
    WireField field;
    while (reader.next(field)) {
        if (field.key == varint(type::kElement))
            result.dtypeNumber = field.integer();
        else if (field.key == length(type::kShape))
            result.shape = parseShape(reader.message(field));
    }
}

Type parseMessage(WireReader reader)
{
    Type result;
    WireField field;
    while (reader.next(field)) {
        switch (field.key) {
        case length(type::kTensor):
            result.kind = Type::Kind::Tensor;
            parseTensor(reader.message(field), result);
            break;
        case length(type::kSparseTensor):
            result.kind = Type::Kind::SparseTensor;
            parseTensor(reader.message(field), result);
            break;
        case length(type::kSequence):
            result.kind = Type::Kind::Sequence;
            parseElement(reader.message(field), result, type::kElement);
            break;
        case length(type::kOptional):
            result.kind = Type::Kind::Optional;
            parseElement(reader.message(field), result, type::kElement);
            break;
        case length(type::kMap):
            result.kind = Type::Kind::Map;
            parseElement(reader.message(field), result, type::kMapValue);
            break;
        case length(type::kOpaque):
            result.kind = Type::Kind::Opaque;
            break;
        default:
            break;
        }
    }
    result.dtype = dtypeFromNumber(result.dtypeNumber).value_or(DType::Undefined);
    return result;
}

std::string message(std::uint32_t number, const std::string &payload)
{
    std::string bytes;
    WireWriter(bytes).text(number, payload);
    return bytes;
}

std::string shapeWire(const std::vector<Dim> &shape)
{
    std::string bytes;
    for (const Dim &dim : shape) {
        std::string inner;
        if (const auto value = dim.value())
            WireWriter(inner).integer(type::kDimValue, *value);
        else if (!dim.isUnknown())
            WireWriter(inner).text(type::kDimParam, dim.toString());
        WireWriter(bytes).text(type::kDim, inner);
    }
    return bytes;
}

} // namespace

Type parseType(WireReader &reader, const WireField &field)
{
    Type result = parseMessage(reader.message(field));
    if (reader.input().charge(field.length))
        result.wire = reader.input().view(field.offset, field.length);
    return result;
}

std::string typeWire(const Type &type)
{
    if (!type.wire.empty())
        return type.wire;
    std::string inner;
    WireWriter writer(inner);
    switch (type.kind) {
    case Type::Kind::Tensor:
    case Type::Kind::SparseTensor:
        writer.integer(type::kElement, type.dtypeNumber);
        if (type.shape)
            writer.text(type::kShape, shapeWire(*type.shape));
        return message(type.kind == Type::Kind::Tensor ? type::kTensor : type::kSparseTensor, inner);
    case Type::Kind::Sequence:
    case Type::Kind::Optional:
        if (type.element)
            writer.text(type::kElement, typeWire(*type.element));
        return message(type.kind == Type::Kind::Sequence ? type::kSequence : type::kOptional, inner);
    case Type::Kind::Map:
        writer.integer(type::kElement, type.dtypeNumber);
        if (type.element)
            writer.text(type::kMapValue, typeWire(*type.element));
        return message(type::kMap, inner);
    case Type::Kind::Opaque:
        return message(type::kOpaque, inner);
    case Type::Kind::Unknown:
        break;
    }
    return {};
}

} // namespace halftone
