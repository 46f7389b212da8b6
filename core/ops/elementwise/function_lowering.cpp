// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/functions.h"
#include "core/ops/broadcast.h"
#include "core/ops/lowering.h"

namespace halftone {

namespace {

template <ElementFunction function>
std::optional<Refusal> lowerFunction(LowerContext &context)
{
    if (context.inputType(0) != DType::Float)
        return context.refuse("type");
    return context.kernel("elementwise", {0}, [count = context.inputShape(0).count()](std::byte *const *at) {
        applyFunction(function, reinterpret_cast<const float *>(at[0]), reinterpret_cast<float *>(at[1]), count);
    });
}

std::optional<Refusal> lowerPRelu(LowerContext &context)
{
    const Shape &shape = context.inputShape(0);
    if (context.opset() < 7 || context.inputType(0) != DType::Float || context.inputType(1) != DType::Float
        || context.outputShape(0) != shape || context.inputShape(1).rank() > shape.rank())
        return context.refuse("type or shape");
    const BroadcastRows rows(shape, {&shape, &context.inputShape(1)});
    return context.kernel("elementwise", {0, 1}, [rows](std::byte *const *at) {
        const auto floats = [at](int index) { return reinterpret_cast<float *>(at[index]); };
        rows.forEach([&](std::int64_t first, const std::int64_t *offsets) {
            scaleNegatives(floats(0) + offsets[0], floats(1) + offsets[1], rows.rowStride(1) != 0, floats(2) + first, rows.rowLength());
        });
    });
}

} // namespace

HALFTONE_LOWERING(PRelu, "", "PRelu", lowerPRelu)
HALFTONE_LOWERING(Exp, "", "Exp", lowerFunction<ElementFunction::Exp>)
HALFTONE_LOWERING(Erf, "", "Erf", lowerFunction<ElementFunction::Erf>)
HALFTONE_LOWERING(Floor, "", "Floor", lowerFunction<ElementFunction::Floor>)
HALFTONE_LOWERING(Ceil, "", "Ceil", lowerFunction<ElementFunction::Ceil>)
HALFTONE_LOWERING(Round, "", "Round", lowerFunction<ElementFunction::Round>)
HALFTONE_LOWERING(Reciprocal, "", "Reciprocal", lowerFunction<ElementFunction::Reciprocal>)

} // namespace halftone
