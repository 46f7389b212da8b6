// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/proto_tensor.h"

#include "core/model/external_data.h"
#include "core/model/tensor_sources.h"
#include "core/model/wire_scan.h"

#include <onnx/onnx_pb.h>

#include <charconv>
#include <cstring>

namespace halftone {

namespace {

/// Copies typed repeated fields into elements of `Stored`, narrowing as TensorProto's comments say.
template <typename Stored, typename Field>
void copyElements(const Field &field, Tensor &tensor)
{
    auto target = tensor.mutableAs<Stored>();
    for (int i = 0; i < field.size(); ++i)
        target[static_cast<std::size_t>(i)] = static_cast<Stored>(field.Get(i));
}

/// Elements that the typed fields hold for `type`, in field entries.
std::int64_t typedCount(const onnx::TensorProto &proto, DType type)
{
    switch (type) {
    case DType::Float:
        return proto.float_data_size();
    case DType::Complex64:
        return proto.float_data_size() / 2;
    case DType::Double:
        return proto.double_data_size();
    case DType::Complex128:
        return proto.double_data_size() / 2;
    case DType::Int64:
        return proto.int64_data_size();
    case DType::UInt32:
    case DType::UInt64:
        return proto.uint64_data_size();
    case DType::String:
        return proto.string_data_size();
    default:
        return proto.int32_data_size();
    }
}

void copyTyped(const onnx::TensorProto &proto, Tensor &tensor)
{
    switch (tensor.dtype()) {
    case DType::Float:
        copyElements<float>(proto.float_data(), tensor);
        break;
    case DType::Complex64:
        std::memcpy(tensor.mutableRaw(), proto.float_data().data(), tensor.bytes());
        break;
    case DType::Complex128:
        std::memcpy(tensor.mutableRaw(), proto.double_data().data(), tensor.bytes());
        break;
    case DType::Double:
        copyElements<double>(proto.double_data(), tensor);
        break;
    case DType::Int64:
        copyElements<std::int64_t>(proto.int64_data(), tensor);
        break;
    case DType::UInt64:
        copyElements<std::uint64_t>(proto.uint64_data(), tensor);
        break;
    case DType::UInt32:
        copyElements<std::uint32_t>(proto.uint64_data(), tensor);
        break;
    case DType::Int32:
        copyElements<std::int32_t>(proto.int32_data(), tensor);
        break;
    case DType::Int16:
    case DType::UInt16:
    case DType::Float16:
    case DType::BFloat16:
        copyElements<std::uint16_t>(proto.int32_data(), tensor);
        break;
    case DType::String:
        for (int i = 0; i < proto.string_data_size(); ++i)
            tensor.mutableStrings()[static_cast<std::size_t>(i)] = proto.string_data(i);
        break;
    default:
        // One byte an entry, packed types included: an entry holds a byte's worth of elements.
        for (int i = 0; i < proto.int32_data_size(); ++i)
            tensor.mutableRaw()[i] = static_cast<std::byte>(proto.int32_data(i));
    }
}

std::optional<std::int64_t> parseNumber(const std::string &text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 0)
        return std::nullopt;
    return number;
}

} // namespace

ProtoTensors::ProtoTensors(std::shared_ptr<const InputFile> file, const ReadOptions &options) : m_file(std::move(file)), m_options(options)
{
}

Result<std::shared_ptr<const TensorSource>> ProtoTensors::externalSource(const onnx::TensorProto &proto, std::int64_t bytes)
{
    std::string location;
    std::int64_t offset = 0;
    std::int64_t length = bytes;
    std::map<std::string, int> seen;
    for (const auto &entry : proto.external_data()) {
        const auto bad = [&] { return Error(errc::kBadExternalEntry, {entry.key(), entry.value()}, proto.name()); };
        if (++seen[entry.key()] > 1)
            return bad();
        if (entry.key() == "location") {
            location = entry.value();
        } else if (entry.key() == "offset" || entry.key() == "length") {
            const auto number = parseNumber(entry.value());
            if (!number)
                return bad();
            (entry.key() == "offset" ? offset : length) = *number;
        }
    }
    if (length != bytes)
        return Error(errc::kDataSizeMismatch, {std::to_string(length), std::to_string(bytes)}, proto.name());
    auto &file = m_external[location];
    if (!file) {
        HALFTONE_TRY(file, openExternalData(m_file->path(), location, m_options.allowLinkedExternalData));
    }
    if (length > file->size() || offset > file->size() - length)
        return Error(
            errc::kExternalOutOfRange, {std::to_string(offset), std::to_string(length), std::to_string(file->size())}, proto.name());
    return makeFileSource(file, offset, length);
}

Result<ConstantTensor> ProtoTensors::convert(onnx::TensorProto &proto)
{
    const auto type = dtypeFromNumber(proto.data_type());
    if (!type)
        return Error(errc::kUnknownElementType, {proto.name(), std::to_string(proto.data_type())}, proto.name());
    Shape shape(std::vector<std::int64_t>(proto.dims().begin(), proto.dims().end()));
    const auto count = shape.checkedCount();
    const auto bytes = count ? byteSize(*type, *count) : std::nullopt;
    if (!bytes)
        return Error(errc::kBadTensorShape, {proto.name(), shape.toString()}, proto.name());

    ConstantTensor result;
    if (proto.data_location() == onnx::TensorProto::EXTERNAL) {
        HALFTONE_TRY(auto source, externalSource(proto, *bytes));
        result = ConstantTensor(*type, std::move(shape), std::move(source));
    } else if (proto.has_raw_data()) {
        const RawDataPlace place = RawDataPlace::decode(proto.raw_data());
        if (place.length != *bytes || *type == DType::String)
            return Error(errc::kDataSizeMismatch, {std::to_string(place.length), std::to_string(*bytes)}, proto.name());
        result = ConstantTensor(*type, std::move(shape), makeFileSource(m_file, place.offset, place.length));
    } else {
        const std::int64_t wanted = isSubByte(*type) ? *bytes : *count;
        if (const std::int64_t found = typedCount(proto, *type); found != wanted)
            return Error(errc::kElementCountMismatch, {proto.name(), std::to_string(found), std::to_string(wanted)}, proto.name());
        HALFTONE_TRY(Tensor tensor, Tensor::allocate(*type, std::move(shape)));
        copyTyped(proto, tensor);
        result = ConstantTensor(std::move(tensor));
    }
    result.docString = proto.doc_string();
    proto.GetReflection()->GetUnknownFields(proto).SerializeToString(&result.extraWire);
    return result;
}

} // namespace halftone
