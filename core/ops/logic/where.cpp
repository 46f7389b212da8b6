// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/elementwise/binary.h"
#include "core/ops/sub_byte.h"

#include <algorithm>

namespace halftone {

namespace {

class Where final : public Operator
{
public:
    OpInfo info() const override
    {
        return {
            "Where", "", OpCategory::Tensor, "Takes elements of the second input where the condition holds, of the third elsewhere.", 9};
    }

    Status infer(InferContext &context) const override
    {
        const DType type = context.inputType(1) != DType::Undefined ? context.inputType(1) : context.inputType(2);
        const auto &condition = context.inputShape(0);
        const auto &a = context.inputShape(1);
        const auto &b = context.inputShape(2);
        if (!condition || !a || !b) {
            context.setOutput(0, type, std::nullopt);
            return {};
        }
        bool contradiction = false;
        Fact fact = Fact::of(type, broadcastDims(broadcastDims(*condition, *a, contradiction), *b, contradiction));
        if (contradiction)
            return context.badArgument(
                context.input(1).type.toString() + " and " + context.input(2).type.toString(), "shapes that broadcast");
        if (fact.shape()->size() <= 1)
            fact.symbolic = chosen(context);
        context.setOutput(0, std::move(fact));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &condition = context.tensor(0);
        HALFTONE_CHECK(checkSameType(context, context.tensor(1), context.tensor(2)));
        if (condition.dtype() != DType::Bool)
            return context.badArgument("a condition of type " + std::string(dtypeName(condition.dtype())), "bool");
        HALFTONE_TRY(const Tensor a, unpacked(context.tensor(1)));
        HALFTONE_TRY(const Tensor b, unpacked(context.tensor(2)));
        HALFTONE_TRY(Shape shape, broadcastShape(context, a.shape(), b.shape()));
        HALFTONE_TRY(shape, broadcastShape(context, condition.shape(), shape));
        HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(a.dtype(), shape));
        const auto choose = condition.as<std::uint8_t>();
        const BroadcastRows rows(shape, {&condition.shape(), &a.shape(), &b.shape()});
        visitUnit(a.dtype(), [&](const auto &unit) {
            using U = std::remove_cvref_t<decltype(unit)>;
            const U *x = unitsOf<U>(a);
            const U *y = unitsOf<U>(b);
            U *out = mutableUnitsOf<U>(result);
            rows.forEach([&](std::int64_t first, const std::int64_t *offsets) {
                for (std::int64_t i = 0; i < rows.rowLength(); ++i)
                    out[first + i] = choose[static_cast<std::size_t>(offsets[0] + i * rows.rowStride(0))]
                        ? x[offsets[1] + i * rows.rowStride(1)]
                        : y[offsets[2] + i * rows.rowStride(2)];
            });
        });
        HALFTONE_TRY(Tensor typed, packed(result, context.tensor(1).dtype()));
        context.setOutput(0, std::move(typed));
        return {};
    }

    QuantRule quantRule(const NodeView &) const override { return computeRule({1, 2}); }
    Cost cost(const NodeView &, const CostShapes &shapes) const override { return elementwiseCost(shapes, 1); }

private:
    static std::optional<std::vector<Dim>> chosen(const InferContext &context)
    {
        const auto condition = context.inputDims(0);
        const auto a = context.inputDims(1);
        const auto b = context.inputDims(2);
        if (!condition || !a || !b)
            return std::nullopt;
        const std::size_t count = std::max({condition->size(), a->size(), b->size()});
        const auto at = [](const std::vector<Dim> &values, std::size_t i) { return values.size() == 1 ? values[0] : values[i]; };
        for (const auto *values : {&*condition, &*a, &*b})
            if (values->size() != 1 && values->size() != count)
                return std::nullopt;
        std::vector<Dim> result;
        for (std::size_t i = 0; i < count; ++i) {
            const auto holds = at(*condition, i).value();
            result.push_back(holds ? at(*holds ? *a : *b, i) : at(*a, i) == at(*b, i) ? at(*a, i) : Dim::unknown());
        }
        return result;
    }
};

} // namespace

HALFTONE_OPERATOR(Where)

} // namespace halftone
