// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/quant_choices.h"

namespace halftone {

std::span<const DType> activationTypes()
{
    static constexpr DType kTypes[] = {DType::UInt8, DType::Int8};
    return kTypes;
}

std::span<const DType> weightTypes()
{
    static constexpr DType kTypes[] = {DType::Int8, DType::UInt8};
    return kTypes;
}

std::span<const RangeMethod> rangeMethods()
{
    static constexpr RangeMethod kMethods[]
        = {RangeMethod::Mse, RangeMethod::MinMax, RangeMethod::Percentile, RangeMethod::Entropy, RangeMethod::MovingAverage};
    return kMethods;
}

} // namespace halftone
