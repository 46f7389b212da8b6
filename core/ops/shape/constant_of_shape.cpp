// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/dispatch.h"
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/sub_byte.h"
#include "core/tensor/integers.h"

#include <algorithm>

namespace halftone {

namespace {

/// The one element to fill with: attribute `value`, or float 0.
Result<Tensor> fillValue(const Node &node)
{
    const Attribute *attribute = node.attribute("value");
    const auto *constant = attribute ? std::get_if<ConstantTensor>(&attribute->value) : nullptr;
    if (!constant)
        return Tensor::of<float>(Shape{1}, {0.0F});
    HALFTONE_TRY(Tensor value, constant->load());
    if (value.count() != 1)
        return Error(
            errc::kBadArgument, {node.opType, "a value of " + std::to_string(value.count()) + " elements", "one element"}, nodePlace(node));
    return value;
}

class ConstantOfShape final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"ConstantOfShape", "", OpCategory::Tensor, "A tensor of the given shape, filled with one value.", 9};
    }

    Status infer(InferContext &context) const override
    {
        HALFTONE_TRY(const Tensor value, fillValue(context.node()));
        Fact fact = Fact::of(value.dtype(), context.inputDims(0));
        if (!fact.type.shape) {
            const auto &length = context.inputShape(0);
            const auto rank = length && length->size() == 1 ? length->front().value() : std::nullopt;
            if (rank && *rank >= 0 && *rank <= kFactElements)
                fact.type.shape = std::vector<Dim>(static_cast<std::size_t>(*rank));
        }
        const auto shape = fact.concreteShape();
        const auto number = integersOf(value);
        if (shape && number && shape->rank() <= 1 && shape->checkedCount().value_or(kFactElements + 1) <= kFactElements)
            fact.symbolic = std::vector<Dim>(static_cast<std::size_t>(shape->count()), Dim(number->front()));
        context.setOutput(0, std::move(fact));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const Tensor value, fillValue(context.node()));
        HALFTONE_TRY(auto dims, context.ints(0));
        HALFTONE_TRY(const Tensor element, unpacked(value));
        HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(element.dtype(), Shape(std::move(dims))));
        visitUnit(element.dtype(), [&](const auto &unit) {
            using U = std::remove_cvref_t<decltype(unit)>;
            std::fill_n(mutableUnitsOf<U>(result), result.count(), *unitsOf<U>(element));
        });
        HALFTONE_TRY(Tensor typed, packed(result, value.dtype()));
        context.setOutput(0, std::move(typed));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(ConstantOfShape)

} // namespace halftone
