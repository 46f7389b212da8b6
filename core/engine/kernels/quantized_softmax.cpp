// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/quantized_softmax.h"

#include "core/engine/kernels/clones.h"
#include "core/engine/kernels/parallel.h"

#include <cmath>

namespace halftone {

namespace {

/// Elements done together; longer rows look their powers up again.
constexpr std::int64_t kSome = 512;

HALFTONE_CLONES void roundSome(
    const float *powers, std::uint8_t *to, std::int64_t count, double sum, float scale, float low, float high, std::int32_t zero)
{
    for (std::int64_t i = 0; i < count; ++i) {
        const auto real = static_cast<float>(static_cast<double>(powers[i]) / sum);
        const float rounded = std::nearbyint(real / scale);
        const float bounded = rounded < low ? low : rounded > high ? high : rounded;
        to[i] = static_cast<std::uint8_t>(static_cast<std::int32_t>(bounded) + zero);
    }
}

/// The highest byte, by its order as a signed or unsigned number.
HALFTONE_CLONES std::uint8_t highestOf(const std::uint8_t *row, std::int64_t count, std::uint8_t flip)
{
    std::uint8_t highest = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        const auto ordered = static_cast<std::uint8_t>(row[i] ^ flip);
        highest = highest > ordered ? highest : ordered;
    }
    return static_cast<std::uint8_t>(highest ^ flip);
}

} // namespace

void softmaxOfBytes(const QuantizedSoftmax &softmax, const std::byte *from, std::byte *to, std::int64_t rows, std::int64_t width)
{
    const auto low = static_cast<float>((softmax.isSigned ? -128 : 0) - softmax.resultZero);
    const auto high = static_cast<float>((softmax.isSigned ? 127 : 255) - softmax.resultZero);
    parallelRanges(rows, 8, [&](std::int64_t begin, std::int64_t end) {
        float powers[kSome];
        for (std::int64_t row = begin; row < end; ++row) {
            const auto *const x = reinterpret_cast<const std::uint8_t *>(from) + row * width;
            auto *const y = reinterpret_cast<std::uint8_t *>(to) + row * width;
            const float *const table = softmax.powers + 256 * highestOf(x, width, softmax.isSigned ? 0x80 : 0);
            double sum = 0;
            for (std::int64_t i = 0; i < width; ++i)
                sum += static_cast<double>(table[x[i]]);
            for (std::int64_t i = 0; i < width; i += kSome) {
                const std::int64_t count = std::min(kSome, width - i);
                for (std::int64_t k = 0; k < count; ++k)
                    powers[k] = table[x[i + k]];
                roundSome(powers, y + i, count, sum, softmax.resultScale, low, high, softmax.resultZero);
            }
        }
    });
}

} // namespace halftone
