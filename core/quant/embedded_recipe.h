// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/quantize.h"

namespace halftone {

/// What the user chose goes along with the model, as its metadata "halftone.recipe".
void embedRecipe(const Recipe &recipe, QuantizeResult &result);

} // namespace halftone
