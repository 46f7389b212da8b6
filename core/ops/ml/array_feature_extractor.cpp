// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/dispatch.h"
#include "core/ops/ml/feature_rows.h"

namespace halftone {

namespace {

class ArrayFeatureExtractor final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"ArrayFeatureExtractor", kMl, OpCategory::Tensor, "The columns of a tensor's last axis that an index names."};
    }

    Status infer(InferContext &context) const override
    {
        auto shape = context.inputShape(0);
        if (shape && shape->size() == 1)
            shape->insert(shape->begin(), Dim(1));
        const auto picked = Fact::of(DType::Int64, context.inputShape(1)).concreteShape();
        if (!shape || shape->empty() || !picked || !picked->checkedCount())
            shape.reset();
        else
            shape->back() = Dim(picked->count());
        context.setOutput(0, context.inputType(0), std::move(shape));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        HALFTONE_TRY(const auto columns, context.ints(1));
        if (input.isNull() || input.shape().rank() < 1 || columns.empty())
            return context.badArgument(input.shape().toString(), "a tensor with an axis, and an index");
        const std::int64_t width = input.shape().dims().back();
        for (const std::int64_t column : columns)
            if (column < 0 || column >= width)
                return context.badArgument("index " + std::to_string(column), "below " + std::to_string(width));
        std::vector<std::int64_t> dims(input.shape().begin(), input.shape().end());
        dims.back() = static_cast<std::int64_t>(columns.size());
        if (dims.size() == 1)
            dims.insert(dims.begin(), 1);
        HALFTONE_TRY(Tensor result, Tensor::allocate(input.dtype(), Shape(dims)));
        const bool known = visitUnit(input.dtype(), [&](auto unit) {
            using Unit = decltype(unit);
            const Unit *from = unitsOf<Unit>(input);
            Unit *to = mutableUnitsOf<Unit>(result);
            for (std::int64_t at = 0; at < input.count(); at += width)
                for (const std::int64_t column : columns)
                    *to++ = from[at + column];
        });
        if (!known)
            return context.unsupported("elements of type " + std::string(dtypeName(input.dtype())));
        context.setOutput(0, std::move(result));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(ArrayFeatureExtractor)

} // namespace halftone
