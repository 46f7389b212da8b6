// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/calibration_table.h"
#include "core/quant/table_number.h"

#include <cstdint>

namespace halftone {

namespace {

/// Writes front to back: offsets of a FlatBuffer point forwards, so each table stands before what it refers to
/// (https://flatbuffers.dev/internals). Everything is little endian and aligned to 4 bytes.
class TableBytes
{
public:
    std::uint32_t size() const { return static_cast<std::uint32_t>(m_bytes.size()); }
    void put16(std::uint16_t value) { putBytes(value, 2); }
    void put32(std::uint32_t value) { putBytes(value, 4); }
    /// The offset at `place` leads to here.
    void pointHere(std::uint32_t place)
    {
        const std::uint32_t offset = size() - place;
        for (int i = 0; i < 4; ++i)
            m_bytes[place + static_cast<std::uint32_t>(i)] = static_cast<char>(offset >> (8 * i) & 0xFF);
    }
    void putString(const std::string &text)
    {
        put32(static_cast<std::uint32_t>(text.size()));
        m_bytes += text;
        m_bytes.push_back('\0');
        while (m_bytes.size() % 4 != 0)
            m_bytes.push_back('\0');
    }
    /// A table of `fields` offsets (at most two) with its vtable before it; returns the place of the first offset.
    std::uint32_t putTable(std::uint16_t fields, std::uint32_t pointer)
    {
        const auto vtableBytes = static_cast<std::uint16_t>(4 + 2 * fields);
        const std::uint32_t vtable = size();
        put16(vtableBytes);
        put16(static_cast<std::uint16_t>(4 + 4 * fields));
        for (std::uint16_t i = 0; i < fields; ++i)
            put16(static_cast<std::uint16_t>(4 + 4 * i));
        while (m_bytes.size() % 4 != 0)
            m_bytes.push_back('\0');
        pointHere(pointer);
        put32(size() - vtable);
        const std::uint32_t first = size();
        for (std::uint16_t i = 0; i < fields; ++i)
            put32(0);
        return first;
    }
    std::string take() { return std::move(m_bytes); }

private:
    void putBytes(std::uint32_t value, int count)
    {
        for (int i = 0; i < count; ++i)
            m_bytes.push_back(static_cast<char>(value >> (8 * i) & 0xFF));
    }
    std::string m_bytes;
};

} // namespace

std::string calibrationFlatbuffer(const std::map<std::string, float> &ranges)
{
    TableBytes bytes;
    bytes.put32(0);
    const std::uint32_t dict = bytes.putTable(1, 0);
    bytes.pointHere(dict);
    bytes.put32(static_cast<std::uint32_t>(ranges.size()));
    std::uint32_t entry = bytes.size();
    for (std::size_t i = 0; i < ranges.size(); ++i)
        bytes.put32(0);
    for (const auto &[name, magnitude] : ranges) {
        const std::uint32_t fields = bytes.putTable(2, entry);
        bytes.pointHere(fields);
        bytes.putString(name);
        bytes.pointHere(fields + 4);
        bytes.putString(tableNumber(magnitude));
        entry += 4;
    }
    return bytes.take();
}

} // namespace halftone
