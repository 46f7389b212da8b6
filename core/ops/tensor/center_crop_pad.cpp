// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/axes.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/tensor/strided_copy.h"

#include <algorithm>
#include <numeric>

namespace halftone {

namespace {

class CenterCropPad final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"CenterCropPad", "", OpCategory::Tensor, "Cuts or pads with zeros around the centre until the axes have the given lengths.",
            18};
    }

    Status infer(InferContext &context) const override
    {
        auto shape = context.inputShape(0);
        if (shape) {
            HALFTONE_TRY(const auto axes, axesOf(context.node(), static_cast<int>(shape->size())));
            const auto wanted = context.inputDims(1);
            for (std::size_t i = 0; i < axes.size(); ++i)
                (*shape)[axes[i]] = wanted && i < wanted->size() ? (*wanted)[i] : Dim::unknown();
        }
        context.setOutput(0, context.inputType(0), std::move(shape));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        HALFTONE_TRY(const auto wanted, context.ints(1));
        HALFTONE_TRY(const auto axes, axesOf(context.node(), input.shape().rank()));
        if (wanted.size() != axes.size() || isSubByte(input.dtype()))
            return context.badArgument(std::to_string(wanted.size()) + " lengths", std::to_string(axes.size()));
        Shape shape = input.shape();
        Shape extents = input.shape();
        StridedPlace from = densePlace(input.shape());
        std::vector<std::int64_t> starts(from.strides.size(), 0);
        for (std::size_t i = 0; i < axes.size(); ++i) {
            const int axis = static_cast<int>(axes[i]);
            const std::int64_t length = shape[axis];
            if (wanted[i] < 0)
                return context.badArgument("length " + std::to_string(wanted[i]), "at least 0");
            shape[axis] = wanted[i];
            extents[axis] = std::min(length, wanted[i]);
            if (wanted[i] < length)
                from.offset += (length - wanted[i]) / 2 * from.strides[axes[i]];
            else
                starts[axes[i]] = (wanted[i] - length) / 2;
        }
        HALFTONE_TRY(Tensor result, Tensor::allocate(input.dtype(), shape));
        StridedPlace to = densePlace(shape);
        for (std::size_t axis = 0; axis < starts.size(); ++axis)
            to.offset += starts[axis] * to.strides[axis];
        copyStrided(input, from, result, to, extents);
        context.setOutput(0, std::move(result));
        return {};
    }

private:
    /// In the order in which lengths are given.
    static Result<std::vector<std::size_t>> axesOf(const Node &node, int rank)
    {
        std::vector<std::size_t> axes;
        const auto given = node.intsAttribute("axes");
        if (given.empty()) {
            axes.resize(static_cast<std::size_t>(rank));
            std::iota(axes.begin(), axes.end(), std::size_t(0));
            return axes;
        }
        HALFTONE_CHECK(normalizedAxes(node, given, rank));
        for (const std::int64_t axis : given)
            axes.push_back(static_cast<std::size_t>(axis < 0 ? axis + rank : axis));
        return axes;
    }
};

} // namespace

HALFTONE_OPERATOR(CenterCropPad)

} // namespace halftone
