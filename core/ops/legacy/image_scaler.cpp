// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/kernel_context.h"
#include "core/ops/nn/node_helpers.h"

namespace halftone {

namespace {

class ImageScaler final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"ImageScaler", "", OpCategory::Transform,
            "Scales an image and adds a number to each channel. An experimental operator of old exporters."};
    }
    Status infer(InferContext &context) const override { return inferSameAs(context); }
    Cost cost(const NodeView &, const CostShapes &shapes) const override { return elementwiseCost(shapes, 2); }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        const float scale = context.node().floatAttribute("scale", 1);
        const std::vector<float> bias = floatsAttribute(context.node(), "bias");
        const Shape &shape = input.shape();
        if (input.dtype() != DType::Float)
            return context.unsupported(std::string(dtypeName(input.dtype())));
        if (shape.rank() != 4)
            return context.badArgument("rank " + std::to_string(shape.rank()), "4");
        if (static_cast<std::int64_t>(bias.size()) != shape[1])
            return context.badArgument(std::to_string(bias.size()) + " biases", std::to_string(shape[1]));
        HALFTONE_TRY(Tensor *const result, context.allocate(0, DType::Float, shape));
        const auto from = input.as<float>();
        const auto to = result->mutableAs<float>();
        const auto pixels = static_cast<std::size_t>(shape[2] * shape[3]);
        for (std::size_t i = 0; i < from.size(); ++i)
            to[i] = scale * from[i] + bias[i / pixels % bias.size()];
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(ImageScaler)

} // namespace halftone
