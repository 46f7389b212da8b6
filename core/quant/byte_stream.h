// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace halftone {

/// Appends numbers and strings in the machine's order (little-endian on every supported processor).
class ByteWriter
{
public:
    template <typename T>
    requires std::is_arithmetic_v<T>
    void put(T value) { m_bytes.append(reinterpret_cast<const char *>(&value), sizeof value); }
    void put(std::string_view text)
    {
        put(static_cast<std::uint64_t>(text.size()));
        m_bytes += text;
    }
    template <typename T>
    void put(const std::vector<T> &values)
    {
        put(static_cast<std::uint64_t>(values.size()));
        m_bytes.append(reinterpret_cast<const char *>(values.data()), values.size() * sizeof(T));
    }
    const std::string &bytes() const { return m_bytes; }

private:
    std::string m_bytes;
};

/// Reads what ByteWriter wrote; after anything that does not fit, ok() is false and all further reads give zeros.
class ByteReader
{
public:
    explicit ByteReader(std::string_view bytes) : m_rest(bytes) { }

    template <typename T>
    requires std::is_arithmetic_v<T> T number()
    {
        T value{};
        if (const auto bytes = take(sizeof value); m_ok)
            std::memcpy(&value, bytes.data(), sizeof value);
        return value;
    }
    std::string text() { return std::string(take(number<std::uint64_t>())); }
    template <typename T>
    std::vector<T> numbers()
    {
        const auto count = number<std::uint64_t>();
        if (count > m_rest.size() / sizeof(T)) {
            m_ok = false;
            return {};
        }
        std::vector<T> values(count);
        if (count > 0)
            std::memcpy(values.data(), take(count * sizeof(T)).data(), count * sizeof(T));
        return values;
    }
    bool ok() const { return m_ok; }
    bool atEnd() const { return m_ok && m_rest.empty(); }

private:
    std::string_view take(std::uint64_t count)
    {
        if (!m_ok || count > m_rest.size()) {
            m_ok = false;
            return {};
        }
        const auto result = m_rest.substr(0, count);
        m_rest.remove_prefix(count);
        return result;
    }

    std::string_view m_rest;
    bool m_ok = true;
};

} // namespace halftone
