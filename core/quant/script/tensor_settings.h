// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/script/script_call.h"

#include <string>

namespace halftone {

/// A Python dictionary for TensorQuantOverrides, of what the recipe sets for single tensors; empty when it sets nothing. What ONNX Runtime
/// has no word for becomes a note of `call`.
std::string tensorSettings(const OrtScriptInput &input, ScriptCall &call);

/// A Python dictionary {name: (low, high)} of the activations' ranges as they were chosen here; empty without OrtScriptInput::params.
std::string chosenRanges(const OrtScriptInput &input);

} // namespace halftone
