// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/checked.h"
#include "core/ops/axes.h"
#include "core/ops/sub_byte.h"
#include "core/ops/tensor/strided_copy.h"

#include <algorithm>

namespace halftone {

namespace {

class Tile final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Tile", "", OpCategory::Shape, "Repeats the tensor the given number of times along each axis."};
    }

    Status infer(InferContext &context) const override
    {
        Fact fact = Fact::of(context.inputType(0), context.inputShape(0));
        if (fact.type.shape && context.opset() < 6) {
            std::ranges::fill(*fact.type.shape, Dim::unknown());
        } else if (fact.type.shape) {
            const auto repeats = context.inputDims(1);
            if (repeats && repeats->size() != fact.type.shape->size())
                return context.badArgument(std::to_string(repeats->size()) + " repeats", "one an axis");
            for (std::size_t axis = 0; axis < fact.type.shape->size(); ++axis)
                (*fact.type.shape)[axis] = repeats ? (*fact.type.shape)[axis] * (*repeats)[axis] : Dim::unknown();
        }
        context.setOutput(0, std::move(fact));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const Tensor input, unpacked(context.tensor(0)));
        HALFTONE_TRY(const auto repeats, repeatsOf(context, input.shape().rank()));
        const Shape &shape = input.shape();
        // Each axis becomes two: the repetition (step 0) and the axis itself.
        Shape result = shape;
        StridedPlace from;
        std::vector<std::int64_t> extents;
        const auto strides = shape.strides();
        for (int axis = 0; axis < shape.rank(); ++axis) {
            const std::int64_t count = repeats[static_cast<std::size_t>(axis)];
            const auto extent = checkedMultiply(shape[axis], count);
            if (count < 0 || !extent)
                return context.badArgument("repeat " + std::to_string(count), "at least 0");
            result[axis] = *extent;
            extents.insert(extents.end(), {count, shape[axis]});
            from.strides.insert(from.strides.end(), {0, strides[static_cast<std::size_t>(axis)]});
        }
        HALFTONE_TRY(Tensor output, Tensor::allocateUninitialized(input.dtype(), result));
        copyStrided(input, from, output, densePlace(Shape(extents)), Shape(extents));
        HALFTONE_TRY(Tensor typed, packed(output, context.tensor(0).dtype()));
        context.setOutput(0, std::move(typed));
        return {};
    }

private:
    /// Opset 1 repeats one axis: inputs tiles and axis.
    static Result<std::vector<std::int64_t>> repeatsOf(const KernelContext &context, int rank)
    {
        HALFTONE_TRY(auto repeats, context.ints(1));
        if (context.opset() >= 6) {
            if (static_cast<int>(repeats.size()) != rank)
                return context.badArgument(std::to_string(repeats.size()) + " repeats", std::to_string(rank));
            return repeats;
        }
        HALFTONE_TRY(const auto axis, context.ints(2));
        if (repeats.size() != 1 || axis.size() != 1 || axis[0] < 0 || axis[0] >= rank)
            return context.badArgument("tiles and axis", "one number each, the axis within the rank");
        std::vector<std::int64_t> result(static_cast<std::size_t>(rank), 1);
        result[static_cast<std::size_t>(axis[0])] = repeats[0];
        return result;
    }
};

} // namespace

HALFTONE_OPERATOR(Tile)

} // namespace halftone
