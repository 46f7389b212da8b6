// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/error_kernels.h"

#include "core/engine/kernels/clones.h"
#include "core/engine/view_layout.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace halftone {

namespace {

using Floats = float __attribute__((vector_size(sizeof(float) * kErrorLanes)));
using Ints = std::int32_t __attribute__((vector_size(sizeof(std::int32_t) * kErrorLanes)));
template <typename T>
struct LanesOf
{
    using Type __attribute__((vector_size(sizeof(T) * kErrorLanes))) = T;
};

constexpr float kMagic = 12582912.0F; // rounds |x| < 2²² when added and subtracted

struct AsTheyAre
{
    explicit AsTheyAre(const Reading &) { }
    [[gnu::always_inline]] void operator()(const std::byte *from, Floats &to) const { std::memcpy(&to, from, sizeof to); }
    static constexpr std::int64_t kSize = sizeof(float);
};

struct AsRounded
{
    explicit AsRounded(const Reading &reading)
        : scale(reading.scale)
        , low(static_cast<float>(reading.limits.lowest - reading.zeroPoint))
        , high(static_cast<float>(reading.limits.highest - reading.zeroPoint))
    {
    }
    [[gnu::always_inline]] void operator()(const std::byte *from, Floats &to) const
    {
        std::memcpy(&to, from, sizeof to);
        to = to / scale;
        to = to > low ? to : Floats{} + low;
        to = to < high ? to : Floats{} + high;
        to = ((to + kMagic) - kMagic) * scale;
    }
    static constexpr std::int64_t kSize = sizeof(float);
    float scale;
    float low;
    float high;
};

template <typename T>
struct AsIntegers
{
    explicit AsIntegers(const Reading &reading) : scale(reading.scale), zeroPoint(static_cast<float>(reading.zeroPoint)) { }
    [[gnu::always_inline]] void operator()(const std::byte *from, Floats &to) const
    {
        typename LanesOf<T>::Type elements;
        std::memcpy(&elements, from, sizeof elements);
        to = (__builtin_convertvector(__builtin_convertvector(elements, Ints), Floats) - zeroPoint) * scale;
    }
    static constexpr std::int64_t kSize = sizeof(T);
    float scale;
    float zeroPoint;
};

template <typename Read>
[[gnu::always_inline]] inline void addRows(
    const float *x, std::int64_t xStride, const std::byte *y, std::int64_t yStride, std::int64_t rows, Read read, LaneSums &sums)
{
    Floats signal{};
    Floats noise{};
    Floats dot{};
    Floats squares{};
    Floats most{};
    for (std::int64_t row = 0; row < rows; ++row, x += xStride, y += yStride * Read::kSize) {
        Floats a;
        Floats b;
        std::memcpy(&a, x, sizeof a);
        read(y, b);
        const Floats e = a - b;
        const Floats magnitude = e < 0.0F ? -e : e;
        signal += a * a;
        noise += e * e;
        dot += a * b;
        squares += b * b;
        most = magnitude > most ? magnitude : most;
    }
    for (int lane = 0; lane < kErrorLanes; ++lane) {
        sums.signal[lane] += signal[lane];
        sums.noise[lane] += noise[lane];
        sums.dot[lane] += dot[lane];
        sums.squares[lane] += squares[lane];
        sums.most[lane] = most[lane] > sums.most[lane] ? most[lane] : sums.most[lane];
    }
}

// One function a type, each compiled for several instruction sets, which templates cannot be.
using AddRows = void(const float *, std::int64_t, const std::byte *, std::int64_t, std::int64_t, const Reading &, LaneSums &);

HALFTONE_CLONES void addFloats(const float *x, std::int64_t xStride, const std::byte *y, std::int64_t yStride, std::int64_t rows,
    const Reading &reading, LaneSums &sums)
{
    addRows(x, xStride, y, yStride, rows, AsTheyAre(reading), sums);
}
HALFTONE_CLONES void addRounded(const float *x, std::int64_t xStride, const std::byte *y, std::int64_t yStride, std::int64_t rows,
    const Reading &reading, LaneSums &sums)
{
    addRows(x, xStride, y, yStride, rows, AsRounded(reading), sums);
}
HALFTONE_CLONES void addU8(const float *x, std::int64_t xStride, const std::byte *y, std::int64_t yStride, std::int64_t rows,
    const Reading &reading, LaneSums &sums)
{
    addRows(x, xStride, y, yStride, rows, AsIntegers<std::uint8_t>(reading), sums);
}
HALFTONE_CLONES void addS8(const float *x, std::int64_t xStride, const std::byte *y, std::int64_t yStride, std::int64_t rows,
    const Reading &reading, LaneSums &sums)
{
    addRows(x, xStride, y, yStride, rows, AsIntegers<std::int8_t>(reading), sums);
}
HALFTONE_CLONES void addU16(const float *x, std::int64_t xStride, const std::byte *y, std::int64_t yStride, std::int64_t rows,
    const Reading &reading, LaneSums &sums)
{
    addRows(x, xStride, y, yStride, rows, AsIntegers<std::uint16_t>(reading), sums);
}
HALFTONE_CLONES void addS16(const float *x, std::int64_t xStride, const std::byte *y, std::int64_t yStride, std::int64_t rows,
    const Reading &reading, LaneSums &sums)
{
    addRows(x, xStride, y, yStride, rows, AsIntegers<std::int16_t>(reading), sums);
}

AddRows *rowsFor(const Reading &reading)
{
    if (reading.kind != Reading::Kind::Integers)
        return reading.kind == Reading::Kind::Floats ? addFloats : addRounded;
    switch (reading.dtype) {
    case DType::UInt8:
        return addU8;
    case DType::Int8:
        return addS8;
    case DType::UInt16:
        return addU16;
    default:
        return addS16;
    }
}

HALFTONE_CLONES void roundFloats(const float *x, std::int64_t count, const Reading &reading, float *result)
{
    const AsRounded read(reading);
    for (std::int64_t i = 0; i < count; ++i) {
        float quotient = x[i] / read.scale;
        quotient = quotient > read.low ? quotient : read.low;
        quotient = quotient < read.high ? quotient : read.high;
        result[i] = ((quotient + kMagic) - kMagic) * read.scale;
    }
}

template <typename T>
void quantizeAs(const TensorView &x, float scale, std::int32_t zeroPoint, const TensorView &to, std::byte *data)
{
    const QuantLimits limits = quantLimits(to.dtype, false, false);
    const auto *from = reinterpret_cast<const float *>(x.data);
    T *const q = reinterpret_cast<T *>(data);
    if (haveSameLayout(x, to)) {
        quantizeSpan(from, storedCount(x), scale, zeroPoint, limits, q);
        return clearPadding(to, data);
    }
    // Positions at a time, so that what is put in order is still in the cache.
    const ChannelGeometry a(x);
    const ChannelGeometry b(to);
    constexpr std::int64_t kTile = 16;
    const std::int64_t step = std::min<std::int64_t>({kErrorLanes, a.group, b.group});
    float tile[kTile * kErrorLanes];
    T steps[kTile * kErrorLanes];
    for (std::int64_t n = 0; n < a.batch; ++n) {
        for (std::int64_t i = 0; i < a.inner; i += kTile) {
            const std::int64_t rows = std::min(kTile, a.inner - i);
            for (std::int64_t c = 0; c < a.channels; c += step) {
                const std::int64_t lanes = std::min(step, a.channels - c);
                const float *source = from + a.offset(n, c, i);
                for (std::int64_t row = 0; row < rows; ++row)
                    for (std::int64_t lane = 0; lane < lanes; ++lane)
                        tile[row * lanes + lane] = source[row * a.row + lane * a.lane];
                quantizeSpan(tile, rows * lanes, scale, zeroPoint, limits, steps);
                T *target = q + b.offset(n, c, i);
                for (std::int64_t row = 0; row < rows; ++row)
                    for (std::int64_t lane = 0; lane < lanes; ++lane)
                        target[row * b.row + lane * b.lane] = steps[row * lanes + lane];
            }
        }
    }
    clearPadding(to, data);
}

} // namespace

