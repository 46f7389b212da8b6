// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/recipe.h"

#include <optional>
#include <string_view>

namespace halftone {

/// The words of recipes and the command line: "u8", "minmax", "default" … Names that mean nothing give nothing.
std::string_view quantTypeName(DType type);
std::optional<DType> quantTypeFromName(std::string_view name);
/// As quantTypeFromName(), without the 4-bit types that only weights can have.
std::optional<DType> activationTypeFromName(std::string_view name);
std::string_view rangeMethodName(RangeMethod method);
std::optional<RangeMethod> rangeMethodFromName(std::string_view name);
std::string_view profileName(QuantProfile profile);
std::optional<QuantProfile> profileFromName(std::string_view name);

} // namespace halftone
