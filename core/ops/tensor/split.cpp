// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/axes.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/tensor/joining.h"

#include <algorithm>
#include <numeric>

namespace halftone {

namespace {

/// Equal parts, the last one smaller where the length does not divide.
template <typename T, typename CeilDivide>
std::vector<T> equalParts(const T &length, std::int64_t count, CeilDivide &&divide)
{
    const T part = divide(length, T(count));
    std::vector<T> parts(static_cast<std::size_t>(count), part);
    parts.back() = length - part * T(count - 1);
    return parts;
}

class Split final : public Operator
{
public:
    OpInfo info() const override { return {"Split", "", OpCategory::Tensor, "Cuts a tensor into parts along one axis."}; }

    Status infer(InferContext &context) const override
    {
        const auto &shape = context.inputShape(0);
        const auto sizes = intsArgument(context, 1, "split");
        const int outputs = context.outputCount();
        if (!shape) {
            for (int i = 0; i < outputs; ++i)
                context.setOutput(i, context.inputType(0), std::nullopt);
            return {};
        }
        HALFTONE_TRY(
            const int axis, normalizedAxis(context.node(), context.node().intAttribute("axis", 0), static_cast<int>(shape->size())));
        const Dim &length = (*shape)[static_cast<std::size_t>(axis)];
        std::vector<Dim> parts(static_cast<std::size_t>(outputs));
        if (sizes.values && sizes.values->size() == parts.size())
            parts.assign(sizes.values->begin(), sizes.values->end());
        else if (sizes.values)
            return context.badArgument(std::to_string(sizes.values->size()) + " sizes", std::to_string(outputs) + " outputs");
        else if (!sizes.given && outputs > 0)
            parts = equalParts(length, outputs, [](const Dim &a, const Dim &b) { return ceilDiv(a, b); });
        const auto elements = shape->size() == 1 ? context.inputDims(0) : std::nullopt;
        std::size_t first = 0;
        for (int i = 0; i < outputs; ++i) {
            std::vector<Dim> part = *shape;
            part[static_cast<std::size_t>(axis)] = parts[static_cast<std::size_t>(i)];
            Fact fact = Fact::of(context.inputType(0), std::move(part));
            const auto count = parts[static_cast<std::size_t>(i)].value();
            if (elements && context.input(0).symbolic && count && *count >= 0
                && first + static_cast<std::size_t>(*count) <= elements->size()) {
                const auto begin = elements->begin() + static_cast<std::ptrdiff_t>(first);
                fact.symbolic = std::vector<Dim>(begin, begin + static_cast<std::ptrdiff_t>(*count));
                first += static_cast<std::size_t>(*count);
            }
            context.setOutput(i, std::move(fact));
        }
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        HALFTONE_TRY(const int axis, normalizedAxis(context.node(), context.node().intAttribute("axis", 0), input.shape().rank()));
        HALFTONE_TRY(const auto given, intsArgument(context, 1, "split"));
        const std::int64_t length = input.shape()[axis];
        const int outputs = context.outputCount();
        if (outputs == 0)
            return {};
        const std::vector<std::int64_t> sizes
            = given ? *given : equalParts(length, std::int64_t(outputs), [](std::int64_t a, std::int64_t b) { return (a + b - 1) / b; });
        std::int64_t rest = length;
        for (const std::int64_t size : sizes) {
            if (size < 0 || size > rest)
                return context.badArgument("parts that exceed the length " + std::to_string(length), "parts that add up to it");
            rest -= size;
        }
        if (rest != 0 || static_cast<int>(sizes.size()) != outputs)
            return context.badArgument(
                std::to_string(sizes.size()) + " parts of " + std::to_string(length), "parts that add up, one an output");
        std::int64_t first = 0;
        for (int i = 0; i < outputs; ++i) {
            const std::int64_t size = sizes[static_cast<std::size_t>(i)];
            HALFTONE_TRY(Tensor part, slab(input, axis, first, size));
            context.setOutput(i, std::move(part));
            first += size;
        }
        return {};
    }

    QuantRule quantRule(const NodeView &view) const override
    {
        QuantRule rule = sameScaleRule();
        rule.outputs.resize(view.node.outputs.size());
        std::iota(rule.outputs.begin(), rule.outputs.end(), 0);
        rule.evenIfInputIsFloat = true;
        return rule;
    }
};

} // namespace

HALFTONE_OPERATOR(Split)

} // namespace halftone
