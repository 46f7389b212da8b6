// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/ml/feature_rows.h"
#include "core/ops/nn/node_helpers.h"
#include "core/tensor/cast.h"

#include <unordered_map>

namespace halftone {

namespace {

/// Number of categories of the node.
std::size_t categories(const Node &node)
{
    const auto names = stringsAttribute(node, "cats_strings");
    return names.empty() ? node.intsAttribute("cats_int64s").size() : names.size();
}

template <typename T>
std::unordered_map<T, std::size_t> positions(const std::vector<T> &all)
{
    std::unordered_map<T, std::size_t> result;
    for (std::size_t i = 0; i < all.size(); ++i)
        result[all[i]] = i;
    return result;
}

class OneHotEncoder final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"OneHotEncoder", kMl, OpCategory::Tensor, "Each category as a row with 1 at its place and 0 elsewhere."};
    }

    Status infer(InferContext &context) const override
    {
        auto shape = context.inputShape(0);
        if (shape)
            shape->push_back(Dim(static_cast<std::int64_t>(categories(context.node()))));
        context.setOutput(0, DType::Float, std::move(shape));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        if (input.isNull() || categories(context.node()) == 0)
            return context.badArgument("no categories", "cats_int64s or cats_strings");
        if (input.dtype() == DType::String)
            return encode(context, input.strings(), positions(stringsAttribute(context.node(), "cats_strings")));
        HALFTONE_TRY(const Tensor numbers, castTensor(input, DType::Int64));
        return encode(context, numbers.as<std::int64_t>(), positions(context.node().intsAttribute("cats_int64s")));
    }

private:
    template <typename Values, typename Table>
    static Status encode(KernelContext &context, const Values &values, const Table &table)
    {
        const std::size_t width = categories(context.node());
        std::vector<std::int64_t> dims(context.tensor(0).shape().begin(), context.tensor(0).shape().end());
        dims.push_back(static_cast<std::int64_t>(width));
        HALFTONE_TRY(Tensor result, Tensor::allocate(DType::Float, Shape(dims)));
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto found = table.find(values[i]);
            if (found != table.end())
                result.mutableAs<float>()[i * width + found->second] = 1;
            else if (context.node().intAttribute("zeros", 1) == 0)
                return context.badArgument("an unknown category at " + std::to_string(i), "a listed one, as zeros = 0 says");
        }
        context.setOutput(0, std::move(result));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(OneHotEncoder)

} // namespace halftone
