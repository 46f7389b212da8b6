// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/npy.h"

#include "core/base/input_file.h"
#include "core/tensor/cast.h"
#include "core/tensor/npy_header.h"
#include "core/tensor/packed.h"
#include "core/tensor/utf.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace halftone {

namespace {

/// Header and text elements are small enough to be read at once; more is refused.
constexpr std::int64_t kHeaderWindow = 1 << 17;

void swapBytes(std::byte *data, std::size_t bytes, std::size_t unit)
{
    for (std::size_t i = 0; i + unit <= bytes; i += unit)
        std::reverse(data + i, data + i + unit);
}

/// The number that is swapped as one: a complex number is two.
std::size_t swapUnit(DType type)
{
    const auto bytes = static_cast<std::size_t>(dtypeBits(type)) / 8;
    return type == DType::Complex64 || type == DType::Complex128 ? bytes / 2 : bytes;
}

/// Reorders first-index-fastest elements to last-index-fastest ones.
Result<Tensor> fromFortranOrder(const Tensor &stored, const Shape &shape)
{
    HALFTONE_TRY(auto result, Tensor::allocateUninitialized(stored.dtype(), shape));
    const auto size = static_cast<std::size_t>(dtypeBits(stored.dtype())) / 8;
    std::vector<std::int64_t> strides(static_cast<std::size_t>(shape.rank()), 1);
    for (std::size_t axis = 1; axis < strides.size(); ++axis)
        strides[axis] = strides[axis - 1] * shape[static_cast<int>(axis) - 1];
    std::vector<std::int64_t> index(strides.size(), 0);
    std::int64_t source = 0;
    for (std::int64_t i = 0; i < stored.count(); ++i) {
        if (stored.dtype() == DType::String)
            result.mutableStrings()[static_cast<std::size_t>(i)] = stored.strings()[static_cast<std::size_t>(source)];
        else
            std::memcpy(
                result.mutableRaw() + static_cast<std::size_t>(i) * size, stored.raw() + static_cast<std::size_t>(source) * size, size);
        for (std::size_t axis = strides.size(); axis-- > 0;) {
            source += strides[axis];
            if (++index[axis] < shape[static_cast<int>(axis)])
                break;
            source -= strides[axis] * index[axis];
            index[axis] = 0;
        }
    }
    return result;
}

std::string decodeText(std::string_view bytes, const NpyHeader &header)
{
    if (header.characterBytes == 1)
        return std::string(bytes.substr(0, bytes.find_last_not_of('\0') + 1));
    std::string text;
    for (std::size_t i = 0; i + 4 <= bytes.size(); i += 4) {
        std::array<char, 4> unit{bytes[i], bytes[i + 1], bytes[i + 2], bytes[i + 3]};
        if (header.bigEndian)
            std::ranges::reverse(unit);
        std::uint32_t point = 0;
        std::memcpy(&point, unit.data(), sizeof point);
        appendUtf8(text, point);
    }
    return text.substr(0, text.find_last_not_of('\0') + 1);
}

/// `read(offset, target)` delivers the file's bytes.
template <typename Read>
Result<Tensor> load(const NpyHeader &header, Read &&read)
{
    HALFTONE_TRY(auto tensor, Tensor::allocateUninitialized(header.dtype, header.shape));
    if (header.dtype == DType::String) {
        const std::int64_t size = header.textLength * header.characterBytes;
        if (size > memoryBudget())
            return Error(errc::kOutOfBudget, {std::to_string(size), std::to_string(memoryBudget())});
        std::string bytes(static_cast<std::size_t>(size), '\0');
        for (std::int64_t i = 0; i < tensor.count(); ++i) {
            HALFTONE_CHECK(read(header.dataOffset + i * size, std::as_writable_bytes(std::span(bytes))));
            tensor.mutableStrings()[static_cast<std::size_t>(i)] = decodeText(bytes, header);
        }
    } else {
        HALFTONE_CHECK(read(header.dataOffset, std::span(tensor.mutableRaw(), tensor.bytes())));
        if (header.bigEndian)
            swapBytes(tensor.mutableRaw(), tensor.bytes(), swapUnit(header.dtype));
        if (header.dtype == DType::Bool)
            std::ranges::transform(
                tensor.mutableAs<std::uint8_t>(), tensor.mutableAs<std::uint8_t>().begin(), [](std::uint8_t flag) { return flag != 0; });
    }
    if (header.fortranOrder && header.shape.rank() > 1)
        return fromFortranOrder(tensor, header.shape);
    return tensor;
}

Status checkSize(const NpyHeader &header, std::int64_t available)
{
    if (header.dataBytes > available - header.dataOffset)
        return Error(errc::kNpySize, {std::to_string(header.dataBytes), std::to_string(available - header.dataOffset)});
    return {};
}

Result<std::string> formatTexts(const Tensor &tensor)
{
    std::vector<std::u32string> texts;
    std::size_t longest = 1;
    for (const std::string &text : tensor.strings()) {
        texts.push_back(utf8ToUtf32(text));
        longest = std::max(longest, texts.back().size());
    }
    std::string bytes = NpyHeader::format(DType::String, static_cast<std::int64_t>(longest), tensor.shape());
    for (std::u32string &text : texts) {
        text.resize(longest, U'\0');
        bytes.append(reinterpret_cast<const char *>(text.data()), text.size() * sizeof(char32_t));
    }
    return bytes;
}

/// The tensor in a type that NumPy has.
Result<Tensor> asNumpyType(const Tensor &tensor)
{
    if (isSubByte(tensor.dtype()) && isInteger(tensor.dtype()))
        return unpackIntegers(tensor);
    const bool known = tensor.dtype() == DType::Float16 || tensor.dtype() == DType::Double;
    return isFloatingPoint(tensor.dtype()) && !known ? toFloat(tensor) : Result<Tensor>(tensor);
}

} // namespace

