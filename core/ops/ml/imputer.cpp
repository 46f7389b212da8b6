// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/dispatch.h"
#include "core/ops/ml/feature_rows.h"
#include "core/ops/nn/node_helpers.h"

#include <cmath>

namespace halftone {

namespace {

class Imputer final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Imputer", kMl, OpCategory::Other, "Elements that mark what is missing replaced by a value of each column."};
    }

    Status infer(InferContext &context) const override { return inferSameAs(context); }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        if (input.shape().rank() < 1 || input.shape().dims().back() == 0)
            return context.badArgument(input.shape().toString(), "columns");
        const auto width = static_cast<std::size_t>(input.shape().dims().back());
        HALFTONE_TRY(Tensor result, Tensor::allocate(input.dtype(), input.shape()));
        std::optional<Error> failure;
        const bool known = visitNumber(input.dtype(), [&](auto zero) {
            using T = decltype(zero);
            const auto values = valuesOf<T>(context.node());
            const T missing = missingOf<T>(context.node());
            if (values.size() != 1 && values.size() != width) {
                failure = context.badArgument(std::to_string(values.size()) + " values", "one, or one a column");
                return;
            }
            const auto from = input.as<T>();
            const auto to = result.mutableAs<T>();
            for (std::size_t i = 0; i < from.size(); ++i) {
                const bool replaced = from[i] == missing || (from[i] != from[i] && missing != missing);
                to[i] = replaced ? values[values.size() == 1 ? 0 : i % width] : from[i];
            }
        });
        if (failure)
            return *failure;
        if (!known)
            return context.badArgument(std::string(dtypeName(input.dtype())), "a tensor of numbers");
        context.setOutput(0, std::move(result));
        return {};
    }

private:
    template <typename T>
    static std::vector<T> valuesOf(const Node &node)
    {
        if constexpr (std::is_integral_v<T>) {
            const auto values = node.intsAttribute("imputed_value_int64s");
            return {values.begin(), values.end()};
        } else {
            const auto values = floatsAttribute(node, "imputed_value_floats");
            return {values.begin(), values.end()};
        }
    }

    template <typename T>
    static T missingOf(const Node &node)
    {
        if constexpr (std::is_integral_v<T>)
            return static_cast<T>(node.intAttribute("replaced_value_int64", 0));
        else
            return static_cast<T>(node.floatAttribute("replaced_value_float", 0));
    }
};

} // namespace

HALFTONE_OPERATOR(Imputer)

} // namespace halftone
