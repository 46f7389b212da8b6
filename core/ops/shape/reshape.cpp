// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/checked.h"
#include "core/ops/axes.h"
#include "core/ops/nn/node_helpers.h"

namespace halftone {

namespace {

Dim product(const std::vector<Dim> &dims)
{
    Dim result(1);
    for (const Dim &dim : dims)
        result = result * dim;
    return result;
}

/// Dimensions after 0 (copy) and −1 (the rest) are replaced.
std::vector<Dim> resolved(std::vector<Dim> wanted, const std::optional<std::vector<Dim>> &input, bool copiesZero)
{
    Dim others(1);
    Dim remaining = input ? product(*input) : Dim::unknown();
    std::optional<std::size_t> rest;
    for (std::size_t axis = 0; axis < wanted.size(); ++axis) {
        if (wanted[axis].value() == -1) {
            rest = axis;
            continue;
        }
        if (copiesZero && wanted[axis].value() == 0)
            wanted[axis] = input && axis < input->size() ? (*input)[axis] : Dim::unknown();
        others = others * wanted[axis];
    }
    if (rest) {
        if (others.isUnknown() && input) {
            // Unknown dimensions that are carried over unchanged cancel out.
            Dim left(1);
            Dim right(1);
            bool known = true;
            for (std::size_t axis = 0; axis < input->size(); ++axis) {
                const bool carried = axis < wanted.size() && axis < *rest && (*input)[axis].isUnknown() && wanted[axis].isUnknown();
                if (!carried)
                    left = left * (*input)[axis];
            }
            for (std::size_t axis = 0; axis < wanted.size(); ++axis) {
                const bool carried = axis < input->size() && axis < *rest && (*input)[axis].isUnknown() && wanted[axis].isUnknown();
                if (axis != *rest && !carried)
                    right = right * wanted[axis];
            }
            known = !left.isUnknown() && !right.isUnknown();
            wanted[*rest] = known ? floorDiv(left, right) : Dim::unknown();
        } else {
            wanted[*rest] = floorDiv(remaining, others);
        }
    }
    return wanted;
}

class Reshape final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Reshape", "", OpCategory::Shape, "The same elements under another shape: 0 keeps a dimension, −1 takes what remains."};
    }

    Status infer(InferContext &context) const override
    {
        const auto given = context.hasInput(1) ? context.inputDims(1) : attributeDims(context.node(), context.opset());
        const bool copiesZero = context.node().intAttribute("allowzero", 0) == 0;
        Fact fact = Fact::of(context.inputType(0), std::nullopt);
        if (given) {
            fact.type.shape = resolved(*given, context.inputShape(0), copiesZero);
            fact.symbolic = context.input(0).symbolic;
        } else if (const auto &length = context.inputShape(1); length && length->size() == 1 && length->front().value().value_or(-1) >= 0
                   && *length->front().value() <= kFactElements) {
            fact.type.shape = std::vector<Dim>(static_cast<std::size_t>(*length->front().value()));
        }
        context.setOutput(0, std::move(fact));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        HALFTONE_TRY(const auto given, intsArgument(context, context.opset() < 5 ? -1 : 1, "shape"));
        if (!given)
            return context.badArgument("no shape", "a shape");
        std::vector<std::int64_t> dims = *given;
        const bool copiesZero = context.node().intAttribute("allowzero", 0) == 0;
        std::int64_t others = 1;
        std::optional<std::size_t> rest;
        for (std::size_t axis = 0; axis < dims.size(); ++axis) {
            if (dims[axis] == -1 && !rest) {
                rest = axis;
                continue;
            }
            if (dims[axis] == 0 && copiesZero) {
                if (axis >= input.shape().dims().size())
                    return context.badArgument("0 for dimension " + std::to_string(axis), "a dimension that the input has");
                dims[axis] = input.shape().dims()[axis];
            }
            const auto next = dims[axis] < 0 ? std::nullopt : checkedMultiply(others, dims[axis]);
            if (!next)
                return context.badArgument("shape " + Shape(dims).toString(), "sizes of at least 0 and at most one −1");
            others = *next;
        }
        if (rest)
            dims[*rest] = others == 0 ? 0 : input.count() / others;
        const Shape shape(std::move(dims));
        if (shape.checkedCount() != input.count())
            return context.badArgument("shape " + shape.toString() + " for " + input.shape().toString(), "as many elements");
        context.setOutput(0, input.reshaped(shape));
        return {};
    }

    QuantRule quantRule(const NodeView &) const override { return sameScaleRule(); }

private:
    static std::optional<std::vector<Dim>> attributeDims(const Node &node, std::int64_t opset)
    {
        if (opset >= 5 || !node.attribute("shape"))
            return std::nullopt;
        const auto dims = node.intsAttribute("shape");
        return std::vector<Dim>(dims.begin(), dims.end());
    }
};

} // namespace

HALFTONE_OPERATOR(Reshape)

} // namespace halftone
