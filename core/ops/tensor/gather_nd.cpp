// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/sub_byte.h"
#include "core/ops/tensor/strided_copy.h"

namespace halftone {

namespace {

class GatherND final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"GatherND", "", OpCategory::Transform, "Picks slices by index tuples: the last axis of the indices holds coordinates.", 11};
    }

    Status infer(InferContext &context) const override
    {
        const auto &data = context.inputShape(0);
        const auto &indices = context.inputShape(1);
        std::optional<std::vector<Dim>> shape;
        const auto batches = static_cast<std::size_t>(std::max<std::int64_t>(0, context.node().intAttribute("batch_dims", 0)));
        if (data && indices && !indices->empty() && indices->back().value()) {
            const auto tuple = static_cast<std::size_t>(std::max<std::int64_t>(0, *indices->back().value()));
            if (batches >= indices->size() || batches > data->size() || tuple > data->size() - batches)
                return context.badArgument("tuples of " + std::to_string(tuple) + " coordinates", "within the rank of the data");
            shape.emplace(indices->begin(), indices->end() - 1);
            shape->insert(shape->end(), data->begin() + static_cast<std::ptrdiff_t>(batches + tuple), data->end());
        }
        context.setOutput(0, context.inputType(0), std::move(shape));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const Tensor data, unpacked(context.tensor(0)));
        HALFTONE_TRY(const auto indices, context.ints(1));
        const Shape &shape = data.shape();
        const Shape &indexShape = context.tensor(1).shape();
        const std::int64_t batchAxes = context.node().intAttribute("batch_dims", 0);
        if (batchAxes < 0 || batchAxes >= indexShape.rank() || batchAxes > shape.rank()
            || indexShape[indexShape.rank() - 1] > shape.rank() - batchAxes)
            return context.badArgument("indices of shape " + indexShape.toString(), "coordinates within the rank of the data");
        const int batches = static_cast<int>(batchAxes);
        const int tuple = static_cast<int>(indexShape[indexShape.rank() - 1]);
        std::vector<std::int64_t> dims(indexShape.begin(), indexShape.end() - 1);
        dims.insert(dims.end(), shape.begin() + batches + tuple, shape.end());
        for (int axis = 0; axis < batches; ++axis)
            if (shape[axis] != indexShape[axis])
                return context.badArgument("batch axes of " + indexShape.toString(), "those of the data");
        HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(data.dtype(), Shape(std::move(dims))));
        const std::int64_t slice = shape.count(batches + tuple, shape.rank());
        const std::int64_t batchCount = shape.count(0, batches);
        const std::int64_t perBatch = indexShape.count(batches, indexShape.rank() - 1);
        const auto strides = shape.strides();
        const std::int64_t batchSize = shape.count(batches, shape.rank());
        for (std::int64_t i = 0; i < batchCount * perBatch; ++i) {
            std::int64_t from = (perBatch == 0 ? 0 : i / perBatch) * batchSize;
            for (int c = 0; c < tuple; ++c) {
                const std::int64_t length = shape[batches + c];
                const std::int64_t index = indices[static_cast<std::size_t>(i * tuple + c)];
                if (index < -length || index >= length)
                    return context.badArgument("index " + std::to_string(index), "below " + std::to_string(length));
                from += (index < 0 ? index + length : index) * strides[static_cast<std::size_t>(batches + c)];
            }
            copyElements(data, from, result, i * slice, slice);
        }
        HALFTONE_TRY(Tensor typed, packed(result, context.tensor(0).dtype()));
        context.setOutput(0, std::move(typed));
        return {};
    }

    QuantRule quantRule(const NodeView &) const override { return sameScaleRule(); }
};

} // namespace

HALFTONE_OPERATOR(GatherND)

} // namespace halftone
