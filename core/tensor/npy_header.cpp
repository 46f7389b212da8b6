// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/npy_header.h"

#include "core/base/checked.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace halftone {

namespace {

constexpr std::string_view kMagic{"\x93NUMPY", 6};
/// NumPy itself refuses headers above 10,000 characters.
constexpr std::size_t kMaxHeader = 65536;
constexpr std::size_t kHeaderAlignment = 64;
/// NumPy's own limit is 64.
constexpr std::size_t kMaxNpyRank = 64;

struct NumpyType
{
    std::string_view code;
    DType dtype;
};

constexpr std::array<NumpyType, 14> kNumpyTypes{{{"b1", DType::Bool}, {"i1", DType::Int8}, {"i2", DType::Int16}, {"i4", DType::Int32},
    {"i8", DType::Int64}, {"u1", DType::UInt8}, {"u2", DType::UInt16}, {"u4", DType::UInt32}, {"u8", DType::UInt64}, {"f2", DType::Float16},
    {"f4", DType::Float}, {"f8", DType::Double}, {"c8", DType::Complex64}, {"c16", DType::Complex128}}};

/// A Python dictionary literal of strings, booleans and tuples of integers, all that a header may hold.
class DictReader
{
public:
    explicit DictReader(std::string_view text) : m_text(text) { }

    bool consume(char wanted)
    {
        skipBlanks();
        if (m_text.empty() || m_text.front() != wanted)
            return false;
        m_text.remove_prefix(1);
        return true;
    }
    std::optional<std::string_view> string()
    {
        skipBlanks();
        if (m_text.empty() || (m_text.front() != '\'' && m_text.front() != '"'))
            return std::nullopt;
        const auto end = m_text.find(m_text.front(), 1);
        if (end == std::string_view::npos)
            return std::nullopt;
        const std::string_view value = m_text.substr(1, end - 1);
        m_text.remove_prefix(end + 1);
        return value;
    }
    std::optional<bool> boolean()
    {
        skipBlanks();
        for (const bool value : {true, false}) {
            const std::string_view word = value ? "True" : "False";
            if (m_text.starts_with(word)) {
                m_text.remove_prefix(word.size());
                return value;
            }
        }
        return std::nullopt;
    }
    std::optional<std::vector<std::int64_t>> tuple()
    {
        if (!consume('('))
            return std::nullopt;
        std::vector<std::int64_t> values;
        while (!consume(')')) {
            skipBlanks();
            std::int64_t value = 0;
            const auto [end, error] = std::from_chars(m_text.data(), m_text.data() + m_text.size(), value);
            if (error != std::errc() || values.size() >= kMaxNpyRank)
                return std::nullopt;
            m_text.remove_prefix(static_cast<std::size_t>(end - m_text.data()));
            // Python 2 wrote long integers with an L.
            consume('L');
            values.push_back(value);
            if (!consume(',')) {
                if (!consume(')'))
                    return std::nullopt;
                break;
            }
        }
        return values;
    }
    bool atEnd()
    {
        skipBlanks();
        return m_text.empty();
    }

private:
    void skipBlanks()
    {
        while (!m_text.empty() && (m_text.front() == ' ' || m_text.front() == '\n' || m_text.front() == '\t'))
            m_text.remove_prefix(1);
    }
    std::string_view m_text;
};

Error bad(std::string part) { return Error(errc::kNpyHeader, {std::move(part)}); }

Status parseType(std::string_view descr, NpyHeader &header)
{
    const std::string shown(descr.substr(0, 40));
    if (descr.size() < 2)
        return Error(errc::kNpyType, {shown});
    header.textLength = 0;
    header.characterBytes = 0;
    const char order = descr.front();
    const bool hasOrder = order == '<' || order == '>' || order == '|' || order == '=';
    const std::string_view code = hasOrder ? descr.substr(1) : descr;
    header.bigEndian = order == '>';
    if (code.starts_with('O'))
        return Error(errc::kNpyObjects);
    const auto known = std::ranges::find(kNumpyTypes, code, &NumpyType::code);
    if (known != kNumpyTypes.end()) {
        header.dtype = known->dtype;
        return {};
    }
    if (code.front() != 'U' && code.front() != 'S')
        return Error(errc::kNpyType, {shown});
    const auto [end, error] = std::from_chars(code.data() + 1, code.data() + code.size(), header.textLength);
    if (error != std::errc() || end != code.data() + code.size() || header.textLength < 0)
        return Error(errc::kNpyType, {shown});
    header.characterBytes = code.front() == 'U' ? 4 : 1;
    header.dtype = DType::String;
    return {};
}

} // namespace