Result<Tensor> parseNpy(std::string_view bytes)
{
    HALFTONE_TRY(const auto header, NpyHeader::parse(bytes));
    HALFTONE_CHECK(checkSize(header, static_cast<std::int64_t>(bytes.size())));
    return load(header, [&](std::int64_t offset, std::span<std::byte> target) -> Status {
        std::copy_n(reinterpret_cast<const std::byte *>(bytes.data()) + offset, target.size(), target.data());
        return {};
    });
}

Result<Tensor> readNpy(const std::string &path)
{
    const auto read = [&]() -> Result<Tensor> {
        HALFTONE_TRY(const auto file, InputFile::open(path));
        std::string head(static_cast<std::size_t>(std::min(kHeaderWindow, file->size())), '\0');
        HALFTONE_CHECK(file->read(0, std::as_writable_bytes(std::span(head))));
        HALFTONE_TRY(const auto header, NpyHeader::parse(head));
        HALFTONE_CHECK(checkSize(header, file->size()));
        return load(header, [&](std::int64_t offset, std::span<std::byte> target) { return file->read(offset, target); });
    };
    auto result = read();
    if (!result)
        return std::move(result).error().at(path);
    return result;
}

Result<std::string> formatNpy(const Tensor &tensor)
{
    if (tensor.isNull())
        return Error(errc::kNpyType, {std::string(dtypeName(tensor.dtype()))});
    if (tensor.dtype() == DType::String)
        return formatTexts(tensor);
    HALFTONE_TRY(const auto stored, asNumpyType(tensor));
    std::string bytes = NpyHeader::format(stored.dtype(), 0, stored.shape());
    bytes.append(reinterpret_cast<const char *>(stored.raw()), stored.bytes());
    return bytes;
}

Status writeNpy(const std::string &path, const Tensor &tensor)
{
    HALFTONE_TRY(const std::string bytes, formatNpy(tensor));
    std::FILE *file = std::fopen(path.c_str(), "wbe");
    if (!file)
        return Error(errc::kNpyWrite, {std::strerror(errno)}, path);
    bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
    int reason = errno;
    // Data still buffered fail at the close.
    if (std::fclose(file) != 0 && written) {
        written = false;
        reason = errno;
    }
    if (!written)
        return Error(errc::kNpyWrite, {std::strerror(reason)}, path);
    return {};
}

} // namespace halftone
