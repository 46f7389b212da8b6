// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/cancel_scope.h"
#include "core/base/checked.h"
#include "core/ops/dispatch.h"
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/misc/einsum_equation.h"
#include "core/ops/nn/node_helpers.h"
#include "core/tensor/cast.h"

#include <algorithm>
#include <map>

namespace halftone {

namespace {

/// Axes of the loop nest: output labels first, then those summed over; strides of each operand along them.
struct Nest
{
    std::vector<std::int64_t> extents;
    std::vector<std::vector<std::int64_t>> strides;
    std::size_t outer = 0;
    Shape output;
};

Result<Nest> nestOf(const KernelContext &context, const EinsumEquation &equation)
{
    std::map<std::string, std::int64_t> sizes;
    for (std::size_t i = 0; i < equation.inputs.size(); ++i) {
        const Shape &shape = context.tensor(static_cast<int>(i)).shape();
        for (std::size_t axis = 0; axis < equation.inputs[i].size(); ++axis) {
            const std::int64_t size = shape.dims()[axis];
            auto [found, isNew] = sizes.emplace(equation.inputs[i][axis], size);
            if (!isNew && found->second == 1)
                found->second = size;
            else if (!isNew && size != 1 && found->second != size)
                return context.badArgument(
                    "label " + found->first + " of sizes " + std::to_string(found->second) + " and " + std::to_string(size), "one size");
        }
    }
    std::vector<std::string> labels = equation.output;
    for (const auto &[label, size] : sizes)
        if (std::ranges::find(equation.output, label) == equation.output.end())
            labels.push_back(label);
    Nest nest;
    nest.outer = equation.output.size();
    nest.strides.assign(equation.inputs.size(), std::vector<std::int64_t>(labels.size(), 0));
    std::vector<std::int64_t> dims;
    for (std::size_t l = 0; l < labels.size(); ++l) {
        nest.extents.push_back(sizes[labels[l]]);
        if (l < nest.outer)
            dims.push_back(sizes[labels[l]]);
        for (std::size_t i = 0; i < equation.inputs.size(); ++i) {
            const Shape &shape = context.tensor(static_cast<int>(i)).shape();
            const auto strides = shape.strides();
            for (std::size_t axis = 0; axis < equation.inputs[i].size(); ++axis)
                if (equation.inputs[i][axis] == labels[l] && shape.dims()[axis] != 1)
                    nest.strides[i][l] += strides[axis];
        }
    }
    nest.output = Shape(std::move(dims));
    if (!Shape(nest.extents).checkedCount())
        return context.badArgument("an endless sum", "fewer terms");
    return nest;
}

/// Moves to the next position of axes [first, last); false after the last one.
bool advance(const Nest &nest, std::vector<std::int64_t> &position, std::vector<std::int64_t> &offsets, std::size_t first, std::size_t last)
{
    for (std::size_t axis = last; axis > first;) {
        --axis;
        for (std::size_t i = 0; i < offsets.size(); ++i)
            offsets[i] += nest.strides[i][axis];
        if (++position[axis] < nest.extents[axis])
            return true;
        for (std::size_t i = 0; i < offsets.size(); ++i)
            offsets[i] -= nest.strides[i][axis] * nest.extents[axis];
        position[axis] = 0;
    }
    return false;
}

template <typename T>
void sumProducts(const Nest &nest, const std::vector<Tensor> &operands, Tensor &result)
{
    using Sum = std::conditional_t<std::is_floating_point_v<T>, double, std::uint64_t>;
    if (result.count() == 0)
        return;
    const bool nothing = Shape(nest.extents).count() == 0;
    std::vector<std::int64_t> position(nest.extents.size(), 0);
    std::vector<std::int64_t> offsets(operands.size(), 0);
    for (T &target : result.mutableAs<T>()) {
        if (CancelScope::cancelled())
            break;
        Sum sum = 0;
        bool more = !nothing;
        while (more) {
            Sum product = 1;
            for (std::size_t i = 0; i < operands.size(); ++i)
                product *= static_cast<Sum>(operands[i].as<T>().data()[offsets[i]]);
            sum += product;
            more = advance(nest, position, offsets, nest.outer, nest.extents.size());
        }
        target = static_cast<T>(sum);
        advance(nest, position, offsets, 0, nest.outer);
    }
}

class Einsum final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Einsum", "", OpCategory::Layer,
            "Sums of products over labelled axes (Einstein's summation): matrix products, traces, transpositions.", 12};
    }

    Status infer(InferContext &context) const override
    {
        std::vector<int> ranks;
        for (int i = 0; i < context.inputCount(); ++i) {
            const auto rank = context.inputRank(i);
            if (!rank) {
                context.setOutput(0, context.inputType(0), std::nullopt);
                return {};
            }
            ranks.push_back(*rank);
        }
        HALFTONE_TRY(const auto equation, EinsumEquation::parse(context.node(), context.node().stringAttribute("equation", ""), ranks));
        std::map<std::string, Dim> sizes;
        for (std::size_t i = 0; i < equation.inputs.size(); ++i) {
            for (std::size_t axis = 0; axis < equation.inputs[i].size(); ++axis) {
                const Dim &dim = (*context.inputShape(static_cast<int>(i)))[axis];
                const auto found = sizes.emplace(equation.inputs[i][axis], dim).first;
                if (found->second.isUnknown() || found->second.value() == 1 || (!found->second.value() && dim.value().value_or(1) != 1))
                    found->second = dim;
            }
        }
        std::vector<Dim> shape;
        for (const std::string &label : equation.output)
            shape.push_back(sizes[label]);
        context.setOutput(0, context.inputType(0), std::move(shape));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const DType type = context.tensor(0).dtype();
        const DType working = isNarrowFloat(type) ? DType::Float : type;
        std::vector<Tensor> operands;
        std::vector<int> ranks;
        for (int i = 0; i < context.inputCount(); ++i) {
            if (context.tensor(i).dtype() != type)
                return context.badArgument("inputs of different types", "one type");
            HALFTONE_TRY(Tensor operand, castTensor(context.tensor(i), working));
            ranks.push_back(operand.shape().rank());
            operands.push_back(std::move(operand));
        }
        HALFTONE_TRY(const auto equation, EinsumEquation::parse(context.node(), context.node().stringAttribute("equation", ""), ranks));
        HALFTONE_TRY(const Nest nest, nestOf(context, equation));
        HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(working, nest.output));
        if (!visitNumber(working, [&](auto zero) { sumProducts<decltype(zero)>(nest, operands, result); }))
            return context.unsupported(std::string(dtypeName(type)));
        HALFTONE_TRY(Tensor typed, castTensor(result, type));
        context.setOutput(0, std::move(typed));
        return {};
    }

    Cost cost(const NodeView &view, const CostShapes &shapes) const override
    {
        std::vector<int> ranks;
        for (const Shape *shape : shapes.inputs)
            ranks.push_back(shape ? shape->rank() : 0);
        const auto equation = EinsumEquation::parse(view.node, view.node.stringAttribute("equation", ""), ranks);
        if (!equation)
            return {};
        std::map<std::string, std::int64_t> sizes;
        for (std::size_t i = 0; i < equation->inputs.size(); ++i)
            for (std::size_t axis = 0; shapes.inputs[i] && axis < equation->inputs[i].size(); ++axis)
                sizes[equation->inputs[i][axis]] = std::max(sizes[equation->inputs[i][axis]], shapes.inputs[i]->dims()[axis]);
        std::int64_t macs = 1;
        for (const auto &[label, size] : sizes)
            macs = checkedMultiply(macs, size).value_or(macs);
        return {macs, 0};
    }
};

} // namespace

HALFTONE_OPERATOR(Einsum)

} // namespace halftone