Result<NpyHeader> NpyHeader::parse(std::string_view bytes)
{
    constexpr std::size_t kVersionEnd = 8;
    if (bytes.size() < kVersionEnd + 2 || !bytes.starts_with(kMagic))
        return bad("magic");
    const int version = bytes[kMagic.size()];
    const std::size_t lengthBytes = version == 1 ? 2 : 4;
    if (version < 1 || version > 3 || bytes.size() < kVersionEnd + lengthBytes)
        return bad("version");
    std::size_t length = 0;
    for (std::size_t i = 0; i < lengthBytes; ++i)
        length |= static_cast<std::size_t>(static_cast<std::uint8_t>(bytes[kVersionEnd + i])) << (8 * i);
    const std::size_t start = kVersionEnd + lengthBytes;
    if (length > kMaxHeader || length > bytes.size() - start)
        return bad("length");

    NpyHeader header;
    header.dataOffset = static_cast<std::int64_t>(start + length);
    DictReader reader(bytes.substr(start, length));
    bool hasType = false;
    bool hasOrder = false;
    bool hasShape = false;
    if (!reader.consume('{'))
        return bad("{");
    while (!reader.consume('}')) {
        const auto key = reader.string();
        if (!key || !reader.consume(':'))
            return bad("key");
        if ((hasType && *key == "descr") || (hasOrder && *key == "fortran_order") || (hasShape && *key == "shape"))
            return bad(std::string(*key) + " twice");
        if (*key == "descr") {
            const auto descr = reader.string();
            // Structured types are lists of fields.
            if (!descr)
                return Error(errc::kNpyType, {"struct"});
            HALFTONE_CHECK(parseType(*descr, header));
            hasType = true;
        } else if (*key == "fortran_order") {
            const auto order = reader.boolean();
            if (!order)
                return bad("fortran_order");
            header.fortranOrder = *order;
            hasOrder = true;
        } else if (*key == "shape") {
            auto shape = reader.tuple();
            if (!shape || std::ranges::any_of(*shape, [](std::int64_t dim) { return dim < 0; }))
                return bad("shape");
            header.shape = Shape(std::move(*shape));
            hasShape = true;
        } else {
            return bad(std::string(key->substr(0, 40)));
        }
        if (!reader.consume(',') && !reader.consume('}'))
            return bad("}");
        else if (reader.atEnd())
            break;
    }
    if (!hasType || !hasOrder || !hasShape || !reader.atEnd())
        return bad("descr, fortran_order, shape");

    const auto count = header.shape.checkedCount();
    const auto elementBytes = header.characterBytes ? checkedMultiply(header.textLength, header.characterBytes)
                                                    : std::optional<std::int64_t>(dtypeBits(header.dtype) / 8);
    const auto dataBytes = count && elementBytes ? checkedMultiply(*count, *elementBytes) : std::nullopt;
    if (!dataBytes)
        return Error(errc::kShapeOverflow, {header.shape.toString()});
    header.dataBytes = *dataBytes;
    return header;
}

std::string NpyHeader::format(DType dtype, std::int64_t characters, const Shape &shape)
{
    const auto known = std::ranges::find(kNumpyTypes, dtype, &NumpyType::dtype);
    std::string descr = "<U" + std::to_string(characters);
    if (known != kNumpyTypes.end())
        descr = (dtypeBits(dtype) == 8 ? "|" : "<") + std::string(known->code);
    std::string text = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (";
    for (const std::int64_t dim : shape)
        text += std::to_string(dim) + (shape.rank() == 1 ? "," : ", ");
    if (shape.rank() > 1)
        text.resize(text.size() - 2);
    text += "), }";
    const std::size_t prefix = kMagic.size() + 4;
    text.append((kHeaderAlignment - (prefix + text.size() + 1) % kHeaderAlignment) % kHeaderAlignment, ' ');
    text += '\n';
    std::string header(kMagic);
    header += '\x01';
    header += '\0';
    header += static_cast<char>(text.size() & 0xffU);
    header += static_cast<char>(text.size() >> 8U);
    return header + text;
}

} // namespace halftone
