// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/ml/feature_rows.h"
#include "core/ops/nn/node_helpers.h"

#include <unordered_map>

namespace halftone {

namespace {

class CategoryMapper final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"CategoryMapper", kMl, OpCategory::Other, "Names of categories as their numbers, or numbers as names."};
    }

    Status infer(InferContext &context) const override
    {
        const DType type = context.inputType(0);
        const DType other = type == DType::String ? DType::Int64 : type == DType::Int64 ? DType::String : DType::Undefined;
        context.setOutput(0, other, context.inputShape(0));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &input = context.tensor(0);
        const Node &node = context.node();
        const std::vector<std::string> names = stringsAttribute(node, "cats_strings");
        const std::vector<std::int64_t> numbers = node.intsAttribute("cats_int64s");
        if (names.size() != numbers.size())
            return context.badArgument(std::to_string(names.size()) + " names", std::to_string(numbers.size()));
        if (input.dtype() == DType::String) {
            std::unordered_map<std::string, std::int64_t> table;
            for (std::size_t i = 0; i < names.size(); ++i)
                table[names[i]] = numbers[i];
            const std::int64_t fallback = node.intAttribute("default_int64", -1);
            HALFTONE_TRY(Tensor result, Tensor::allocate(DType::Int64, input.shape()));
            for (std::size_t i = 0; i < input.strings().size(); ++i) {
                const auto found = table.find(input.strings()[i]);
                result.mutableAs<std::int64_t>()[i] = found == table.end() ? fallback : found->second;
            }
            context.setOutput(0, std::move(result));
            return {};
        }
        if (input.dtype() != DType::Int64)
            return context.badArgument(std::string(dtypeName(input.dtype())), "string or int64");
        std::unordered_map<std::int64_t, std::string> table;
        for (std::size_t i = 0; i < names.size(); ++i)
            table[numbers[i]] = names[i];
        const std::string fallback = node.stringAttribute("default_string", "_Unused");
        HALFTONE_TRY(Tensor result, Tensor::allocate(DType::String, input.shape()));
        const auto from = input.as<std::int64_t>();
        for (std::size_t i = 0; i < from.size(); ++i) {
            const auto found = table.find(from[i]);
            result.mutableStrings()[i] = found == table.end() ? fallback : found->second;
        }
        context.setOutput(0, std::move(result));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(CategoryMapper)

} // namespace halftone
