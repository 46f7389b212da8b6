// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/image/resample.h"
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

namespace halftone {

namespace {

/// Scales are attributes (height_scale and width_scale in opset 1, scales in 7) or input 1 (9 and 10).
class Upsample final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Upsample", "", OpCategory::Transform,
            "Enlarges a tensor by factors, repeating or interpolating elements; Resize replaces it."};
    }

    Status infer(InferContext &context) const override
    {
        const auto &in = context.input(0).shape();
        std::optional<std::vector<Dim>> out = in;
        if (in) {
            const auto scales = context.opset() < 9 ? attributeScales(context.node()) : context.inputNumbers(1);
            for (std::size_t i = 0; i < in->size(); ++i)
                (*out)[i] = scales && scales->size() == in->size() ? scaledDim((*in)[i], (*scales)[i]) : Dim::unknown();
        }
        context.setOutput(0, context.input(0).dtype(), std::move(out));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const ResampleMode mode, readResampleMode(context.node(), 10));
        const Shape &shape = context.tensor(0).shape();
        std::optional<std::vector<double>> scales = attributeScales(context.node());
        if (context.opset() >= 9) {
            HALFTONE_TRY(const auto input, elements<float>(context, 1));
            scales = std::vector<double>(input.begin(), input.end());
        }
        if (!scales || static_cast<int>(scales->size()) != shape.rank())
            return context.badArgument(std::to_string(scales ? scales->size() : 0) + " scales", std::to_string(shape.rank()));
        std::vector<ResampleAxis> axes;
        for (int i = 0; i < shape.rank(); ++i) {
            const auto scale = static_cast<float>((*scales)[static_cast<std::size_t>(i)]);
            const std::int64_t out = scaledSize(shape[i], scale);
            if (!(scale > 0.0F) || out < 0)
                return context.badArgument("scale " + std::to_string(scale), "a positive factor");
            axes.push_back({shape[i], out, scale});
        }
        return resample(context, mode, axes);
    }

    QuantRule quantRule(const NodeView &) const override { return sameScaleRule(); }
    Cost cost(const NodeView &, const CostShapes &shapes) const override { return elementwiseCost(shapes, 4); }

private:
    static std::optional<std::vector<double>> attributeScales(const Node &node)
    {
        const std::vector<float> scales = floatsAttribute(node, "scales");
        if (!scales.empty())
            return std::vector<double>(scales.begin(), scales.end());
        if (!node.attribute("height_scale") || !node.attribute("width_scale"))
            return std::nullopt;
        return std::vector<double>{1.0, 1.0, static_cast<double>(node.floatAttribute("height_scale", 1.0F)),
            static_cast<double>(node.floatAttribute("width_scale", 1.0F))};
    }
};

} // namespace

HALFTONE_OPERATOR(Upsample)

} // namespace halftone
