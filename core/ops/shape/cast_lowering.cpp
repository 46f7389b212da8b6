// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/lowering.h"

namespace halftone {

namespace {

std::optional<Refusal> lowerCast(LowerContext &context) { return context.convertElements(); }

} // namespace

HALFTONE_LOWERING(Cast, "", "Cast", lowerCast)

} // namespace halftone