void addLaneRows(const float *x, std::int64_t xStride, const std::byte *y, std::int64_t yStride, std::int64_t rows, const Reading &reading,
    LaneSums &sums)
{
    rowsFor(reading)(x, xStride, y, yStride, rows, reading, sums);
}

void readSpan(const std::byte *elements, std::int64_t count, const Reading &reading, float *result)
{
    const auto integers = [&]<typename T>(const T *q) { dequantizeSpan(q, count, reading.scale, reading.zeroPoint, result); };
    if (reading.kind == Reading::Kind::Floats)
        std::copy_n(reinterpret_cast<const float *>(elements), count, result);
    else if (reading.kind == Reading::Kind::Rounded)
        roundFloats(reinterpret_cast<const float *>(elements), count, reading, result);
    else if (reading.dtype == DType::UInt8)
        integers(reinterpret_cast<const std::uint8_t *>(elements));
    else if (reading.dtype == DType::Int8)
        integers(reinterpret_cast<const std::int8_t *>(elements));
    else if (reading.dtype == DType::UInt16)
        integers(reinterpret_cast<const std::uint16_t *>(elements));
    else
        integers(reinterpret_cast<const std::int16_t *>(elements));
}

void quantizeView(const TensorView &x, float scale, std::int32_t zeroPoint, const TensorView &to, std::byte *data)
{
    if (x.shape.count() == 0)
        return;
    switch (to.dtype) {
    case DType::UInt8:
        return quantizeAs<std::uint8_t>(x, scale, zeroPoint, to, data);
    case DType::Int8:
        return quantizeAs<std::int8_t>(x, scale, zeroPoint, to, data);
    case DType::UInt16:
        return quantizeAs<std::uint16_t>(x, scale, zeroPoint, to, data);
    default:
        return quantizeAs<std::int16_t>(x, scale, zeroPoint, to, data);
    }
}

} // namespace halftone
