// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/tensor_fields.h"

#include "core/base/wire_keys.h"

#include <algorithm>
#include <cstring>

namespace halftone {

using namespace wirekeys;

namespace {

enum TensorField : std::uint32_t {
    kDims = 1,
    kDataType = 2,
    kFloatData = 4,
    kInt32Data = 5,
    kStringData = 6,
    kInt64Data = 7,
    kName = 8,
    kRawData = 9,
    kDoubleData = 10,
    kUint64Data = 11,
    kDocString = 12,
    kExternalData = 13,
    kDataLocation = 14
};

/// The typed field that holds elements of `type` (onnx.proto, TensorProto), and how many entries `count` elements take there.
struct TypedField
{
    std::uint32_t number = 0;
    std::int64_t entries = 0;
};

TypedField typedFieldOf(DType type, std::int64_t count)
{
    switch (type) {
    case DType::Float:
        return {kFloatData, count};
    case DType::Complex64:
        return {kFloatData, 2 * count};
    case DType::Double:
        return {kDoubleData, count};
    case DType::Complex128:
        return {kDoubleData, 2 * count};
    case DType::Int64:
        return {kInt64Data, count};
    case DType::UInt32:
    case DType::UInt64:
        return {kUint64Data, count};
    case DType::String:
        return {kStringData, count};
    default:
        return {kInt32Data, isSubByte(type) ? *byteSize(type, count) : count};
    }
}

/// What the first pass learns about the typed fields without decoding them.
struct Stored
{
    std::uint32_t number = 0;
    bool mixed = false;
    /// Upper bound of the entries, exact for anything but packed integers.
    std::int64_t entries = 0;
    int chunks = 0;
    WireField packed;

    void add(std::uint32_t fieldNumber, std::int64_t count, const WireField *chunk)
    {
        mixed = mixed || (number != 0 && number != fieldNumber);
        number = fieldNumber;
        entries += count;
        ++chunks;
        packed = chunk ? *chunk : WireField{};
    }
};

class Parser
{
public:
    explicit Parser(const WireReader &reader) : m_reader(reader), m_input(reader.input()) { }

    TensorFields parse()
    {
        firstPass();
        if (!m_input.failed())
            check();
        if (!m_input.failed() && m_fields.data == TensorFields::Data::Memory)
            decode();
        return std::move(m_fields);
    }

private:
    void fail(ErrorCode code, std::vector<std::string> arguments = {})
    {
        m_input.fail(Error(code, std::move(arguments), m_fields.name.substr(0, 200)));
    }

    void firstPass()
    {
        WireReader reader = m_reader;
        WireField field;
        while (reader.next(field)) {
            switch (field.key) {
            case varint(kDims):
            case length(kDims):
                reader.forEachVarint(field, [&](std::uint64_t dim) {
                    if (m_dims.size() < static_cast<std::size_t>(kMaxRank) + 1)
                        m_dims.push_back(static_cast<std::int64_t>(dim));
                });
                break;
            case varint(kDataType):
                m_typeNumber = field.integer();
                break;
            case length(kFloatData):
                m_stored.add(kFloatData, field.length / 4, &field);
                break;
            case fixed32(kFloatData):
                m_stored.add(kFloatData, 1, nullptr);
                break;
            case length(kDoubleData):
                m_stored.add(kDoubleData, field.length / 8, &field);
                break;
            case fixed64(kDoubleData):
                m_stored.add(kDoubleData, 1, nullptr);
                break;
            case length(kInt32Data):
            case length(kInt64Data):
            case length(kUint64Data):
                if (field.length > 0)
                    m_stored.add(field.key >> 3U, field.length, &field);
                break;
            case varint(kInt32Data):
            case varint(kInt64Data):
            case varint(kUint64Data):
            case length(kStringData):
                m_stored.add(field.key >> 3U, 1, nullptr);
                break;
            case length(kName):
                m_fields.name = reader.text(field);
                break;
            case length(kRawData):
                m_hasRaw = true;
                m_fields.rawOffset = field.offset;
                m_fields.rawLength = field.length;
                break;
            case length(kDocString):
                m_fields.docString = reader.text(field);
                break;
            case length(kExternalData):
                externalEntry(reader, field);
                break;
            case varint(kDataLocation):
                m_external = field.value == 1;
                break;
            default:
                reader.keep(field, m_fields.extraWire);
            }
        }
    }

