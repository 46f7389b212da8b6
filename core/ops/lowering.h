// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/lower_context.h"
#include "core/ops/operator.h"

#include <optional>
#include <string_view>

namespace halftone {

namespace errc {
/// %1 operator: there is no primitive for it.
inline constexpr ErrorCode kNoPrimitive{"engine.no-primitive"};
} // namespace errc

/// Emits primitives for a node (attributes to specification), or says why not. Used by Operator::lower() unless an
/// operator overrides it; lives in <operator>_lowering.cpp beside the operator's file.
using Lowering = std::optional<Refusal> (*)(LowerContext &);

/// Whether a lowering is registered for an operator.
bool hasLowering(std::string_view domain, std::string_view type);

namespace detail {
struct LoweringRegistrar
{
    LoweringRegistrar(std::string_view domain, std::string_view type, Lowering lowering);
};
} // namespace detail

} // namespace halftone

/// Registers `function` for an operator: HALFTONE_LOWERING(Conv, "", "Conv", lowerConv).
#define HALFTONE_LOWERING(Name, domain, type, function)                                                                                    \
    namespace {                                                                                                                            \
    const ::halftone::detail::LoweringRegistrar kLower##Name(domain, type, function);                                                      \
    }
