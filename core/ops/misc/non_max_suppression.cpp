// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/cancel_scope.h"
#include "core/ops/infer_context.h"
#include "core/ops/nn/elements.h"

#include <algorithm>

namespace halftone {

namespace {

struct Box
{
    float top = 0;
    float left = 0;
    float bottom = 0;
    float right = 0;

    float area() const { return (bottom - top) * (right - left); }
};

/// From two opposite corners (y, x, y, x) in any order, or from centre and size (x, y, width, height).
Box boxFrom(const float *four, bool centred)
{
    if (centred)
        return {four[1] - four[3] / 2, four[0] - four[2] / 2, four[1] + four[3] / 2, four[0] + four[2] / 2};
    return {std::min(four[0], four[2]), std::min(four[1], four[3]), std::max(four[0], four[2]), std::max(four[1], four[3])};
}

/// Intersection over union; 0 when either is empty.
float overlap(const Box &a, const Box &b)
{
    const float height = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
    const float width = std::min(a.right, b.right) - std::max(a.left, b.left);
    if (height <= 0 || width <= 0 || a.area() <= 0 || b.area() <= 0)
        return 0;
    return height * width / (a.area() + b.area() - height * width);
}

class NonMaxSuppression final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"NonMaxSuppression", "", OpCategory::Other,
            "Picks boxes by score, dropping those that overlap a better one of the same class.", 10};
    }

    Status infer(InferContext &context) const override
    {
        context.setOutput(0, DType::Int64, std::vector<Dim>{Dim::unknown(), Dim(3)});
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Shape &boxShape = context.tensor(0).shape();
        const Shape &scoreShape = context.tensor(1).shape();
        if (boxShape.rank() != 3 || boxShape[2] != 4 || scoreShape.rank() != 3 || scoreShape[0] != boxShape[0]
            || scoreShape[2] != boxShape[1])
            return context.badArgument(
                "boxes " + boxShape.toString() + ", scores " + scoreShape.toString(), "N×boxes×4 and N×classes×boxes");
        HALFTONE_TRY(const auto boxes, elements<float>(context, 0));
        HALFTONE_TRY(const auto scores, elements<float>(context, 1));
        HALFTONE_TRY(const auto limit, scalarInput<std::int64_t>(context, 2, 0));
        HALFTONE_TRY(const auto maximumOverlap, scalarInput<float>(context, 3, 0.0F));
        const bool filters = context.hasInput(4);
        HALFTONE_TRY(const auto minimumScore, scalarInput<float>(context, 4, 0.0F));
        const bool centred = context.node().intAttribute("center_point_box", 0) != 0;
        std::vector<std::int64_t> selected;
        const std::int64_t count = boxShape[1];
        for (std::int64_t pair = 0; pair < scoreShape[0] * scoreShape[1]; ++pair) {
            const std::int64_t batch = pair / scoreShape[1];
            const float *score = scores.data() + pair * count;
            std::vector<std::int64_t> order;
            for (std::int64_t i = 0; i < count; ++i)
                if (!filters || score[i] > minimumScore)
                    order.push_back(i);
            // Best first, the earlier of equals; only as many are put in order as are looked at.
            const auto isWorse
                = [score](std::int64_t a, std::int64_t b) { return score[a] < score[b] || (!(score[a] > score[b]) && a > b); };
            std::ranges::make_heap(order, isWorse);
            std::vector<Box> kept;
            while (!order.empty()) {
                std::ranges::pop_heap(order, isWorse);
                const std::int64_t index = order.back();
                order.pop_back();
                if (static_cast<std::int64_t>(kept.size()) >= limit || CancelScope::cancelled())
                    break;
                const Box box = boxFrom(boxes.data() + (batch * count + index) * 4, centred);
                if (std::ranges::any_of(kept, [&](const Box &other) { return overlap(box, other) > maximumOverlap; }))
                    continue;
                kept.push_back(box);
                selected.insert(selected.end(), {batch, pair % scoreShape[1], index});
            }
        }
        context.setOutput(
            0, Tensor::of<std::int64_t>(Shape{static_cast<std::int64_t>(selected.size() / 3), 3}, std::span<const std::int64_t>(selected)));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(NonMaxSuppression)

} // namespace halftone
