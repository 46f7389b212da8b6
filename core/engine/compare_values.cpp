// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/compare_values.h"

#include "core/tensor/cast.h"
#include "core/tensor/integers.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

std::string kindOf(const RuntimeValue &value)
{
    if (value.isNull())
        return "nothing";
    if (value.isSequence())
        return "a sequence of " + std::to_string(value.sequence().items.size());
    if (value.isMap())
        return "a map";
    return std::string(dtypeName(value.tensor().dtype())) + " " + value.tensor().shape().toString();
}

bool near(double a, double b, const Tolerance &tolerance)
{
    if (std::isnan(a) || std::isnan(b))
        return std::isnan(a) && std::isnan(b);
    if (std::isinf(a) || std::isinf(b))
        return a == b;
    return std::fabs(a - b) <= tolerance.absolute + tolerance.relative * std::fabs(b);
}

/// Two units in the last place of bfloat16: what ONNX's own runner of its backend tests allows (onnx/backend/test/runner).
constexpr double kBFloat16Relative = 0x1p-6;

template <typename T>
std::optional<ValueDifference> elementDifference(std::span<const T> a, std::span<const T> b, const Tolerance &tolerance)
{
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!near(static_cast<double>(a[i]), static_cast<double>(b[i]), tolerance))
            return ValueDifference{std::to_string(a[i]) + " at " + std::to_string(i), std::to_string(b[i])};
    return std::nullopt;
}

std::optional<ValueDifference> tensorDifference(const Tensor &a, const Tensor &b, const Tolerance &tolerance)
{
    if (a.dtype() != b.dtype() || a.shape() != b.shape())
        return ValueDifference{kindOf(a), kindOf(b)};
    if (a.dtype() == DType::String) {
        for (std::size_t i = 0; i < a.strings().size(); ++i)
            if (a.strings()[i] != b.strings()[i])
                return ValueDifference{a.strings()[i] + " at " + std::to_string(i), b.strings()[i]};
        return std::nullopt;
    }
    if (a.dtype() == DType::Double || a.dtype() == DType::Complex128) {
        const std::size_t count = static_cast<std::size_t>(a.count()) * (a.dtype() == DType::Double ? 1 : 2);
        return elementDifference(std::span(reinterpret_cast<const double *>(a.raw()), count),
            std::span(reinterpret_cast<const double *>(b.raw()), count), tolerance);
    }
    if (a.dtype() == DType::Complex64) {
        const std::size_t count = static_cast<std::size_t>(a.count()) * 2;
        return elementDifference(std::span(reinterpret_cast<const float *>(a.raw()), count),
            std::span(reinterpret_cast<const float *>(b.raw()), count), tolerance);
    }
    if (isFloatingPoint(a.dtype())) {
        const auto left = castTensor(a, DType::Float);
        const auto right = castTensor(b, DType::Float);
        if (!left || !right)
            return ValueDifference{kindOf(a), kindOf(b)};
        Tolerance own = tolerance;
        if (a.dtype() == DType::BFloat16)
            own.relative = std::max(own.relative, kBFloat16Relative);
        return elementDifference(left->as<float>(), right->as<float>(), own);
    }
    const auto left = integersOf(a);
    const auto right = integersOf(b);
    for (std::size_t i = 0; left && right && i < left->size(); ++i)
        if (std::max((*left)[i], (*right)[i]) - std::min((*left)[i], (*right)[i]) > tolerance.steps)
            return ValueDifference{std::to_string((*left)[i]) + " at " + std::to_string(i), std::to_string((*right)[i])};
    return std::nullopt;
}

} // namespace

std::optional<ValueDifference> differenceBetween(const RuntimeValue &a, const RuntimeValue &b, const Tolerance &tolerance)
{
    if (a.isTensor() && b.isTensor())
        return tensorDifference(a.tensor(), b.tensor(), tolerance);
    if (a.isSequence() && b.isSequence()) {
        const auto &left = a.sequence().items;
        const auto &right = b.sequence().items;
        if (left.size() != right.size())
            return ValueDifference{kindOf(a), kindOf(b)};
        for (std::size_t i = 0; i < left.size(); ++i)
            if (auto difference = differenceBetween(left[i], right[i], tolerance))
                return difference;
        return std::nullopt;
    }
    if (a.isMap() && b.isMap()) {
        if (auto difference = tensorDifference(a.map().keys, b.map().keys, tolerance))
            return difference;
        return tensorDifference(a.map().values, b.map().values, tolerance);
    }
    if (a.isNull() && b.isNull())
        return std::nullopt;
    return ValueDifference{kindOf(a), kindOf(b)};
}

} // namespace halftone
