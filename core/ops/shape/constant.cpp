// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/misc/sparse.h"

namespace halftone {

namespace {

template <typename T>
const T *valueOf(const Node &node, std::string_view name)
{
    const Attribute *attribute = node.attribute(name);
    return attribute ? std::get_if<T>(&attribute->value) : nullptr;
}

template <typename T>
Tensor vectorOf(const std::vector<T> &values)
{
    return Tensor::of<T>(Shape{static_cast<std::int64_t>(values.size())}, std::span<const T>(values));
}

Result<Tensor> constantOf(const Node &node)
{
    if (const auto *tensor = valueOf<ConstantTensor>(node, "value"))
        return tensor->load();
    if (const auto *number = valueOf<float>(node, "value_float"))
        return Tensor::scalar(*number);
    if (const auto *number = valueOf<std::int64_t>(node, "value_int"))
        return Tensor::scalar(*number);
    if (const auto *text = valueOf<std::string>(node, "value_string"))
        return Tensor::ofStrings(Shape{}, {*text});
    if (const auto *numbers = valueOf<std::vector<float>>(node, "value_floats"))
        return vectorOf(*numbers);
    if (const auto *numbers = valueOf<std::vector<std::int64_t>>(node, "value_ints"))
        return vectorOf(*numbers);
    if (const auto *texts = valueOf<std::vector<std::string>>(node, "value_strings"))
        return Tensor::ofStrings(Shape{static_cast<std::int64_t>(texts->size())}, *texts);
    if (const auto *sparse = valueOf<SparseConstant>(node, "sparse_value"))
        return denseTensor(*sparse);
    return Error(errc::kBadArgument, {node.opType, "no value", "one attribute with the value"}, nodePlace(node));
}

class Constant final : public Operator
{
public:
    OpInfo info() const override { return {"Constant", "", OpCategory::Other, "A tensor stored in the model."}; }

    Status infer(InferContext &context) const override
    {
        if (const auto *tensor = valueOf<ConstantTensor>(context.node(), "value");
            tensor && tensor->shape().checkedCount().value_or(kFactElements + 1) > kFactElements) {
            context.setOutput(0, tensor->dtype(), dimsOf(tensor->shape()));
            return {};
        }
        if (const auto *sparse = valueOf<SparseConstant>(context.node(), "sparse_value")) {
            context.setOutput(0, sparse->values.dtype(), dimsOf(sparse->shape));
            return {};
        }
        HALFTONE_TRY(Tensor tensor, constantOf(context.node()));
        context.setOutput(0, Fact::ofConstant(std::move(tensor)));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(Tensor tensor, constantOf(context.node()));
        context.setOutput(0, std::move(tensor));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(Constant)

} // namespace halftone
