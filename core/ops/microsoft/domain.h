// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace halftone {

/// Domain of ONNX Runtime's own operators.
inline constexpr std::string_view kMicrosoft = "com.microsoft";

} // namespace halftone
