// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/recipe.h"

#include <QString>

namespace halftone {

/// Names of choices as the window shows them.
QString rangeMethodText(RangeMethod method);
/// What it does, costs and gains, in a sentence.
QString rangeMethodTip(RangeMethod method);
QString formatText(QuantFormat format);
QString formatTip(QuantFormat format);
/// "8-bit, ranges from the data".
QString nodeModeText(NodeMode mode);
QString nodeModeTip(NodeMode mode);
QString profileText(QuantProfile profile);
QString profileTip(QuantProfile profile);
/// "u8", "s8": short type names of the command line.
QString quantTypeText(DType type);
/// "u8 activations, s8 weights per channel, MSE, 1 excluded".
QString recipeSummary(const Recipe &recipe);
/// What makes `to` differ from `from`: "excluded /Concat_37; MSE → MinMax". Empty when equal.
QString recipeChange(const Recipe &from, const Recipe &to);

} // namespace halftone
