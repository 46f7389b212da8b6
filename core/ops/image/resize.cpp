// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/exact_float_rule.h"
#include "core/ops/image/resample.h"
#include "core/ops/nn/elements.h"
#include "core/ops/nn/node_helpers.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

/// Inputs: X and scales (opset 10); X, roi, scales, sizes (11 and later). From 18 on, `axes` says which axes they are for.
struct Ports
{
    int roi;
    int scales;
    int sizes;
};

Ports portsOf(std::int64_t opset) { return opset < 11 ? Ports{-1, 1, -1} : Ports{1, 2, 3}; }

Result<std::vector<int>> readAxes(const Node &node, int rank)
{
    std::vector<int> axes;
    for (const std::int64_t axis : node.intsAttribute("axes")) {
        HALFTONE_TRY(const int normalized, normalizedAxis(node, axis, rank));
        axes.push_back(normalized);
    }
    for (int axis = 0; axes.size() < static_cast<std::size_t>(rank) && node.intsAttribute("axes").empty(); ++axis)
        axes.push_back(axis);
    return axes;
}

class Resize final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Resize", "", OpCategory::Transform, "Resamples a tensor to another size by nearest, linear or cubic interpolation.", 10};
    }

    Status infer(InferContext &context) const override
    {
        const auto &in = context.input(0).shape();
        const DType dtype = context.input(0).dtype();
        if (!in) {
            context.setOutput(0, dtype, std::nullopt);
            return {};
        }
        const Ports ports = portsOf(context.opset());
        HALFTONE_TRY(const std::vector<int> axes, readAxes(context.node(), static_cast<int>(in->size())));
        std::vector<Dim> out = *in;
        const auto sizes = context.inputDims(ports.sizes);
        const auto scales = context.inputNumbers(ports.scales);
        const bool stretches = context.node().stringAttribute("keep_aspect_ratio_policy", "stretch") == "stretch";
        for (std::size_t i = 0; i < axes.size(); ++i) {
            Dim &dim = out[static_cast<std::size_t>(axes[i])];
            if (sizes && sizes->size() == axes.size())
                dim = stretches ? (*sizes)[i] : Dim::unknown();
            else if (scales && scales->size() == axes.size())
                dim = scaledDim(dim, (*scales)[i]);
            else
                dim = Dim::unknown();
        }
        context.setOutput(0, dtype, std::move(out));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const ResampleMode mode, readResampleMode(context.node(), context.opset()));
        HALFTONE_TRY(const std::vector<ResampleAxis> axes, planAxes(context));
        return resample(context, mode, axes);
    }

    /// Cubic filters leave the range of what they read; what is beyond the image is a number of its own.
    QuantRule quantRule(const NodeView &view) const override
    {
        if (view.node.stringAttribute("coordinate_transformation_mode", "half_pixel") == "tf_crop_and_resize")
            return exactFloatRule("Resize", "tf_crop_and_resize");
        // ONNX Runtime moves transpositions of integers over a Resize and gives it sizes that do not fit its axes.
        if (view.node.attribute("axes"))
            return exactFloatRule("Resize", "axes");
        const bool filtered = view.node.stringAttribute("mode", "nearest") == "cubic" || view.node.intAttribute("antialias", 0) != 0;
        return filtered ? computeRule({0}) : sameScaleRule();
    }
    Cost cost(const NodeView &, const CostShapes &shapes) const override { return elementwiseCost(shapes, 4); }

private:
    static Result<std::vector<ResampleAxis>> planAxes(const KernelContext &context)
    {
        const Shape &shape = context.tensor(0).shape();
        const Ports ports = portsOf(context.opset());
        HALFTONE_TRY(const std::vector<int> axes, readAxes(context.node(), shape.rank()));
        HALFTONE_TRY(const auto scales, optionalElements<float>(context, ports.scales));
        HALFTONE_TRY(const auto roi, optionalElements<float>(context, ports.roi));
        std::vector<ResampleAxis> plan;
        for (const std::int64_t size : shape)
            plan.push_back({size, size});
        const auto count = static_cast<std::int64_t>(axes.size());
        if (roi.size() == 2 * count) {
            for (std::int64_t i = 0; i < count; ++i) {
                ResampleAxis &axis = plan[static_cast<std::size_t>(axes[static_cast<std::size_t>(i)])];
                axis.start = roi[i];
                axis.end = roi[count + i];
            }
        }
        if (!scales.empty()) {
            if (scales.size() != count)
                return context.badArgument(std::to_string(scales.size()) + " scales", std::to_string(count));
            for (std::int64_t i = 0; i < count; ++i) {
                ResampleAxis &axis = plan[static_cast<std::size_t>(axes[static_cast<std::size_t>(i)])];
                axis.scale = scales[i];
                axis.out = scaledSize(axis.in, axis.scale);
                if (!(axis.scale > 0.0F) || axis.out < 0)
                    return context.badArgument("scale " + std::to_string(axis.scale), "a positive factor");
            }
            return plan;
        }
        if (!context.hasInput(ports.sizes))
            return context.badArgument("neither scales nor sizes", "one of them");
        HALFTONE_TRY(const std::vector<std::int64_t> sizes, context.ints(ports.sizes));
        HALFTONE_CHECK(applySizes(context, axes, sizes, plan));
        return plan;
    }

    static Status applySizes(
        const KernelContext &context, const std::vector<int> &axes, const std::vector<std::int64_t> &sizes, std::vector<ResampleAxis> &plan)
    {
        if (sizes.size() != axes.size())
            return context.badArgument(std::to_string(sizes.size()) + " sizes", std::to_string(axes.size()));
        const std::string policy = context.node().stringAttribute("keep_aspect_ratio_policy", "stretch");
        if (policy != "stretch" && policy != "not_larger" && policy != "not_smaller")
            return context.badArgument("keep_aspect_ratio_policy " + policy, "stretch, not_larger or not_smaller");
        std::optional<float> common;
        for (std::size_t i = 0; i < axes.size(); ++i) {
            ResampleAxis &axis = plan[static_cast<std::size_t>(axes[i])];
            if (sizes[i] < 0 || axis.in <= 0)
                return context.badArgument("size " + std::to_string(sizes[i]) + " from " + std::to_string(axis.in), "sizes of at least 1");
            axis.out = sizes[i];
            axis.scale = static_cast<float>(sizes[i]) / static_cast<float>(axis.in);
            common = !common ? axis.scale : policy == "not_larger" ? std::min(*common, axis.scale) : std::max(*common, axis.scale);
        }
        for (std::size_t i = 0; i < axes.size() && policy != "stretch"; ++i) {
            ResampleAxis &axis = plan[static_cast<std::size_t>(axes[i])];
            axis.scale = *common;
            axis.out = static_cast<std::int64_t>(std::floor(*common * static_cast<float>(axis.in) + 0.5F));
        }
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(Resize)

} // namespace halftone
