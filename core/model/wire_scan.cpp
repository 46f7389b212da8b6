// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/wire_scan.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

namespace halftone {

namespace {

constexpr std::int64_t kFieldBudget = 40'000'000;
constexpr int kDepthBudget = 96;
constexpr std::size_t kWindow = 1U << 18;

enum class Message { None, Model, Graph, Node, Attribute, Tensor, SparseTensor, Function, Training };

/// Which message type a length-delimited field holds, as far as tensors can be inside (onnx.proto field numbers).
Message childOf(Message parent, std::uint32_t field)
{
    switch (parent) {
    case Message::Model:
        return field == 7 ? Message::Graph : field == 20 ? Message::Training : field == 25 ? Message::Function : Message::None;
    case Message::Graph:
        return field == 1 ? Message::Node : field == 5 ? Message::Tensor : field == 15 ? Message::SparseTensor : Message::None;
    case Message::Node:
        return field == 5 ? Message::Attribute : Message::None;
    case Message::Attribute:
        if (field == 5 || field == 10)
            return Message::Tensor;
        if (field == 6 || field == 11)
            return Message::Graph;
        return field == 22 || field == 23 ? Message::SparseTensor : Message::None;
    case Message::SparseTensor:
        return field == 1 || field == 2 ? Message::Tensor : Message::None;
    case Message::Function:
        return field == 7 ? Message::Node : field == 11 ? Message::Attribute : Message::None;
    case Message::Training:
        return field == 1 || field == 2 ? Message::Graph : Message::None;
    case Message::Tensor:
    case Message::None:
        break;
    }
    return Message::None;
}

constexpr std::uint32_t kRawDataField = 9;

void appendVarint(std::string &out, std::uint64_t value)
{
    while (value >= 0x80) {
        out += static_cast<char>(value | 0x80);
        value >>= 7;
    }
    out += static_cast<char>(value);
}

class Scanner
{
public:
    explicit Scanner(const InputFile &file) : m_file(file), m_buffer(kWindow) { }

    Status scan(Message type, std::int64_t begin, std::int64_t end, int depth, std::string &out)
    {
        if (depth > kDepthBudget)
            return Error(errc::kTooDeep, {std::to_string(kDepthBudget)}, m_file.path());
        std::int64_t position = begin;
        while (position < end) {
            if (++m_fields > kFieldBudget)
                return Error(errc::kTooManyFields, {std::to_string(m_fields), std::to_string(kFieldBudget)}, m_file.path());
            const std::int64_t start = position;
            HALFTONE_TRY(const std::uint64_t tag, varint(position, end));
            const auto field = static_cast<std::uint32_t>(tag >> 3);
            if (field == 0 || tag > 0xffffffffU)
                return Error(errc::kNotProtobuf, {std::to_string(start)}, m_file.path());
            std::int64_t payload = position;
            std::int64_t length = 0;
            switch (tag & 7) {
            case 0:
                HALFTONE_CHECK(skipVarint(position, end));
                break;
            case 1:
                position += 8;
                break;
            case 5:
                position += 4;
                break;
            case 2: {
                HALFTONE_TRY(const std::uint64_t size, varint(position, end));
                payload = position;
                if (size > static_cast<std::uint64_t>(end - position))
                    return Error(errc::kTruncated, {std::to_string(start), std::to_string(m_file.size())}, m_file.path());
                length = static_cast<std::int64_t>(size);
                position += length;
                break;
            }
            default:
                return Error(errc::kNotProtobuf, {std::to_string(start)}, m_file.path());
            }
            if (position > end)
                return Error(errc::kTruncated, {std::to_string(start), std::to_string(m_file.size())}, m_file.path());
            if ((tag & 7) == 2 && type == Message::Tensor && field == kRawDataField) {
                appendVarint(out, tag);
                const std::string place = RawDataPlace{payload, length}.encode();
                appendVarint(out, place.size());
                out += place;
                continue;
            }
            const Message child = (tag & 7) == 2 ? childOf(type, field) : Message::None;
            if (child != Message::None) {
                std::string inner;
                HALFTONE_CHECK(scan(child, payload, payload + length, depth + 1, inner));
                appendVarint(out, tag);
                appendVarint(out, inner.size());
                out += inner;
                continue;
            }
            HALFTONE_CHECK(copy(start, position, out));
        }
        return {};
    }

private:
    Result<std::byte> byteAt(std::int64_t position)
    {
        if (position < m_begin || position >= m_begin + m_filled) {
            m_begin = position;
            m_filled = std::min<std::int64_t>(static_cast<std::int64_t>(m_buffer.size()), m_file.size() - position);
            HALFTONE_CHECK(m_file.read(position, {m_buffer.data(), static_cast<std::size_t>(m_filled)}));
        }
        return m_buffer[static_cast<std::size_t>(position - m_begin)];
    }

    Result<std::uint64_t> varint(std::int64_t &position, std::int64_t end)
    {
        const std::int64_t start = position;
        std::uint64_t value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (position >= end)
                return Error(errc::kTruncated, {std::to_string(start), std::to_string(m_file.size())}, m_file.path());
            HALFTONE_TRY(const std::byte next, byteAt(position++));
            if (shift < 64)
                value |= (std::to_integer<std::uint64_t>(next) & 0x7f) << shift;
            if ((next & std::byte(0x80)) == std::byte(0))
                return value;
        }
        return Error(errc::kNotProtobuf, {std::to_string(start)}, m_file.path());
    }

    Status skipVarint(std::int64_t &position, std::int64_t end)
    {
        const auto value = varint(position, end);
        return value ? Status() : Status(value.error());
    }

    Status copy(std::int64_t begin, std::int64_t end, std::string &out)
    {
        const std::size_t size = out.size();
        out.resize(size + static_cast<std::size_t>(end - begin));
        if (begin >= m_begin && end <= m_begin + m_filled) {
            std::memcpy(out.data() + size, m_buffer.data() + (begin - m_begin), static_cast<std::size_t>(end - begin));
            return {};
        }
        return m_file.read(begin, {reinterpret_cast<std::byte *>(out.data()) + size, static_cast<std::size_t>(end - begin)});
    }

    const InputFile &m_file;
    std::vector<std::byte> m_buffer;
    std::int64_t m_begin = 0;
    std::int64_t m_filled = 0;
    std::int64_t m_fields = 0;
};

} // namespace

std::string RawDataPlace::encode() const
{
    std::string bytes(16, '\0');
    std::memcpy(bytes.data(), &offset, 8);
    std::memcpy(bytes.data() + 8, &length, 8);
    return bytes;
}

RawDataPlace RawDataPlace::decode(std::string_view bytes)
{
    RawDataPlace place;
    if (bytes.size() == 16) {
        std::memcpy(&place.offset, bytes.data(), 8);
        std::memcpy(&place.length, bytes.data() + 8, 8);
    }
    return place;
}

Result<std::string> stripWeights(const InputFile &file)
{
    std::string out;
    HALFTONE_CHECK(Scanner(file).scan(Message::Model, 0, file.size(), 0, out));
    return out;
}

} // namespace halftone
