// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/tensor/pixel_block.h"
#include "core/ops/tensor/strided_copy.h"

namespace halftone {

namespace {

class SpaceToDepth final : public Operator
{
public:
    OpInfo info() const override { return {"SpaceToDepth", "", OpCategory::Transform, "Moves blocks of height and width into channels."}; }

    Status infer(InferContext &context) const override
    {
        const auto &shape = context.inputShape(0);
        HALFTONE_TRY(const std::int64_t block, pixelBlock(context));
        if (!shape || shape->size() != 4) {
            context.setOutput(0, context.inputType(0), std::vector<Dim>(4));
            return {};
        }
        const Dim size(block);
        context.setOutput(0, context.inputType(0),
            std::vector<Dim>{(*shape)[0], (*shape)[1] * size * size, floorDiv((*shape)[2], size), floorDiv((*shape)[3], size)});
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        HALFTONE_TRY(const std::int64_t block, pixelBlock(context));
        const Shape &shape = input.shape();
        if (shape.rank() != 4 || shape[2] % block != 0 || shape[3] % block != 0)
            return context.badArgument(shape.toString(), "four axes, height and width divisible by " + std::to_string(block));
        const std::int64_t height = shape[2] / block;
        const std::int64_t width = shape[3] / block;
        HALFTONE_TRY(Tensor * output, context.allocate(0, input.dtype(), Shape{shape[0], shape[1] * block * block, height, width}));
        // Output axes: batch, row in block, column in block, channel, row, column. CRD (opset 28) has the channel first.
        const bool crd = context.node().stringAttribute("mode", "DCR") == "CRD";
        const std::int64_t plane = shape[2] * shape[3];
        if (crd) {
            const Shape extents{shape[0], shape[1], block, block, height, width};
            const StridedPlace from{0, {shape[1] * plane, plane, shape[3], 1, block * shape[3], block}};
            copyStrided(input, from, *output, densePlace(extents), extents);
            return {};
        }
        const Shape extents{shape[0], block, block, shape[1], height, width};
        const StridedPlace from{0, {shape[1] * plane, shape[3], 1, plane, block * shape[3], block}};
        copyStrided(input, from, *output, densePlace(extents), extents);
        return {};
    }

    QuantRule quantRule(const NodeView &) const override { return sameScaleRule(); }
};

} // namespace

HALFTONE_OPERATOR(SpaceToDepth)

} // namespace halftone
