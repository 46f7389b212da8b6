// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/checked.h"
#include "core/ops/axes.h"
#include "core/ops/dispatch.h"
#include "core/ops/nn/node_helpers.h"
#include "core/ops/sub_byte.h"
#include "core/ops/tensor/strided_copy.h"
#include "core/tensor/cast.h"

#include <algorithm>

namespace halftone {

namespace {

/// Source position of output position `p` (counted from the first element of the input, negative before it), or −1 for the
/// constant.
std::int64_t sourceOf(std::int64_t p, std::int64_t length, const std::string &mode)
{
    if (p >= 0 && p < length)
        return p;
    if (mode == "constant" || length == 0)
        return -1;
    if (mode == "edge")
        return p < 0 ? 0 : length - 1;
    if (mode == "wrap")
        return ((p % length) + length) % length;
    if (length == 1)
        return 0;
    // reflect: a triangle wave of period 2·(length − 1).
    const std::int64_t period = 2 * (length - 1);
    const std::int64_t phase = ((p % period) + period) % period;
    return phase < length ? phase : period - phase;
}

class Pad final : public Operator
{
public:
    OpInfo info() const override
    {
        return {"Pad", "", OpCategory::Tensor,
            "Adds elements before and after each axis: a constant, the edge, a reflection or a repetition. Negative pads cut."};
    }

    Status infer(InferContext &context) const override
    {
        const auto &shape = context.inputShape(0);
        Fact fact = Fact::of(context.inputType(0), shape);
        if (!shape) {
            context.setOutput(0, std::move(fact));
            return {};
        }
        const auto pads = padDims(context);
        const auto axes = intsArgument(context, 3, "axes");
        if (!pads || (axes.given && !axes.values)) {
            std::ranges::fill(*fact.type.shape, Dim::unknown());
            context.setOutput(0, std::move(fact));
            return {};
        }
        const std::size_t count = axes.values ? axes.values->size() : shape->size();
        if (pads->size() != 2 * count)
            return context.badArgument(std::to_string(pads->size()) + " pads", std::to_string(2 * count));
        for (std::size_t i = 0; i < count; ++i) {
            HALFTONE_TRY(const int axis,
                normalizedAxis(
                    context.node(), axes.values ? (*axes.values)[i] : static_cast<std::int64_t>(i), static_cast<int>(shape->size())));
            Dim &dim = (*fact.type.shape)[static_cast<std::size_t>(axis)];
            dim = dim + (*pads)[i] + (*pads)[i + count];
        }
        context.setOutput(0, std::move(fact));
        return {};
    }

    Status compute(KernelContext &context) const override
    {
        const Tensor &original = context.tensor(0);
        const std::string mode = context.node().stringAttribute("mode", "constant");
        if (mode != "constant" && mode != "edge" && mode != "reflect" && mode != "wrap")
            return context.badArgument("mode " + mode, "constant, edge, reflect or wrap");
        HALFTONE_TRY(const Tensor input, unpacked(original));
        HALFTONE_TRY(const auto pads, padsOf(context, input.shape().rank()));
        HALFTONE_TRY(const Tensor fill, fillOf(context, original.dtype()));
        const int rank = input.shape().rank();
        Shape shape = input.shape();
        for (int axis = 0; axis < rank; ++axis) {
            const auto before = checkedAdd(shape[axis], pads[static_cast<std::size_t>(axis)]);
            const auto extent = before ? checkedAdd(*before, pads[static_cast<std::size_t>(axis + rank)]) : std::nullopt;
            if (!extent || *extent < 0 || (*extent > 0 && input.shape()[axis] == 0 && mode != "constant"))
                return context.badArgument("pads that leave " + (extent ? std::to_string(*extent) : "an overflow"), "at least 0 elements");
            shape[axis] = *extent;
        }
        HALFTONE_TRY(Tensor result, Tensor::allocateUninitialized(input.dtype(), shape));
        if (rank == 0)
            copyElements(input, 0, result, 0, 1);
        else if (shape.count() > 0)
            fillRows(input, pads, mode, fill, result);
        HALFTONE_TRY(Tensor typed, packed(result, original.dtype()));
        context.setOutput(0, std::move(typed));
        return {};
    }

    QuantRule quantRule(const NodeView &view) const override
    {
        const bool otherConstant = view.node.stringAttribute("mode", "constant") == "constant"
            && (view.node.floatAttribute("value", 0) != 0 || (view.node.inputs.size() > 2 && view.node.inputs[2] != kNone));
        return otherConstant ? computeRule({0}) : sameScaleRule();
    }

private:
    static std::string_view padsName(const Node &node) { return node.attribute("paddings") ? "paddings" : "pads"; }

