// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

namespace halftone {

// Without branches, for the vectorizer; for files built as clones.h says.

/// x = n·ln 2 + r, and e^r by a polynomial, relative error about 1e-7 (S. Moshier, Cephes, expf).
struct ExponentialParts
{
    float n;
    float power;
};

inline __attribute__((always_inline)) ExponentialParts exponentialParts(float x)
{
    const float n = x == x ? std::nearbyint(x * 1.44269504088896341F) : 0.0F;
    const float r = (x - n * 0.693359375F) + n * 2.12194440e-4F;
    float p = 1.9875691500e-4F;
    p = p * r + 1.3981999507e-3F;
    p = p * r + 8.3334519073e-3F;
    p = p * r + 4.1665795894e-2F;
    p = p * r + 1.6666665459e-1F;
    p = p * r + 5.0000001201e-1F;
    p = p * r * r + r + 1.0F;
    return {n, p};
}

/// e^x for x ≤ 0 and NaN.
inline __attribute__((always_inline)) float exponentialBelow(float x)
{
    x = x < -87.0F ? -87.0F : x;
    // Above 0 only beside a NaN, which hides the highest; all becomes NaN then.
    x = x > 0.0F ? 0.0F : x;
    const ExponentialParts parts = exponentialParts(x);
    const auto power = static_cast<std::uint32_t>(static_cast<std::int32_t>(parts.n) + 127) << 23;
    return parts.power * std::bit_cast<float>(power);
}

} // namespace halftone
