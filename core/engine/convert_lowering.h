// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/plan.h"

namespace halftone {

class Tracer;

/// Records a conversion of the `count` elements at a dense place (see canConvert()) and returns where they then lie, in the same order.
Result<Place> emitConversion(Tracer &tracer, const Place &from, DType fromType, DType toType, std::int64_t count, bool isMain);

} // namespace halftone
