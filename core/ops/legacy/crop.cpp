// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/legacy/crop.h"

#include "core/ops/kernel_context.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/tensor/strided_copy.h"

#include <algorithm>
#include <limits>

namespace halftone {

namespace {

/// Beyond any image; keeps sums within range.
constexpr std::int64_t kMostPixels = std::numeric_limits<std::int32_t>::max();

class Crop final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Crop", "", OpCategory::Transform, "Cuts the borders off an image. An experimental operator of old exporters."};
    }

    Status infer(InferContext &context) const override
    {
        HALFTONE_TRY(const CropWindow window, cropWindow(context.node()));
        auto shape = context.inputShape(0);
        if (shape && shape->size() == 4) {
            for (std::size_t i = 0; i < 2; ++i) {
                Dim &dim = (*shape)[2 + i];
                const Dim end = window.end[i] > 0 ? Dim(window.end[i]) : dim + Dim(window.end[i]);
                dim = end - Dim(window.start[i]);
            }
        }
        context.setOutput(0, context.inputType(0), std::move(shape));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        HALFTONE_TRY(const CropWindow window, cropWindow(context.node()));
        if (input.shape().rank() != 4 || isSubByte(input.dtype()) || input.dtype() == DType::String)
            return context.badArgument("rank " + std::to_string(input.shape().rank()), "4");
        Shape extents = input.shape();
        StridedPlace from = densePlace(input.shape());
        for (std::size_t i = 0; i < 2; ++i) {
            const int axis = static_cast<int>(2 + i);
            const std::int64_t end = window.end[i] > 0 ? window.end[i] : input.shape()[axis] + window.end[i];
            if (end > input.shape()[axis] || end < window.start[i])
                return context.badArgument("a window up to " + std::to_string(end), "at most " + std::to_string(input.shape()[axis]));
            extents[axis] = end - window.start[i];
            from.offset += window.start[i] * from.strides[2 + i];
        }
        HALFTONE_TRY(Tensor result, Tensor::allocate(input.dtype(), extents));
        copyStrided(input, from, result, densePlace(extents), extents);
        context.setOutput(0, std::move(result));
        return {};
    }
};

} // namespace

Result<CropWindow> cropWindow(const Node &node)
{
    const auto border = node.intsAttribute("border");
    const auto scale = node.intsAttribute("scale");
    const auto isSane = [](std::int64_t size) { return size >= 0 && size <= kMostPixels; };
    if (border.size() != 4 || !std::ranges::all_of(border, isSane))
        return badNode(node, std::to_string(border.size()) + " borders", "4 that are not negative");
    if ((!scale.empty() && scale.size() != 2) || !std::ranges::all_of(scale, isSane))
        return badNode(node, std::to_string(scale.size()) + " sizes", "height and width");
    CropWindow window{{border[1], border[0]}, {-border[3], -border[2]}};
    for (std::size_t i = 0; i < scale.size(); ++i)
        window.end[i] = window.start[i] + scale[i];
    return window;
}

HALFTONE_OPERATOR(Crop)

} // namespace halftone
