// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/signal/fourier.h"

#include <numbers>

namespace halftone {

namespace {

using Complex = std::complex<double>;

/// In place; the length is a power of two. `sign` is that of the exponent.
void radixTwo(std::vector<Complex> &x, double sign)
{
    const std::size_t n = x.size();
    for (std::size_t i = 1, j = 0; i < n; ++i) {
        std::size_t bit = n / 2;
        for (; j & bit; bit /= 2)
            j ^= bit;
        j ^= bit;
        if (i < j)
            std::swap(x[i], x[j]);
    }
    for (std::size_t length = 2; length <= n; length *= 2) {
        for (std::size_t k = 0; k < length / 2; ++k) {
            const Complex turn = std::polar(1.0, sign * 2.0 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(length));
            for (std::size_t first = 0; first < n; first += length) {
                const Complex odd = x[first + k + length / 2] * turn;
                x[first + k + length / 2] = x[first + k] - odd;
                x[first + k] += odd;
            }
        }
    }
}

/// As a convolution with a chirp, padded to a power of two.
void chirp(std::vector<Complex> &x, double sign)
{
    const std::size_t n = x.size();
    std::size_t padded = 1;
    while (padded < 2 * n)
        padded *= 2;
    const auto factor = [n, sign](std::size_t k) {
        // k² modulo 2n keeps the angle exact; lengths are far below 2³².
        const auto square = static_cast<double>(k * k % (2 * n));
        return std::polar(1.0, sign * std::numbers::pi * square / static_cast<double>(n));
    };
    std::vector<Complex> a(padded);
    std::vector<Complex> b(padded);
    for (std::size_t k = 0; k < n; ++k) {
        a[k] = x[k] * factor(k);
        b[k] = std::conj(factor(k));
        if (k > 0)
            b[padded - k] = b[k];
    }
    radixTwo(a, -1);
    radixTwo(b, -1);
    for (std::size_t k = 0; k < padded; ++k)
        a[k] *= b[k];
    radixTwo(a, 1);
    for (std::size_t k = 0; k < n; ++k)
        x[k] = a[k] / static_cast<double>(padded) * factor(k);
}

} // namespace

std::vector<Complex> fourierTransform(std::vector<Complex> x, bool inverse)
{
    if (x.empty())
        return x;
    const double sign = inverse ? 1 : -1;
    if ((x.size() & (x.size() - 1)) == 0)
        radixTwo(x, sign);
    else
        chirp(x, sign);
    if (inverse)
        for (Complex &value : x)
            value /= static_cast<double>(x.size());
    return x;
}

} // namespace halftone