    void externalEntry(WireReader &reader, const WireField &field)
    {
        WireReader entry = reader.message(field);
        std::pair<std::string, std::string> pair;
        WireField part;
        while (entry.next(part)) {
            if (part.key == length(1))
                pair.first = entry.text(part);
            else if (part.key == length(2))
                pair.second = entry.text(part);
        }
        if (m_input.charge(sizeof pair))
            m_fields.externalData.push_back(std::move(pair));
    }

    void check()
    {
        m_fields.shape = Shape(m_dims);
        const auto type = dtypeFromNumber(m_typeNumber);
        if (!type)
            return fail(errc::kTensorType, {std::to_string(m_typeNumber)});
        m_fields.dtype = *type;
        if (m_dims.size() > static_cast<std::size_t>(kMaxRank) || std::ranges::any_of(m_dims, [](std::int64_t dim) { return dim < 0; }))
            return fail(errc::kTensorDims, {m_dims.size() > 16 ? std::to_string(m_dims.size()) + "-D" : m_fields.shape.toString()});
        const auto count = m_fields.shape.checkedCount();
        const auto bytes = count ? byteSize(*type, *count) : std::nullopt;
        // Half the range, since complex numbers take two entries.
        if (!bytes || *count > INT64_MAX / 2)
            return fail(errc::kShapeOverflow, {m_fields.shape.toString()});
        if (m_external) {
            m_fields.data = TensorFields::Data::External;
            if (m_hasRaw || m_stored.entries > 0)
                return fail(errc::kTensorTwoData);
            if (*type == DType::String)
                return fail(errc::kTensorField, {std::string(dtypeName(*type))});
            return;
        }
        if (m_stored.mixed || (m_hasRaw && m_fields.rawLength > 0 && m_stored.entries > 0))
            return fail(errc::kTensorTwoData);
        if (m_hasRaw && m_stored.entries == 0 && (*type != DType::String || m_fields.rawLength > 0))
            return checkRaw(*bytes);
        checkTyped(*count);
    }

    void checkRaw(std::int64_t bytes)
    {
        if (m_fields.dtype == DType::String)
            return fail(errc::kTensorField, {std::string(dtypeName(m_fields.dtype))});
        if (m_fields.rawLength != bytes)
            return fail(errc::kTensorBytes, {std::to_string(bytes), std::to_string(m_fields.rawLength)});
        m_fields.data = TensorFields::Data::Raw;
    }

    void checkTyped(std::int64_t count)
    {
        m_typed = typedFieldOf(m_fields.dtype, count);
        if (m_stored.entries > 0 && m_stored.number != m_typed.number)
            return fail(errc::kTensorField, {std::string(dtypeName(m_fields.dtype))});
        if (m_stored.entries < m_typed.entries)
            return fail(errc::kTensorCount, {std::to_string(m_typed.entries), std::to_string(m_stored.entries)});
        const bool floats = m_typed.number == kFloatData || m_typed.number == kDoubleData;
        if (floats && m_stored.entries != m_typed.entries)
            return fail(errc::kTensorCount, {std::to_string(m_typed.entries), std::to_string(m_stored.entries)});
        // Packed floats are raw data under another name.
        if (floats && m_stored.chunks == 1 && m_stored.packed.key != 0) {
            m_fields.rawOffset = m_stored.packed.offset;
            m_fields.rawLength = m_stored.packed.length;
            if (m_stored.packed.length == *byteSize(m_fields.dtype, count))
                m_fields.data = TensorFields::Data::Raw;
            else
                fail(errc::kTensorBytes, {std::to_string(*byteSize(m_fields.dtype, count)), std::to_string(m_stored.packed.length)});
        }
    }

