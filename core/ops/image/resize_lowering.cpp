// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/lowering.h"

namespace halftone {

namespace {

std::optional<Refusal> lowerResize(LowerContext &context)
{
    const Node &node = context.node();
    const Shape &input = context.inputShape(0);
    const Shape &output = context.outputShape(0);
    if (input.rank() < 3 || input.rank() > 5 || output[0] != input[0] || output[1] != input[1] || !node.intsAttribute("axes").empty()
        || node.intAttribute("antialias", 0) != 0)
        return context.refuse("axes");
    bool whole = true;
    for (int axis = 2; axis < input.rank(); ++axis)
        whole = whole && output[axis] % input[axis] == 0;
    const std::string mode = node.stringAttribute("mode", "nearest");
    const std::string coordinates = node.stringAttribute(
        "coordinate_transformation_mode", context.opset() < 11 || node.opType == "Upsample" ? "asymmetric" : "half_pixel");
    ResampleSpec spec;
    spec.input = context.operand(0);
    if (mode == "nearest") {
        // Enlarging by whole factors: repeating elements, which is what both rules of rounding come to.
        const std::string rounding = node.stringAttribute("nearest_mode", context.opset() < 11 ? "floor" : "round_prefer_floor");
        const bool repeats
            = (coordinates == "asymmetric" && rounding == "floor") || (coordinates == "half_pixel" && rounding.starts_with("round"));
        if (!whole || !repeats)
            return context.refuse("factor");
        return context.resample(spec);
    }
    if (mode != "linear" || coordinates != "half_pixel" || input.rank() > 4)
        return context.refuse("mode");
    // Explicit scales that do not give whole sizes use other coordinates than the ratio of sizes.
    if (!whole)
        return context.refuse("factor");
    spec.kind = ResampleSpec::Kind::Linear;
    return context.resample(spec);
}

} // namespace

HALFTONE_LOWERING(Resize, "", "Resize", lowerResize)
HALFTONE_LOWERING(Upsample, "", "Upsample", lowerResize)

} // namespace halftone
