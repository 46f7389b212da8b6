// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/tensor/pixel_block.h"
#include "core/ops/tensor/strided_copy.h"

namespace halftone {

namespace {

class DepthToSpace final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"DepthToSpace", "", OpCategory::Transform, "Moves blocks of channels into height and width (pixel shuffle)."};
    }

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
            std::vector<Dim>{(*shape)[0], floorDiv((*shape)[1], size * size), (*shape)[2] * size, (*shape)[3] * size});
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        HALFTONE_TRY(const std::int64_t block, pixelBlock(context));
        const Shape &shape = input.shape();
        if (shape.rank() != 4 || shape[1] % (block * block) != 0)
            return context.badArgument(shape.toString(), "four axes, channels divisible by " + std::to_string(block * block));
        const std::int64_t channels = shape[1] / (block * block);
        HALFTONE_TRY(Tensor * output, context.allocate(0, input.dtype(), Shape{shape[0], channels, shape[2] * block, shape[3] * block}));
        const std::int64_t plane = shape[2] * shape[3];
        // Output axes: batch, channel, row, row in block, column, column in block.
        const bool crd = context.node().stringAttribute("mode", "DCR") == "CRD";
        const std::int64_t channelStep = crd ? block * block * plane : plane;
        const std::int64_t blockStep = crd ? plane : channels * plane;
        const Shape extents{shape[0], channels, shape[2], block, shape[3], block};
        const StridedPlace from{0, {shape[1] * plane, channelStep, shape[3], block * blockStep, 1, blockStep}};
        copyStrided(input, from, *output, densePlace(extents), extents);
        return {};
    }

    QuantRule quantRule(const NodeView &) const override { return sameScaleRule(); }
};

} // namespace

HALFTONE_OPERATOR(DepthToSpace)

} // namespace halftone
