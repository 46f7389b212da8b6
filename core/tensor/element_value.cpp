// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/element_value.h"

#include "core/tensor/cast.h"

#include <array>
#include <cmath>

namespace halftone {

double elementValue(const Tensor &tensor, std::int64_t index)
{
    const int bits = dtypeBits(tensor.dtype());
    if (bits == 0 || tensor.dtype() == DType::Complex64 || tensor.dtype() == DType::Complex128)
        return NAN;
    std::array<std::byte, 8> element{};
    if (bits < 8) {
        const std::int64_t bit = index * bits;
        element[0] = tensor.raw()[bit / 8] >> static_cast<int>(bit % 8) & static_cast<std::byte>((1 << bits) - 1);
    } else {
        std::copy_n(tensor.raw() + index * (bits / 8), bits / 8, element.begin());
    }
    const auto number = castTensor(Tensor::borrow(tensor.dtype(), Shape{1}, element.data(), nullptr), DType::Double);
    return number ? number->as<double>()[0] : NAN;
}

std::complex<double> complexElement(const Tensor &tensor, std::int64_t index)
{
    if (tensor.dtype() == DType::Complex64) {
        const auto *const parts = reinterpret_cast<const float *>(tensor.raw()) + 2 * index;
        return {parts[0], parts[1]};
    }
    const auto *const parts = reinterpret_cast<const double *>(tensor.raw()) + 2 * index;
    return {parts[0], parts[1]};
}

} // namespace halftone
