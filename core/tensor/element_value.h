// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/tensor.h"

#include <complex>

namespace halftone {

/// Element `index` of a tensor of numbers or truth values as a number; sub-byte types and floats of 16 and 8 bits by their meaning.
/// Complex types and strings have no such number: NaN.
double elementValue(const Tensor &tensor, std::int64_t index);

/// Element `index` of a complex tensor.
std::complex<double> complexElement(const Tensor &tensor, std::int64_t index);

} // namespace halftone
