// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/wire_reader.h"

#include <algorithm>
#include <limits>

namespace halftone {

namespace {

constexpr std::int64_t kWindowBytes = 1 << 16;
/// protobuf allows 100, and a little more lets the graphs' own limit speak first.
constexpr int kMaxDepth = 110;
constexpr std::int64_t kMaxField = std::numeric_limits<std::int32_t>::max();

} // namespace

WireInput::WireInput(std::shared_ptr<const InputFile> file, std::int64_t budget) : m_file(std::move(file)), m_budget(budget) { }

void WireInput::fail(Error error)
{
    if (!m_error)
        m_error = std::move(error);
}

void WireInput::placeError(std::string where)
{
    if (m_error)
        m_error = std::move(*m_error).at(std::move(where));
}

bool WireInput::charge(std::int64_t bytes)
{
    m_charged += bytes;
    if (m_charged > m_budget)
        fail(Error(errc::kOutOfBudget, {std::to_string(m_charged), std::to_string(m_budget)}));
    return !failed();
}

std::string_view WireInput::view(std::int64_t offset, std::int64_t length)
{
    if (failed())
        return {};
    const std::int64_t windowEnd = m_windowStart + static_cast<std::int64_t>(m_window.size());
    if (offset < m_windowStart || length > windowEnd - offset) {
        const std::int64_t wanted = std::max(length, std::min(kWindowBytes, m_file->size() - offset));
        // Before the allocation, as a lying length could ask for anything.
        if (length > kWindowBytes && !charge(length))
            return {};
        m_window.resize(static_cast<std::size_t>(wanted));
        m_windowStart = offset;
        const Status status = m_file->read(offset, std::as_writable_bytes(std::span(m_window)));
        if (!status) {
            m_window.clear();
            fail(status.error());
            return {};
        }
    }
    return std::string_view(m_window).substr(static_cast<std::size_t>(offset - m_windowStart), static_cast<std::size_t>(length));
}

WireReader::WireReader(WireInput &input) : WireReader(input, 0, input.file()->size(), 0) { }

WireReader::WireReader(WireInput &input, std::int64_t begin, std::int64_t end, int depth)
    : m_input(&input), m_position(begin), m_end(end), m_depth(depth)
{
    if (depth > kMaxDepth)
        input.fail(Error(errc::kWireTooDeep, {std::to_string(depth), std::to_string(kMaxDepth)}));
}

bool WireReader::malformed(std::int64_t offset)
{
    m_input->fail(Error(errc::kWireMalformed, {std::to_string(offset)}));
    return false;
}

bool WireReader::truncated(std::int64_t offset)
{
    m_input->fail(Error(errc::kWireTruncated, {std::to_string(offset), std::to_string(m_end)}));
    return false;
}

bool WireReader::varint(std::uint64_t &value)
{
    constexpr std::int64_t kLongest = 10;
    const std::int64_t available = std::min(kLongest, m_end - m_position);
    const std::string_view bytes = m_input->view(m_position, available);
    if (failed())
        return false;
    value = 0;
    for (std::int64_t i = 0; i < available; ++i) {
        const auto byte = static_cast<std::uint8_t>(bytes[static_cast<std::size_t>(i)]);
        if (i == kLongest - 1 && byte > 1)
            return malformed(m_position);
        value |= static_cast<std::uint64_t>(byte & 0x7fU) << (7 * i);
        if (!(byte & 0x80U)) {
            m_position += i + 1;
            return true;
        }
    }
    return available == kLongest ? malformed(m_position) : truncated(m_position);
}

bool WireReader::next(WireField &field)
{
    if (failed() || m_position >= m_end)
        return false;
    field.start = m_position;
    std::uint64_t key = 0;
    if (!varint(key))
        return false;
    if (key > std::numeric_limits<std::uint32_t>::max() || key >> 3 == 0)
        return malformed(field.start);
    field.key = static_cast<std::uint32_t>(key);
    switch (static_cast<WireType>(key & 7U)) {
    case WireType::Varint:
        if (!varint(field.value))
            return false;
        break;
    case WireType::Fixed32:
    case WireType::Fixed64: {
        const std::int64_t size = static_cast<WireType>(key & 7U) == WireType::Fixed32 ? 4 : 8;
        if (m_end - m_position < size)
            return truncated(field.start);
        const std::string_view bytes = m_input->view(m_position, size);
        if (failed())
            return false;
        field.value = 0;
        std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char *>(&field.value));
        m_position += size;
        break;
    }
    case WireType::Length: {
        std::uint64_t length = 0;
        if (!varint(length))
            return false;
        if (length > static_cast<std::uint64_t>(kMaxField)) {
            m_input->fail(Error(errc::kWireFieldTooLong, {std::to_string(field.start), std::to_string(length)}));
            return false;
        }
        field.offset = m_position;
        field.length = static_cast<std::int64_t>(length);
        if (field.length > m_end - m_position)
            return truncated(field.start);
        m_position += field.length;
        break;
    }
    default:
        return malformed(field.start);
    }
    field.end = m_position;
    return true;
}

WireReader WireReader::message(const WireField &field) const { return {*m_input, field.offset, field.offset + field.length, m_depth + 1}; }

std::string WireReader::text(const WireField &field)
{
    if (m_input->charge(field.length))
        return std::string(m_input->view(field.offset, field.length));
    return {};
}

void WireReader::keep(const WireField &field, std::string &extra)
{
    if (m_input->charge(field.end - field.start))
        extra += m_input->view(field.start, field.end - field.start);
}

} // namespace halftone
