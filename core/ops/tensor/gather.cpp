// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/sub_byte.h"
#include "core/ops/tensor/strided_copy.h"

namespace halftone {

namespace {

class Gather final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Gather", "", OpCategory::Transform, "Picks slices along one axis by their indices; embeddings are gathered so."};
    }

    Status infer(InferContext &context) const override
    {
        const auto &data = context.inputShape(0);
        const auto &indices = context.inputShape(1);
        Fact fact = Fact::of(context.inputType(0), std::nullopt);
        if (data && indices) {
            HALFTONE_TRY(
                const int axis, normalizedAxis(context.node(), context.node().intAttribute("axis", 0), static_cast<int>(data->size())));
            std::vector<Dim> shape(data->begin(), data->begin() + axis);
            shape.insert(shape.end(), indices->begin(), indices->end());
            shape.insert(shape.end(), data->begin() + axis + 1, data->end());
            fact.type.shape = std::move(shape);
            fact.symbolic = gatheredElements(context);
        }
        context.setOutput(0, std::move(fact));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const Tensor data, unpacked(context.tensor(0)));
        HALFTONE_TRY(const auto indices, context.ints(1));
        HALFTONE_TRY(const int axis, normalizedAxis(context.node(), context.node().intAttribute("axis", 0), data.shape().rank()));
        const Shape &shape = data.shape();
        std::vector<std::int64_t> dims(shape.begin(), shape.begin() + axis);
        dims.insert(dims.end(), context.tensor(1).shape().begin(), context.tensor(1).shape().end());
        dims.insert(dims.end(), shape.begin() + axis + 1, shape.end());
        HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(data.dtype(), Shape(std::move(dims))));
        const std::int64_t length = shape[axis];
        const std::int64_t inner = shape.count(axis + 1, shape.rank());
        const std::int64_t outer = shape.count(0, axis);
        for (const std::int64_t index : indices)
            if (index < -length || index >= length)
                return context.badArgument("index " + std::to_string(index), "below " + std::to_string(length));
        std::int64_t to = 0;
        for (std::int64_t o = 0; o < outer; ++o) {
            for (const std::int64_t index : indices) {
                copyElements(data, (o * length + (index < 0 ? index + length : index)) * inner, result, to, inner);
                to += inner;
            }
        }
        HALFTONE_TRY(Tensor typed, packed(result, context.tensor(0).dtype()));
        context.setOutput(0, std::move(typed));
        return {};
    }

    QuantRule quantRule(const NodeView &view) const override
    {
        QuantRule rule = sameScaleRule();
        const ValueId data = view.node.inputs.empty() ? kNone : view.node.inputs.front();
        const ConstantTensor *table = view.graph && data != kNone ? view.graph->constant(data) : nullptr;
        rule.evenIfInputIsFloat = table && table->dtype() == DType::Float;
        return rule;
    }

private:
    static std::optional<std::vector<Dim>> gatheredElements(const InferContext &context)
    {
        const auto &elements = context.input(0).symbolic;
        const auto indices = context.inputInts(1);
        if (!elements || !indices || context.inputRank(0) != 1 || context.inputRank(1).value_or(2) > 1)
            return std::nullopt;
        std::vector<Dim> result;
        const auto length = static_cast<std::int64_t>(elements->size());
        for (const std::int64_t index : *indices) {
            if (index < -length || index >= length)
                return std::nullopt;
            result.push_back((*elements)[static_cast<std::size_t>(index < 0 ? index + length : index)]);
        }
        return result;
    }
};

} // namespace

HALFTONE_OPERATOR(Gather)

} // namespace halftone
