// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/plan.h"
#include "core/engine/tensor_view.h"

namespace halftone {

class Tracer;

/// Records a copy of a tensor into row-major order and returns where it lies.
Result<Place> emitReorderToPlain(Tracer &tracer, DType dtype, const Shape &shape, const Place &from);
/// Records a copy of `bytes` bytes as they lie.
Result<Place> emitCopy(Tracer &tracer, const Place &from, std::int64_t bytes);

/// True when an observer can be shown the layout (TensorView): row-major, channels-last or channel blocks.
bool isDescribable(const Layout *layout, const Shape &shape);
/// Such a layout as a view.
TensorView describe(DType dtype, const Shape &shape, const Layout *layout, const std::byte *data);
/// True when the elements fill the buffer without gaps, in whatever order.
bool isDense(const Layout *layout, const Shape &shape);

/// Where a value lies without gaps in an order that strides describe; a row-major copy when it lies otherwise.
Result<Place> densePlace(Tracer &tracer, ValueId id);
/// The same order for elements of another size; not for channel blocks.
LayoutPtr sameOrder(const LayoutPtr &layout);

} // namespace halftone
