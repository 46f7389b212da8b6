// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"

#include <algorithm>

namespace halftone {

namespace {

/// Axes [first, last) of `rank` that attributes start and end select (opset 15), limited to the rank.
std::pair<int, int> selected(const Node &node, int rank)
{
    const auto limited
        = [rank](std::int64_t axis) { return static_cast<int>(std::clamp<std::int64_t>(axis < 0 ? axis + rank : axis, 0, rank)); };
    const int first = limited(node.intAttribute("start", 0));
    return {first, std::max(first, limited(node.intAttribute("end", rank)))};
}

class ShapeOf final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Shape", "", OpCategory::Shape, "The input's dimensions as a vector of integers; start and end may select some of them."};
    }

    Status infer(InferContext &context) const override
    {
        const auto &shape = context.inputShape(0);
        if (!shape) {
            context.setOutput(0, DType::Int64, std::vector<Dim>{Dim::unknown()});
            return {};
        }
        const auto [first, last] = selected(context.node(), static_cast<int>(shape->size()));
        context.setOutput(0, Fact::ofDims({shape->begin() + first, shape->begin() + last}));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Shape &shape = context.tensor(0).shape();
        const auto [first, last] = selected(context.node(), shape.rank());
        HALFTONE_TRY(Tensor * output, context.allocate(0, DType::Int64, Shape{last - first}));
        std::copy(shape.begin() + first, shape.begin() + last, output->mutableAs<std::int64_t>().begin());
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(ShapeOf)

} // namespace halftone
