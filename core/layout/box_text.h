// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/attribute.h"
#include "core/model/initializer.h"
#include "core/model/type.h"

#include <string>
#include <string_view>

namespace halftone {

/// "N×64×32×32", "scalar"; empty when not even the rank is known.
std::string shapeLabel(const Type &type);
/// "⟨64×3×7×7⟩", "⟨64⟩ i8" for other types than float, "= 0.5" for a single element.
std::string constantText(const ConstantTensor &tensor);
/// "1", "3, 3", "SAME_UPPER", "⟨4×4⟩", "{12}" for a subgraph of 12 nodes; elided.
std::string attributeLine(const Attribute &attribute);
/// The specification's name of an operator's input ("W"), or the last part of the value's name where it has none
/// ("[1]" when that was made up by an exporter).
std::string inputName(std::string_view opType, std::size_t index, std::string_view valueName);

} // namespace halftone
