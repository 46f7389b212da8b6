// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/wire_reader.h"

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace halftone {

/// Appends fields in the protobuf wire format to a string. Defaults are written too where the caller asks: presence is meaning
/// in proto2, ONNX's dialect.
class WireWriter
{
public:
    explicit WireWriter(std::string &out) : m_out(out) { }

    void varint(std::uint64_t value)
    {
        for (; value >= 0x80U; value >>= 7U)
            m_out += static_cast<char>(value | 0x80U);
        m_out += static_cast<char>(value);
    }
    void integer(std::uint32_t number, std::int64_t value)
    {
        varint(wireKey(number, WireType::Varint));
        varint(static_cast<std::uint64_t>(value));
    }
    void fixed(std::uint32_t number, float value)
    {
        varint(wireKey(number, WireType::Fixed32));
        const auto bits = std::bit_cast<std::uint32_t>(value);
        m_out.append(reinterpret_cast<const char *>(&bits), sizeof bits);
    }
    /// Key and length of a length-delimited field whose payload follows.
    void head(std::uint32_t number, std::int64_t length)
    {
        varint(wireKey(number, WireType::Length));
        varint(static_cast<std::uint64_t>(length));
    }
    void text(std::uint32_t number, std::string_view value)
    {
        head(number, static_cast<std::int64_t>(value.size()));
        m_out += value;
    }
    /// Left out when empty.
    void optionalText(std::uint32_t number, std::string_view value)
    {
        if (!value.empty())
            text(number, value);
    }
    void raw(std::string_view fields) { m_out += fields; }

private:
    std::string &m_out;
};

} // namespace halftone
