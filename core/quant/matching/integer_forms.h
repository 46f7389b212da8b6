// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace halftone {

/// Where an operand of a float operator is among the inputs of its integer form; −1 where there is no such input.
struct IntegerPlace
{
    int value = 0, scale = -1, zeroPoint = -1;
};

/// An operator on integers and the float operator it computes (ONNX and ONNX Runtime operator specifications).
struct IntegerForm
{
    std::string_view floatType;
    /// By operand of the float form.
    std::vector<IntegerPlace> places;
    /// What the first output is quantized with; value is unused, scale −1 when the output is float or a plain sum.
    IntegerPlace output;
    /// Operands from this input on come as (value, scale, zero point), as many as there are; −1: only `places`.
    int triplesFrom = -1;
};

/// Null when the operator is no integer form of another.
const IntegerForm *integerForm(std::string_view opType);

/// The float operator an integer form of it computes: "Conv" for "QLinearConv" and "ConvInteger"; other types are themselves.
std::string_view floatTypeOf(std::string_view opType);

} // namespace halftone
