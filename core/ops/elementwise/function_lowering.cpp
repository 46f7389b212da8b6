// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kernels/functions.h"
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

} // namespace

HALFTONE_LOWERING(Exp, "", "Exp", lowerFunction<ElementFunction::Exp>)
HALFTONE_LOWERING(Erf, "", "Erf", lowerFunction<ElementFunction::Erf>)
HALFTONE_LOWERING(Floor, "", "Floor", lowerFunction<ElementFunction::Floor>)
HALFTONE_LOWERING(Ceil, "", "Ceil", lowerFunction<ElementFunction::Ceil>)
HALFTONE_LOWERING(Round, "", "Round", lowerFunction<ElementFunction::Round>)
HALFTONE_LOWERING(Reciprocal, "", "Reciprocal", lowerFunction<ElementFunction::Reciprocal>)

} // namespace halftone
