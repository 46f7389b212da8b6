// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/tensor/joining.h"

#include <numeric>

namespace halftone {

namespace {

class Concat final : public Operator
{
public:
    OpInfo info() const override { return {"Concat", "", OpCategory::Tensor, "Joins tensors along one axis."}; }

    Status infer(InferContext &context) const override
    {
        Fact fact = Fact::of(context.inputType(0), std::nullopt);
        std::optional<std::vector<Dim>> shape;
        int axis = 0;
        bool complete = true;
        for (int i = 0; i < context.inputCount(); ++i) {
            const auto &part = context.inputShape(i);
            complete = complete && part;
            if (!part)
                continue;
            if (!shape) {
                HALFTONE_TRY(axis, axisOf(context, static_cast<int>(part->size())));
                shape = *part;
                continue;
            }
            if (part->size() != shape->size())
                return context.badArgument(context.input(i).type.toString(), "inputs of rank " + std::to_string(shape->size()));
            for (std::size_t d = 0; d < shape->size(); ++d) {
                Dim &mine = (*shape)[d];
                const Dim &theirs = (*part)[d];
                if (static_cast<int>(d) == axis)
                    mine = mine + theirs;
                else if (mine.value() && theirs.value() && *mine.value() != *theirs.value())
                    return context.badArgument(
                        context.input(i).type.toString(), "shapes that agree except along axis " + std::to_string(axis));
                else if (!mine.value() && !theirs.isUnknown() && (theirs.value() || mine.isUnknown()))
                    mine = theirs;
            }
        }
        if (shape && !complete)
            (*shape)[static_cast<std::size_t>(axis)] = Dim::unknown();
        fact.type.shape = std::move(shape);
        fact.symbolic = joinedElements(context);
        context.setOutput(0, std::move(fact));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        std::vector<Tensor> parts;
        for (int i = 0; i < context.inputCount(); ++i)
            parts.push_back(context.tensor(i));
        const int rank = parts.empty() ? 0 : parts.front().shape().rank();
        HALFTONE_TRY(const int axis, axisOf(context, rank));
        HALFTONE_TRY(Tensor result, joined(context, parts, axis));
        context.setOutput(0, std::move(result));
        return {};
    }

    QuantRule quantRule(const NodeView &view) const override
    {
        std::vector<int> inputs(view.node.inputs.size());
        std::iota(inputs.begin(), inputs.end(), 0);
        return computeRule(std::move(inputs));
    }

private:
    template <typename Context>
    static Result<int> axisOf(const Context &context, int rank)
    {
        return normalizedAxis(context.node(), context.node().intAttribute("axis", 1), rank);
    }

    static std::optional<std::vector<Dim>> joinedElements(const InferContext &context)
    {
        std::vector<Dim> elements;
        bool symbolic = false;
        for (int i = 0; i < context.inputCount(); ++i) {
            const auto part = context.inputRank(i) == 1 ? context.inputDims(i) : std::nullopt;
            const auto &length = context.inputShape(i);
            symbolic = symbolic || (part && context.input(i).symbolic);
            if (part)
                elements.insert(elements.end(), part->begin(), part->end());
            else if (context.inputRank(i) == 1 && length->front().value().value_or(kFactElements + 1) <= kFactElements)
                elements.resize(elements.size() + static_cast<std::size_t>(*length->front().value()));
            else
                return std::nullopt;
        }
        // Plain constants are joined by the kernel.
        return symbolic ? std::optional(std::move(elements)) : std::nullopt;
    }
};

} // namespace

HALFTONE_OPERATOR(Concat)

} // namespace halftone
