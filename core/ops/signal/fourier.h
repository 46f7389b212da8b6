// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <complex>
#include <vector>

namespace halftone {

/// The discrete Fourier transform Σ x[n]·e^(∓2πi·kn/N), the inverse one divided by N. Powers of two in N·log N (Cooley and
/// Tukey 1965), other lengths through them (Bluestein 1970).
std::vector<std::complex<double>> fourierTransform(std::vector<std::complex<double>> x, bool inverse);

} // namespace halftone
