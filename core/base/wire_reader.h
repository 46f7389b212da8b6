// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/input_file.h"

#include <bit>
#include <optional>
#include <string>
#include <string_view>

namespace halftone {

namespace errc {
/// %1 offset of a field that goes on behind the end of its message, %2 where that ends.
inline constexpr ErrorCode kWireTruncated{"base.wire-truncated"};
/// %1 offset of bytes that are not the protobuf wire format.
inline constexpr ErrorCode kWireMalformed{"base.wire-malformed"};
/// %1 messages within messages, %2 allowed.
inline constexpr ErrorCode kWireTooDeep{"base.wire-too-deep"};
/// %1 offset, %2 bytes of a field above protobuf's limit of 2 GiB.
inline constexpr ErrorCode kWireFieldTooLong{"base.wire-field-too-long"};
} // namespace errc

/// Sizes of the protobuf encoding (protobuf.dev/programming-guides/encoding).
enum class WireType : std::uint8_t { Varint = 0, Fixed64 = 1, Length = 2, GroupStart = 3, GroupEnd = 4, Fixed32 = 5 };

/// Field number and wire type as one number, for `switch`: a known number of an unexpected wire type is an unknown field.
constexpr std::uint32_t wireKey(std::uint32_t number, WireType type) { return number << 3 | static_cast<std::uint32_t>(type); }

/// One field of a message: its number or, for length-delimited fields, where its payload lies in the file.
struct WireField
{
    std::uint32_t key = 0;
    /// Payload of varint and fixed fields.
    std::uint64_t value = 0;
    /// Payload of length-delimited fields.
    std::int64_t offset = 0;
    std::int64_t length = 0;
    /// The whole field, key included.
    std::int64_t start = 0;
    std::int64_t end = 0;

    std::int64_t integer() const { return static_cast<std::int64_t>(value); }
    float asFloat() const { return std::bit_cast<float>(static_cast<std::uint32_t>(value)); }
    double asDouble() const { return std::bit_cast<double>(value); }
};

/// A window over an untrusted file that is read front to back, skipping what nobody asks for; holds the first error and a budget
/// of memory for what is made of the bytes (protobuf lets two bytes stand for a whole object).
class WireInput
{
public:
    /// `budget`: estimated bytes that the objects made from this file may take.
    WireInput(std::shared_ptr<const InputFile> file, std::int64_t budget);

    const std::shared_ptr<const InputFile> &file() const { return m_file; }
    /// The bytes [offset, offset + length), valid until the next call; empty after an error.
    std::string_view view(std::int64_t offset, std::int64_t length);
    /// Takes `bytes` from the budget.
    bool charge(std::int64_t bytes);

    bool failed() const { return m_error.has_value(); }
    /// Keeps the first error only.
    void fail(Error error);
    /// Names the place of the error, unless it has one.
    void placeError(std::string where);
    const Error &error() const { return *m_error; }

private:
    friend class WireReader;
    std::shared_ptr<const InputFile> m_file;
    std::string m_window;
    std::int64_t m_windowStart = 0;
    std::int64_t m_budget = 0;
    std::int64_t m_charged = 0;
    std::optional<Error> m_error;
};

/// The fields of one message, in order. Errors go to the WireInput and end the iteration, so callers check once.
class WireReader
{
public:
    /// All of the file as one message.
    explicit WireReader(WireInput &input);

    /// The next field; false at the end of the message and after an error.
    bool next(WireField &field);
    /// The message within `field`.
    WireReader message(const WireField &field) const;
    std::string text(const WireField &field);
    /// Appends the field as it stands, for fields we do not know.
    void keep(const WireField &field, std::string &extra);
    /// Calls visit(std::uint64_t) for a repeated integer, whether packed (a Length field) or single.
    template <typename Visit>
    void forEachVarint(const WireField &field, Visit &&visit);

    WireInput &input() const { return *m_input; }
    bool failed() const { return m_input->failed(); }

private:
    WireReader(WireInput &input, std::int64_t begin, std::int64_t end, int depth);
    bool varint(std::uint64_t &value);
    bool malformed(std::int64_t offset);
    bool truncated(std::int64_t offset);

    WireInput *m_input = nullptr;
    std::int64_t m_position = 0;
    std::int64_t m_end = 0;
    int m_depth = 0;
};

template <typename Visit>
void WireReader::forEachVarint(const WireField &field, Visit &&visit)
{
    if ((field.key & 7U) == static_cast<std::uint32_t>(WireType::Varint)) {
        visit(field.value);
        return;
    }
    WireReader packed(*m_input, field.offset, field.offset + field.length, m_depth);
    std::uint64_t value = 0;
    while (packed.m_position < packed.m_end && packed.varint(value))
        visit(value);
}

} // namespace halftone
