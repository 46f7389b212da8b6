// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/tensor/element_walk.h"
#include "core/ops/tensor/scatter_elements_base.h"
#include "core/ops/tensor/scatter_update.h"

namespace halftone {

Status ScatterElementsBase::infer(InferContext &context) const { return inferSameAs(context); }

Status ScatterElementsBase::compute(KernelContext &context) const
{
    const Shape &shape = context.tensor(0).shape();
    const Shape &indexShape = context.tensor(1).shape();
    HALFTONE_TRY(const auto indices, context.ints(1));
    HALFTONE_TRY(const int axis, normalizedAxis(context.node(), context.node().intAttribute("axis", 0), shape.rank()));
    bool fits = indexShape.rank() == shape.rank() && context.tensor(2).shape() == indexShape;
    for (int i = 0; fits && i < shape.rank(); ++i)
        fits = i == axis || indexShape[i] <= shape[i];
    if (!fits)
        return context.badArgument("indices of shape " + indexShape.toString(), "shape of the updates, within " + shape.toString());
    HALFTONE_TRY(ScatterUpdate update, ScatterUpdate::make(context, context.tensor(0), context.tensor(2)));
    const auto strides = shape.strides();
    const std::int64_t length = shape[axis];
    HALFTONE_CHECK(walkElements(indexShape, [&](std::int64_t linear, const std::vector<std::int64_t> &position) -> Status {
        const std::int64_t index = indices[static_cast<std::size_t>(linear)];
        if (index < -length || index >= length)
            return context.badArgument("index " + std::to_string(index), "below " + std::to_string(length));
        std::int64_t to = 0;
        for (std::size_t i = 0; i < position.size(); ++i)
            to += strides[i] * (static_cast<int>(i) == axis ? (index < 0 ? index + length : index) : position[i]);
        update.apply(to, linear, 1);
        return {};
    }));
    HALFTONE_TRY(Tensor result, update.finish());
    context.setOutput(0, std::move(result));
    return {};
}

namespace {

class ScatterElements final : public ScatterElementsBase
{
public:
    OpInfo info() const override
    {
        return {"ScatterElements", "", OpCategory::Transform,
            "Writes single elements into a copy: each index replaces the position along one axis.", 11};
    }
};

} // namespace

HALFTONE_OPERATOR(ScatterElements)

} // namespace halftone
