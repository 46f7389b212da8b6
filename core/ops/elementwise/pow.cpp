// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/binary.h"
#include "core/ops/elementwise/wrapped.h"

namespace halftone {

namespace {

/// base^exponent by squaring; a negative exponent gives 0 unless the base is ±1.
template <typename T>
T integerPower(T base, std::int64_t exponent)
{
    if (exponent < 0) {
        if (base == T(1))
            return T(1);
        if (std::is_signed_v<T> && base == static_cast<T>(-1))
            return exponent % 2 ? base : T(1);
        return T(0);
    }
    auto result = wrapped(T(1));
    auto square = wrapped(base);
    for (; exponent > 0; exponent /= 2) {
        if (exponent % 2)
            result *= square;
        square *= square;
    }
    return static_cast<T>(result);
}

class Pow final : public BroadcastOperator
{
public:
    OpInfo info() const override
    {
        return {"Pow", "", OpCategory::Arithmetic,
            "First tensor raised to the power of the second, element by element; the result has the first one's type."};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const Tensor base, broadcastOperand(context, 0));
        HALFTONE_TRY(const Tensor exponent, broadcastOperand(context, 1));
        const bool integers = isInteger(base.dtype()) && isInteger(exponent.dtype());
        const DType working = integers                                                                           ? DType::Int64
            : (base.dtype() == DType::Float || isNarrowFloat(base.dtype())) && exponent.dtype() != DType::Double ? DType::Float
                                                                                                                 : DType::Double;
        HALFTONE_TRY(const Tensor left, castTensor(base, working));
        HALFTONE_TRY(const Tensor right, castTensor(exponent, working));
        HALFTONE_TRY(const Tensor result, broadcastNumbers(context, left, right, [](auto a, auto b) {
            if constexpr (std::is_integral_v<decltype(a)>)
                return integerPower(a, static_cast<std::int64_t>(b));
            else
                return b == 2 ? a * a : std::pow(a, b);
        }));
        HALFTONE_TRY(Tensor typed, castTensor(result, base.dtype()));
        context.setOutput(0, std::move(typed));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(Pow)

} // namespace halftone
