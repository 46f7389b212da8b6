// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/cast.h"

#include "core/tensor/half.h"
#include "core/tensor/number_text.h"
#include "core/tensor/packed.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <type_traits>

namespace halftone {

namespace {

/// Elements are converted through a block of the widest type of their kind: double holds every float exactly, and
/// integers go as 64 bits, so that each conversion rounds once.
constexpr std::int64_t kBlock = 1024;

template <typename Wide>
using Block = std::array<Wide, kBlock>;

template <typename T, typename Wide>
void widen(const Tensor &tensor, std::int64_t first, std::int64_t count, Wide *out)
{
    const T *in = tensor.as<T>().data() + first;
    std::transform(in, in + count, out, [](T value) { return static_cast<Wide>(value); });
}

void readFloats(const Tensor &tensor, std::int64_t first, std::int64_t count, double *out)
{
    const auto each = [&](auto element) {
        for (std::int64_t i = 0; i < count; ++i)
            out[i] = element(first + i);
    };
    const auto halves = [&](std::int64_t i) { return reinterpret_cast<const std::uint16_t *>(tensor.raw())[i]; };
    switch (tensor.dtype()) {
    case DType::Float:
        return widen<float>(tensor, first, count, out);
    case DType::Double:
        return widen<double>(tensor, first, count, out);
    case DType::Float16:
        return each([&](std::int64_t i) { return halfToFloat(halves(i)); });
    case DType::BFloat16:
        return each([&](std::int64_t i) { return bfloat16ToFloat(halves(i)); });
    case DType::Float4E2M1:
        return each([&](std::int64_t i) {
            return smallFloatToFloat(static_cast<std::uint8_t>(readPacked(tensor.raw(), i, 4, false)), DType::Float4E2M1);
        });
    default:
        return each([&](std::int64_t i) { return smallFloatToFloat(std::to_integer<std::uint8_t>(tensor.raw()[i]), tensor.dtype()); });
    }
}

/// uint64 travels as its two's complement.
void readIntegers(const Tensor &tensor, std::int64_t first, std::int64_t count, std::int64_t *out)
{
    switch (tensor.dtype()) {
    case DType::Bool:
    case DType::UInt8:
        return widen<std::uint8_t>(tensor, first, count, out);
    case DType::Int8:
        return widen<std::int8_t>(tensor, first, count, out);
    case DType::UInt16:
        return widen<std::uint16_t>(tensor, first, count, out);
    case DType::Int16:
        return widen<std::int16_t>(tensor, first, count, out);
    case DType::UInt32:
        return widen<std::uint32_t>(tensor, first, count, out);
    case DType::Int32:
        return widen<std::int32_t>(tensor, first, count, out);
    case DType::UInt64:
    case DType::Int64:
        return widen<std::int64_t>(tensor, first, count, out);
    default:
        for (std::int64_t i = 0; i < count; ++i)
            out[i] = readPacked(tensor.raw(), first + i, dtypeBits(tensor.dtype()), isSigned(tensor.dtype()));
    }
}

/// Truncates; what 64 bits cannot hold is clamped, NaN is 0.
std::int64_t toInteger(double value, bool toUnsigned64)
{
    constexpr double kTwo63 = 0x1p63;
    if (std::isnan(value))
        return 0;
    if (toUnsigned64 && value >= kTwo63)
        return static_cast<std::int64_t>(
            value >= 2 * kTwo63 ? std::numeric_limits<std::uint64_t>::max() : static_cast<std::uint64_t>(value));
    if (value >= kTwo63)
        return std::numeric_limits<std::int64_t>::max();
    return value <= -kTwo63 ? std::numeric_limits<std::int64_t>::min() : static_cast<std::int64_t>(value);
}

void writeIntegers(const std::int64_t *in, std::int64_t first, std::int64_t count, Tensor &tensor)
{
    const auto store = [&](auto zero) {
        using T = decltype(zero);
        T *out = reinterpret_cast<T *>(tensor.mutableRaw()) + first;
        std::transform(in, in + count, out, [](std::int64_t value) { return static_cast<T>(value); });
    };
    switch (dtypeBits(tensor.dtype())) {
    case 64:
        return store(std::int64_t(0));
    case 32:
        return store(std::int32_t(0));
    case 16:
        return store(std::int16_t(0));
    case 8:
        return store(std::int8_t(0));
    default:
        for (std::int64_t i = 0; i < count; ++i)
            writePacked(tensor.mutableRaw(), first + i, dtypeBits(tensor.dtype()), static_cast<int>(in[i] & 0xf));
    }
}

/// double → float that is safe to round again: a result halfway between two coarser values stays off the tie (round to odd).
float roundToOdd(double value)
{
    const auto nearest = static_cast<float>(value);
    if (static_cast<double>(nearest) == value || !std::isfinite(nearest) || (std::bit_cast<std::uint32_t>(nearest) & 1U))
        return nearest;
    return std::nextafter(
        nearest, static_cast<double>(nearest) < value ? std::numeric_limits<float>::infinity() : -std::numeric_limits<float>::infinity());
}

void writeFloats(const double *in, std::int64_t first, std::int64_t count, Tensor &tensor, bool saturate, PowerRounding rounding)
{
    auto *halves = reinterpret_cast<std::uint16_t *>(tensor.mutableRaw()) + first;
    switch (tensor.dtype()) {
    case DType::Float:
        std::transform(
            in, in + count, reinterpret_cast<float *>(tensor.mutableRaw()) + first, [](double v) { return static_cast<float>(v); });
        return;
    case DType::Double:
        std::copy(in, in + count, reinterpret_cast<double *>(tensor.mutableRaw()) + first);
        return;
    case DType::Float16:
        std::transform(in, in + count, halves, [](double v) { return floatToHalf(roundToOdd(v)); });
        return;
    case DType::BFloat16:
        std::transform(in, in + count, halves, [](double v) { return floatToBFloat16(roundToOdd(v)); });
        return;
    default:
        break;
    }
    for (std::int64_t i = 0; i < count; ++i) {
        const std::uint8_t code = floatToSmallFloat(roundToOdd(in[i]), tensor.dtype(), saturate, rounding);
        if (tensor.dtype() == DType::Float4E2M1)
            writePacked(tensor.mutableRaw(), first + i, 4, code);
        else
            tensor.mutableRaw()[first + i] = static_cast<std::byte>(code);
    }
}

Status readTexts(const Tensor &tensor, Tensor &result, bool saturate, PowerRounding rounding)
{
    const bool toFloats = isFloatingPoint(result.dtype());
    for (std::int64_t i = 0; i < tensor.count(); ++i) {
        const std::string &text = tensor.strings()[static_cast<std::size_t>(i)];
        if (toFloats) {
            const auto number = parseFloat(text);
            if (!number)
                return Error(errc::kCastText, {text.substr(0, 40), std::string(dtypeName(result.dtype()))});
            writeFloats(&*number, i, 1, result, saturate, rounding);
        } else {
            auto number = parseInteger(text);
            if (!number)
                return Error(errc::kCastText, {text.substr(0, 40), std::string(dtypeName(result.dtype()))});
            if (result.dtype() == DType::Bool)
                *number = *number != 0;
            writeIntegers(&*number, i, 1, result);
        }
    }
    return {};
}

std::string toText(const Tensor &tensor, std::int64_t index)
{
    if (tensor.dtype() == DType::Float)
        return formatFloat(tensor.as<float>()[static_cast<std::size_t>(index)]);
    if (isFloatingPoint(tensor.dtype())) {
        double value = 0;
        readFloats(tensor, index, 1, &value);
        return tensor.dtype() == DType::Double ? formatFloat(value) : formatFloat(static_cast<float>(value));
    }
    std::int64_t value = 0;
    readIntegers(tensor, index, 1, &value);
    return tensor.dtype() == DType::UInt64 ? std::to_string(static_cast<std::uint64_t>(value)) : std::to_string(value);
}

bool isComplex(DType type) { return type == DType::Complex64 || type == DType::Complex128; }

} // namespace

Result<Tensor> castTensor(const Tensor &tensor, DType type, bool saturate, PowerRounding rounding)
{
    const DType from = tensor.dtype();
    if (from == type)
        return tensor;
    if (isComplex(from) || isComplex(type) || from == DType::Undefined || type == DType::Undefined)
        return Error(errc::kCastUnsupported, {std::string(dtypeName(from)), std::string(dtypeName(type))});
    // Zeroed where elements share bytes, since those are written one by one.
    HALFTONE_TRY(
        auto result, isSubByte(type) ? Tensor::allocate(type, tensor.shape()) : Tensor::allocateUninitialized(type, tensor.shape()));
    if (from == DType::String) {
        HALFTONE_CHECK(readTexts(tensor, result, saturate, rounding));
        return result;
    }
    if (type == DType::String) {
        for (std::int64_t i = 0; i < tensor.count(); ++i)
            result.mutableStrings()[static_cast<std::size_t>(i)] = toText(tensor, i);
        return result;
    }
    Block<double> floats;
    Block<std::int64_t> integers;
    const bool toFloats = isFloatingPoint(type);
    for (std::int64_t first = 0; first < tensor.count(); first += kBlock) {
        const std::int64_t count = std::min(kBlock, tensor.count() - first);
        const auto n = static_cast<std::size_t>(count);
        if (isFloatingPoint(from)) {
            readFloats(tensor, first, count, floats.data());
            if (type == DType::Bool)
                std::transform(floats.data(), floats.data() + n, integers.data(), [](double v) { return v != 0; });
            else if (!toFloats)
                std::transform(
                    floats.data(), floats.data() + n, integers.data(), [&](double v) { return toInteger(v, type == DType::UInt64); });
        } else {
            readIntegers(tensor, first, count, integers.data());
            if (type == DType::Bool)
                std::transform(integers.data(), integers.data() + n, integers.data(), [](std::int64_t v) { return v != 0; });
            else if (type == DType::Float && from == DType::Int64) {
                // Straight to float: through double it would round twice.
                std::transform(integers.data(), integers.data() + n, floats.data(), [](std::int64_t v) { return static_cast<float>(v); });
            } else if (from == DType::UInt64) {
                std::transform(integers.data(), integers.data() + n, floats.data(), [&](std::int64_t v) {
                    const auto natural = static_cast<std::uint64_t>(v);
                    return type == DType::Float ? static_cast<double>(static_cast<float>(natural)) : static_cast<double>(natural);
                });
            } else if (toFloats)
                std::transform(integers.data(), integers.data() + n, floats.data(), [](std::int64_t v) { return static_cast<double>(v); });
        }
        if (toFloats)
            writeFloats(floats.data(), first, count, result, saturate, rounding);
        else
            writeIntegers(integers.data(), first, count, result);
    }
    return result;
}

Result<Tensor> toFloat(const Tensor &tensor) { return castTensor(tensor, DType::Float); }

} // namespace halftone
