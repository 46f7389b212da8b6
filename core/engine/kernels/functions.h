// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace halftone {

/// Functions of each element that oneDNN has not, or not for infinities. Relative error about 2e-7 where not exact.
enum class ElementFunction { Exp, Erf, Floor, Ceil, Round, Reciprocal };

void applyFunction(ElementFunction function, const float *from, float *to, std::int64_t count);

/// Gelu of x + bias, exact or by its tanh formula, over rows of `width`; bias may be null.
void biasedGelu(bool byTanh, const float *from, const float *bias, float *to, std::int64_t rows, std::int64_t width);

/// to[i] = from[i] · slope where from[i] is negative; a slope that does not move repeats its first element.
void scaleNegatives(const float *from, const float *slope, bool slopeMoves, float *to, std::int64_t count);

/// to[i] = condition ? a : b for elements of four bytes; operands that do not move repeat their first element.
void chooseWords(const std::uint8_t *condition, bool conditionMoves, const std::uint32_t *a, bool aMoves, const std::uint32_t *b,
    bool bMoves, std::uint32_t *to, std::int64_t count);

} // namespace halftone
