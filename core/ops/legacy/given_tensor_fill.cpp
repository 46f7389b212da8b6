// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/kernel_context.h"
#include "core/ops/nn/node_helpers.h"
#include "core/tensor/cast.h"

#include <algorithm>

namespace halftone {

namespace {

/// The shape attribute with `extra_shape` behind it; an input's own shape goes before that where there is one.
class GivenTensorFill final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"GivenTensorFill", "", OpCategory::Tensor,
            "A tensor of values that the node lists. An experimental operator of old exporters."};
    }

    Status infer(InferContext &context) const override
    {
        std::optional<std::vector<Dim>> dims;
        if (context.inputCount() == 0)
            dims = withExtra(context.node(), dimsOf(context.node().intsAttribute("shape")));
        else if (context.node().intAttribute("input_as_shape", 0) != 0)
            dims = context.inputDims(0);
        else
            dims = context.inputShape(0);
        if (dims && context.inputCount() > 0)
            dims = withExtra(context.node(), std::move(*dims));
        context.setOutput(0, Fact::of(DType::Float, std::move(dims)));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        std::vector<std::int64_t> dims = context.node().intsAttribute("shape");
        if (context.hasInput(0) && context.node().intAttribute("input_as_shape", 0) != 0) {
            HALFTONE_TRY(dims, context.ints(0));
        } else if (context.hasInput(0)) {
            dims.assign(context.tensor(0).shape().begin(), context.tensor(0).shape().end());
        }
        const auto extra = context.node().intsAttribute("extra_shape");
        dims.insert(dims.end(), extra.begin(), extra.end());
        const std::vector<float> values = floatsAttribute(context.node(), "values");
        if (std::ranges::any_of(dims, [](std::int64_t dim) { return dim < 0; }))
            return context.badArgument("a negative size", "sizes from 0 on");
        const Shape shape(std::move(dims));
        if (shape.checkedCount().value_or(-1) != static_cast<std::int64_t>(values.size()))
            return context.badArgument(std::to_string(values.size()) + " values", shape.toString());
        HALFTONE_TRY(Tensor *const result, context.allocate(0, DType::Float, shape));
        std::ranges::copy(values, result->mutableAs<float>().begin());
        return {};
    }

private:
    static std::vector<Dim> dimsOf(const std::vector<std::int64_t> &sizes) { return {sizes.begin(), sizes.end()}; }
    static std::vector<Dim> withExtra(const Node &node, std::vector<Dim> dims)
    {
        const auto extra = dimsOf(node.intsAttribute("extra_shape"));
        dims.insert(dims.end(), extra.begin(), extra.end());
        return dims;
    }
};

/// Like GivenTensorFill with one value.
class ConstantFill final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"ConstantFill", "", OpCategory::Tensor, "A tensor filled with one value. An experimental operator of old exporters."};
    }

    Status infer(InferContext &context) const override
    {
        HALFTONE_TRY(const DType type, dtypeAttribute(context.node(), "dtype", DType::Float));
        std::optional<std::vector<Dim>> dims;
        if (context.inputCount() == 0) {
            const auto sizes = context.node().intsAttribute("shape");
            dims.emplace(sizes.begin(), sizes.end());
        } else {
            dims = context.node().intAttribute("input_as_shape", 0) != 0 ? context.inputDims(0) : context.inputShape(0);
        }
        if (dims) {
            for (const std::int64_t size : context.node().intsAttribute("extra_shape"))
                dims->emplace_back(size);
        }
        context.setOutput(0, Fact::of(type, std::move(dims)));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        HALFTONE_TRY(const DType type, dtypeAttribute(context.node(), "dtype", DType::Float));
        std::vector<std::int64_t> dims = context.node().intsAttribute("shape");
        if (context.hasInput(0) && context.node().intAttribute("input_as_shape", 0) != 0) {
            HALFTONE_TRY(dims, context.ints(0));
        } else if (context.hasInput(0)) {
            dims.assign(context.tensor(0).shape().begin(), context.tensor(0).shape().end());
        }
        const auto extra = context.node().intsAttribute("extra_shape");
        dims.insert(dims.end(), extra.begin(), extra.end());
        if (std::ranges::any_of(dims, [](std::int64_t dim) { return dim < 0; }))
            return context.badArgument("a negative size", "sizes from 0 on");
        HALFTONE_TRY(Tensor filled, Tensor::allocateUninitialized(DType::Float, Shape(std::move(dims))));
        std::ranges::fill(filled.mutableAs<float>(), context.node().floatAttribute("value", 0));
        HALFTONE_TRY(Tensor typed, castTensor(filled, type));
        context.setOutput(0, std::move(typed));
        return {};
    }
};

} // namespace

HALFTONE_OPERATOR(GivenTensorFill)
HALFTONE_OPERATOR(ConstantFill)

} // namespace halftone