    void decode()
    {
        const std::int64_t bytes = static_cast<std::int64_t>(byteSize(m_fields.dtype, m_fields.shape.count()).value_or(0));
        if (!m_input.charge(m_fields.dtype == DType::String ? m_typed.entries * static_cast<std::int64_t>(sizeof(std::string)) : bytes))
            return;
        auto tensor = Tensor::allocateUninitialized(m_fields.dtype, m_fields.shape);
        if (!tensor)
            return m_input.fail(std::move(tensor).error().at(m_fields.name));
        m_fields.values = std::move(*tensor);
        WireReader reader = m_reader;
        WireField field;
        while (reader.next(field)) {
            if (field.key >> 3U != m_typed.number)
                continue;
            if (m_typed.number == kStringData) {
                if (field.key == length(kStringData) && m_done < m_typed.entries)
                    m_fields.values.mutableStrings()[static_cast<std::size_t>(m_done)] = reader.text(field);
                ++m_done;
            } else if (m_typed.number == kFloatData || m_typed.number == kDoubleData) {
                copyFloats(reader, field);
            } else {
                reader.forEachVarint(field, [&](std::uint64_t value) { storeInteger(value); });
            }
        }
        if (m_done != m_typed.entries)
            fail(errc::kTensorCount, {std::to_string(m_typed.entries), std::to_string(m_done)});
    }

    void copyFloats(WireReader &reader, const WireField &field)
    {
        const std::int64_t size = m_typed.number == kFloatData ? 4 : 8;
        const bool single = field.key == fixed32(kFloatData) || field.key == fixed64(kDoubleData);
        // Fields of another wire type are unknown ones and were not counted.
        if (!single && field.key != length(m_typed.number))
            return;
        const std::int64_t count = single ? 1 : field.length / size;
        if (m_done + count > m_typed.entries)
            return fail(errc::kTensorCount, {std::to_string(m_typed.entries), std::to_string(m_done + count)});
        if (single) {
            std::memcpy(m_fields.values.mutableRaw() + m_done++ * size, &field.value, static_cast<std::size_t>(size));
            return;
        }
        const std::string_view bytes = reader.input().view(field.offset, count * size);
        if (!m_input.failed())
            std::memcpy(m_fields.values.mutableRaw() + m_done * size, bytes.data(), bytes.size());
        m_done += count;
    }

    void storeInteger(std::uint64_t value)
    {
        const std::int64_t index = m_done++;
        if (index >= m_typed.entries)
            return;
        std::byte *data = m_fields.values.mutableRaw();
        if (m_fields.dtype == DType::Bool)
            value = value != 0;
        // Little-endian: the low bytes of the number are the element.
        const auto size = static_cast<std::size_t>(std::max(1, dtypeBits(m_fields.dtype) / 8));
        std::memcpy(data + static_cast<std::size_t>(index) * size, &value, size);
    }

    WireReader m_reader;
    WireInput &m_input;
    TensorFields m_fields;
    std::vector<std::int64_t> m_dims;
    std::int64_t m_typeNumber = 0;
    Stored m_stored;
    TypedField m_typed;
    std::int64_t m_done = 0;
    bool m_hasRaw = false;
    bool m_external = false;
};

} // namespace

TensorFields parseTensorFields(const WireReader &reader) { return Parser(reader).parse(); }

Result<Tensor> readRawTensor(const InputFile &file, std::int64_t offset, DType type, const Shape &shape)
{
    HALFTONE_TRY(auto tensor, Tensor::allocateUninitialized(type, shape));
    HALFTONE_CHECK(file.read(offset, {tensor.mutableRaw(), tensor.bytes()}));
    if (type == DType::Bool) {
        for (std::uint8_t &flag : tensor.mutableAs<std::uint8_t>())
            flag = flag != 0;
    }
    return tensor;
}

} // namespace halftone
