// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/tensor/scatter_update.h"

namespace halftone {

namespace {

class ScatterND final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"ScatterND", "", OpCategory::Transform, "Writes slices into a copy: the last axis of the indices holds coordinates.", 11};
    }

    Status infer(InferContext &context) const override { return inferSameAs(context); }

    Status compute(KernelContext &context) const override
    {
        const Shape &shape = context.tensor(0).shape();
        const Shape &indexShape = context.tensor(1).shape();
        HALFTONE_TRY(const auto indices, context.ints(1));
        if (indexShape.rank() == 0 || indexShape[indexShape.rank() - 1] > shape.rank())
            return context.badArgument(
                "indices of shape " + indexShape.toString(), "coordinates within rank " + std::to_string(shape.rank()));
        const int tuple = static_cast<int>(indexShape[indexShape.rank() - 1]);
        std::vector<std::int64_t> dims(indexShape.begin(), indexShape.end() - 1);
        dims.insert(dims.end(), shape.begin() + tuple, shape.end());
        if (context.tensor(2).shape() != Shape(dims))
            return context.badArgument("updates of shape " + context.tensor(2).shape().toString(), Shape(dims).toString());
        HALFTONE_TRY(ScatterUpdate update, ScatterUpdate::make(context, context.tensor(0), context.tensor(2)));
        const auto strides = shape.strides();
        const std::int64_t slice = shape.count(tuple, shape.rank());
        const std::int64_t count = indexShape.count(0, indexShape.rank() - 1);
        for (std::int64_t i = 0; i < count; ++i) {
            std::int64_t to = 0;
            for (int c = 0; c < tuple; ++c) {
                const std::int64_t index = indices[static_cast<std::size_t>(i * tuple + c)];
                if (index < -shape[c] || index >= shape[c])
                    return context.badArgument("index " + std::to_string(index), "below " + std::to_string(shape[c]));
                to += (index < 0 ? index + shape[c] : index) * strides[static_cast<std::size_t>(c)];
            }
            update.apply(to, i * slice, slice);
        }
        HALFTONE_TRY(Tensor result, update.finish());
        context.setOutput(0, std::move(result));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(ScatterND)

} // namespace halftone
