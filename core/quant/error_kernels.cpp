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

using Doubles = double __attribute__((vector_size(sizeof(double) * kErrorLanes)));

[[gnu::always_inline]] inline void flush(const Floats &sum, double (&total)[kErrorLanes])
{
    Doubles sums;
    std::memcpy(&sums, total, sizeof sums);
    sums += __builtin_convertvector(sum, Doubles);
    std::memcpy(total, &sums, sizeof sums);
}

template <int kVectors, typename Read>
[[gnu::always_inline]] inline void addRows(
    LaneRows<float> x, LaneRows<std::byte> y, std::int64_t rows, const Read &read, LaneTotals *totals)
{
    for (std::int64_t begin = 0; begin < rows; begin += kErrorRows) {
        Floats signal[kVectors] = {};
        Floats noise[kVectors] = {};
        Floats dot[kVectors] = {};
        Floats squares[kVectors] = {};
        Floats most[kVectors] = {};
        const std::int64_t end = std::min(rows, begin + kErrorRows);
        for (std::int64_t row = begin; row < end; ++row) {
#pragma GCC unroll 4
            for (int v = 0; v < kVectors; ++v) {
                Floats a;
                Floats b;
                std::memcpy(&a, x.first + row * x.row + v * x.vector, sizeof a);
                read(y.first + (row * y.row + v * y.vector) * Read::kSize, b);
                const Floats e = a - b;
                const Floats magnitude = e < 0.0F ? -e : e;
                signal[v] += a * a;
                noise[v] += e * e;
                dot[v] += a * b;
                squares[v] += b * b;
                most[v] = magnitude > most[v] ? magnitude : most[v];
            }
        }
        for (int v = 0; v < kVectors; ++v) {
            LaneTotals &total = totals[v];
            flush(signal[v], total.signal);
            flush(noise[v], total.noise);
            flush(dot[v], total.dot);
            flush(squares[v], total.squares);
            Floats before;
            std::memcpy(&before, total.most, sizeof before);
            before = most[v] > before ? most[v] : before;
            std::memcpy(total.most, &before, sizeof before);
        }
    }
}

// One function a type, each compiled for several instruction sets, which templates cannot be.
using AddRows = void(LaneRows<float>, LaneRows<std::byte>, std::int64_t, int, const Reading &, LaneTotals *);

template <typename Read>
[[gnu::always_inline]] inline void addVectors(
    LaneRows<float> x, LaneRows<std::byte> y, std::int64_t rows, int vectors, const Reading &reading, LaneTotals *totals)
{
    const Read read(reading);
    if (vectors == kErrorVectors)
        addRows<kErrorVectors>(x, y, rows, read, totals);
    else
        addRows<1>(x, y, rows, read, totals);
}

HALFTONE_CLONES void addFloats(
    LaneRows<float> x, LaneRows<std::byte> y, std::int64_t rows, int vectors, const Reading &reading, LaneTotals *totals)
{
    addVectors<AsTheyAre>(x, y, rows, vectors, reading, totals);
}
HALFTONE_CLONES void addRounded(
    LaneRows<float> x, LaneRows<std::byte> y, std::int64_t rows, int vectors, const Reading &reading, LaneTotals *totals)
{
    addVectors<AsRounded>(x, y, rows, vectors, reading, totals);
}
HALFTONE_CLONES void addU8(
    LaneRows<float> x, LaneRows<std::byte> y, std::int64_t rows, int vectors, const Reading &reading, LaneTotals *totals)
{
    addVectors<AsIntegers<std::uint8_t>>(x, y, rows, vectors, reading, totals);
}
HALFTONE_CLONES void addS8(
    LaneRows<float> x, LaneRows<std::byte> y, std::int64_t rows, int vectors, const Reading &reading, LaneTotals *totals)
{
    addVectors<AsIntegers<std::int8_t>>(x, y, rows, vectors, reading, totals);
}
HALFTONE_CLONES void addU16(
    LaneRows<float> x, LaneRows<std::byte> y, std::int64_t rows, int vectors, const Reading &reading, LaneTotals *totals)
{
    addVectors<AsIntegers<std::uint16_t>>(x, y, rows, vectors, reading, totals);
}
HALFTONE_CLONES void addS16(
    LaneRows<float> x, LaneRows<std::byte> y, std::int64_t rows, int vectors, const Reading &reading, LaneTotals *totals)
{
    addVectors<AsIntegers<std::int16_t>>(x, y, rows, vectors, reading, totals);
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

void addLaneRows(LaneRows<float> x, LaneRows<std::byte> y, std::int64_t rows, int vectors, const Reading &reading, LaneTotals *totals)
{
    rowsFor(reading)(x, y, rows, vectors, reading, totals);
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