    static std::optional<std::vector<Dim>> padDims(const InferContext &context)
    {
        if (context.opset() >= 11)
            return context.inputDims(1);
        const auto pads = context.node().intsAttribute(padsName(context.node()));
        return std::vector<Dim>(pads.begin(), pads.end());
    }

    /// Pads before each axis, then after each axis.
    static Result<std::vector<std::int64_t>> padsOf(const KernelContext &context, int rank)
    {
        HALFTONE_TRY(const auto given, intsArgument(context, context.opset() < 11 ? -1 : 1, padsName(context.node())));
        HALFTONE_TRY(const auto axes, intsArgument(context, context.opset() < 18 ? -1 : 3, "axes"));
        const std::size_t count = axes ? axes->size() : static_cast<std::size_t>(rank);
        if (!given || given->size() != 2 * count)
            return context.badArgument(std::to_string(given ? given->size() : 0) + " pads", std::to_string(2 * count));
        std::vector<std::int64_t> pads(static_cast<std::size_t>(2 * rank), 0);
        for (std::size_t i = 0; i < count; ++i) {
            HALFTONE_TRY(const int axis, normalizedAxis(context.node(), axes ? (*axes)[i] : static_cast<std::int64_t>(i), rank));
            pads[static_cast<std::size_t>(axis)] = (*given)[i];
            pads[static_cast<std::size_t>(axis + rank)] = (*given)[i + count];
        }
        return pads;
    }

    /// The constant as one unpacked element of the input's type.
    static Result<Tensor> fillOf(const KernelContext &context, DType type)
    {
        if (context.opset() >= 11 && context.hasInput(2)) {
            if (context.tensor(2).dtype() != type || context.tensor(2).count() != 1)
                return context.badArgument(
                    "a constant of type " + std::string(dtypeName(context.tensor(2).dtype())), "one element of the input's type");
            return unpacked(context.tensor(2));
        }
        if (type == DType::String)
            return Tensor::ofStrings(Shape{}, {std::string()});
        const float value = context.opset() < 11 ? context.node().floatAttribute("value", 0.0F) : 0.0F;
        if (value == 0.0F)
            return Tensor::allocate(unpackedType(type), Shape{});
        HALFTONE_TRY(const Tensor typed, castTensor(Tensor::scalar(value), type));
        return unpacked(typed);
    }

    /// Row by row of the result's last axis.
    static void fillRows(
        const Tensor &input, const std::vector<std::int64_t> &pads, const std::string &mode, const Tensor &fill, Tensor &result)
    {
        const Shape &shape = result.shape();
        const int last = shape.rank() - 1;
        const auto strides = input.shape().strides();
        const std::int64_t length = shape[last];
        std::vector<std::int64_t> columns;
        for (std::int64_t i = 0; i < length; ++i)
            columns.push_back(sourceOf(i - pads[static_cast<std::size_t>(last)], input.shape()[last], mode));
        visitUnit(input.dtype(), [&](const auto &unit) {
            using U = std::remove_cvref_t<decltype(unit)>;
            const U *source = unitsOf<U>(input);
            U *target = mutableUnitsOf<U>(result);
            const U constant = *unitsOf<U>(fill);
            std::vector<std::int64_t> position(static_cast<std::size_t>(last), 0);
            for (std::int64_t row = 0; row < shape.count() / length; ++row, target += length) {
                std::int64_t offset = 0;
                bool outside = false;
                for (int axis = 0; axis < last; ++axis) {
                    const auto index = static_cast<std::size_t>(axis);
                    const std::int64_t from = sourceOf(position[index] - pads[index], input.shape()[axis], mode);
                    outside = outside || from < 0;
                    offset += from * strides[index];
                }
                for (std::int64_t i = 0; i < length; ++i)
                    target[i] = outside || columns[static_cast<std::size_t>(i)] < 0 ? constant
                                                                                    : source[offset + columns[static_cast<std::size_t>(i)]];
                for (int axis = last - 1; axis >= 0; --axis) {
                    if (++position[static_cast<std::size_t>(axis)] < shape[axis])
                        break;
                    position[static_cast<std::size_t>(axis)] = 0;
                }
            }
        });
    }
};

} // namespace

HALFTONE_OPERATOR(Pad)

} // namespace halftone
