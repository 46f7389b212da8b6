// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/tensor_proto.h"

#include "core/base/wire_keys.h"
#include "core/tensor/tensor_fields.h"

#include <cstring>

namespace halftone {

using namespace wirekeys;

namespace {

class ValueParser
{
public:
    explicit ValueParser(WireInput &input) : m_input(input) { }

    RuntimeValue parse(const WireReader &reader, ProtoKind kind)
    {
        switch (kind) {
        case ProtoKind::Sequence:
            return sequence(reader);
        case ProtoKind::Optional:
            return optional(reader);
        case ProtoKind::Map:
            return map(reader);
        default:
            return tensor(reader);
        }
    }

    /// SequenceProto and OptionalProto begin with a name where TensorProto has dims. An optional of one tensor looks like a
    /// sequence of one; an optional of a sequence like a sequence of sequences, which nobody stores.
    ProtoKind guess(WireReader reader)
    {
        constexpr std::uint64_t kElementUndefined = 0;
        constexpr std::uint64_t kElementSequence = 3;
        bool named = false;
        std::uint64_t element = kElementUndefined;
        WireField field;
        while (reader.next(field)) {
            if (field.key == varint(1) || field.key == length(8) || field.key == length(9))
                return ProtoKind::Tensor;
            named = named || field.key == length(1) || field.key == length(3);
            if (field.key == varint(2))
                element = field.value;
        }
        if (!named)
            return ProtoKind::Tensor;
        return element == kElementUndefined || element == kElementSequence ? ProtoKind::Optional : ProtoKind::Sequence;
    }

private:
    void unsupported() { m_input.fail(Error(errc::kTensorProtoKind, {}, m_input.file()->path())); }

    RuntimeValue tensor(const WireReader &reader)
    {
        TensorFields fields = parseTensorFields(reader);
        if (m_input.failed())
            return {};
        if (fields.data == TensorFields::Data::External) {
            m_input.fail(Error(errc::kTensorExternal, {}, m_input.file()->path()));
            return {};
        }
        if (fields.data == TensorFields::Data::Memory)
            return fields.values;
        auto result = readRawTensor(*m_input.file(), fields.rawOffset, fields.dtype, fields.shape);
        if (result)
            return std::move(*result);
        m_input.fail(result.error());
        return {};
    }

    RuntimeValue sequence(WireReader reader)
    {
        Sequence result;
        WireField field;
        while (reader.next(field)) {
            switch (field.key) {
            case length(1):
            case varint(2):
                break;
            case length(3):
                add(result, tensor(reader.message(field)));
                break;
            case length(5):
                add(result, sequence(reader.message(field)));
                break;
            case length(6):
                add(result, map(reader.message(field)));
                break;
            case length(7):
                add(result, optional(reader.message(field)));
                break;
            default:
                unsupported();
            }
        }
        return result;
    }

    void add(Sequence &sequence, RuntimeValue value)
    {
        if (!m_input.charge(sizeof(RuntimeValue) + sizeof(Tensor)))
            return;
        if (value.isTensor())
            sequence.elementType = value.tensor().dtype();
        sequence.items.push_back(std::move(value));
    }

    RuntimeValue optional(WireReader reader)
    {
        RuntimeValue result;
        WireField field;
        while (reader.next(field)) {
            switch (field.key) {
            case length(1):
            case varint(2):
                break;
            case length(3):
                result = tensor(reader.message(field));
                break;
            case length(5):
                result = sequence(reader.message(field));
                break;
            case length(6):
                result = map(reader.message(field));
                break;
            case length(7):
                result = optional(reader.message(field));
                break;
            default:
                unsupported();
            }
        }
        return result;
    }

    RuntimeValue map(WireReader reader)
    {
        std::vector<std::int64_t> keys;
        std::vector<std::string> texts;
        RuntimeValue values;
        WireField field;
        while (reader.next(field)) {
            switch (field.key) {
            case length(1):
            case varint(2):
                break;
            case varint(3):
            case length(3):
                reader.forEachVarint(field, [&](std::uint64_t key) {
                    if (m_input.charge(sizeof key))
                        keys.push_back(static_cast<std::int64_t>(key));
                });
                break;
            case length(4):
                if (m_input.charge(sizeof(std::string)))
                    texts.push_back(reader.text(field));
                break;
            case length(5):
                values = sequence(reader.message(field));
                break;
            default:
                unsupported();
            }
        }
        return assemble(std::move(keys), std::move(texts), values);
    }

    /// A map's values as one tensor: MapProto stores each as a tensor of its own.
    RuntimeValue assemble(std::vector<std::int64_t> keys, std::vector<std::string> texts, const RuntimeValue &values)
    {
        const auto count = static_cast<std::int64_t>(texts.empty() ? keys.size() : texts.size());
        Map result;
        result.keys = texts.empty() ? Tensor::of<std::int64_t>(Shape{count}, std::span<const std::int64_t>(keys))
                                    : Tensor::ofStrings(Shape{count}, std::move(texts));
        const std::size_t stored = values.isSequence() ? values.sequence().items.size() : 0;
        if (m_input.failed())
            return {};
        if (stored != static_cast<std::size_t>(count)) {
            m_input.fail(Error(errc::kMapSize, {std::to_string(stored), std::to_string(count)}, m_input.file()->path()));
            return {};
        }
        if (count == 0)
            return result;
        const DType type = values.sequence().elementType;
        auto all = Tensor::allocate(type, Shape{count});
        if (!all || dtypeBits(type) % 8 != 0) {
            unsupported();
            return {};
        }
        const std::size_t size = static_cast<std::size_t>(dtypeBits(type)) / 8;
        for (std::size_t i = 0; i < stored; ++i) {
            const RuntimeValue &item = values.sequence().items[i];
            if (!item.isTensor() || item.tensor().count() != 1 || item.tensor().dtype() != type) {
                unsupported();
                return {};
            }
            if (type == DType::String)
                all->mutableStrings()[i] = item.tensor().strings().front();
            else
                std::memcpy(all->mutableRaw() + i * size, item.tensor().raw(), size);
        }
        result.values = std::move(*all);
        return result;
    }

    WireInput &m_input;
};

Result<RuntimeValue> parseFile(std::shared_ptr<const InputFile> file, ProtoKind kind)
{
    WireInput input(std::move(file), memoryBudget());
    ValueParser parser(input);
    const WireReader whole(input);
    RuntimeValue value = parser.parse(whole, kind == ProtoKind::Guess ? parser.guess(whole) : kind);
    if (input.failed())
        return Error(input.error()).at(input.file()->path());
    return value;
}

} // namespace

Result<RuntimeValue> readTensorProto(const std::string &path, ProtoKind kind)
{
    HALFTONE_TRY(auto file, InputFile::open(path));
    return parseFile(std::move(file), kind);
}

Result<RuntimeValue> parseTensorProto(std::string bytes, const std::string &name, ProtoKind kind)
{
    return parseFile(InputFile::fromMemory(std::move(bytes), name), kind);
}

} // namespace halftone
