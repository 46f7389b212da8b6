// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/recurrent/recurrent.h"

#include "core/ops/nn/node_helpers.h"

#include <algorithm>

namespace halftone {

namespace {

Status readDirection(const Node &node, RecurrentShape &shape)
{
    const std::string direction = node.stringAttribute("direction", "forward");
    if (direction != "forward" && direction != "reverse" && direction != "bidirectional")
        return badNode(node, "direction " + direction, "forward, reverse or bidirectional");
    shape.directions = direction == "bidirectional" ? 2 : 1;
    shape.reverseOnly = direction == "reverse";
    shape.batchFirst = node.intAttribute("layout", 0) != 0;
    return {};
}

Result<RecurrentShape> readShape(const KernelContext &context)
{
    RecurrentShape shape;
    HALFTONE_CHECK(readDirection(context.node(), shape));
    const Shape &x = context.tensor(0).shape();
    if (x.rank() != 3)
        return context.badArgument("X of shape " + x.toString(), "[steps, batch, input]");
    shape.steps = x[shape.batchFirst ? 1 : 0];
    shape.batch = x[shape.batchFirst ? 0 : 1];
    shape.input = x[2];
    const Shape &r = context.tensor(2).shape();
    shape.hidden = context.node().intAttribute("hidden_size", r.rank() == 3 ? r[2] : 0);
    if (shape.hidden < 1 || shape.hidden > (std::int64_t{1} << 31))
        return context.badArgument("hidden_size " + std::to_string(shape.hidden), "at least 1");
    return shape;
}

/// An optional input of exactly `dims`; zeros when absent.
template <typename T>
Result<std::vector<T>> readOrZeros(const KernelContext &context, int index, const Shape &dims)
{
    const auto count = dims.checkedCount();
    if (!count || *count > memoryBudget() / static_cast<std::int64_t>(sizeof(T)))
        return Error(errc::kShapeOverflow, {dims.toString()});
    if (!context.hasInput(index))
        return std::vector<T>(static_cast<std::size_t>(*count));
    if (context.tensor(index).shape() != dims)
        return context.badArgument(
            "input " + std::to_string(index) + " of shape " + context.tensor(index).shape().toString(), dims.toString());
    HALFTONE_TRY(const auto values, elements<T>(context, index));
    return std::vector<T>(values.begin(), values.end());
}

} // namespace

std::int64_t RecurrentShape::xOffset(std::int64_t step, std::int64_t row) const
{
    return (batchFirst ? row * steps + step : step * batch + row) * input;
}

std::int64_t RecurrentShape::yOffset(std::int64_t step, std::int64_t direction, std::int64_t row) const
{
    return (batchFirst ? (row * steps + step) * directions + direction : (step * directions + direction) * batch + row) * hidden;
}

std::int64_t RecurrentShape::stateOffset(std::int64_t direction, std::int64_t row) const
{
    return (batchFirst ? row * directions + direction : direction * batch + row) * hidden;
}

Shape RecurrentShape::yShape() const
{
    return batchFirst ? Shape{batch, steps, directions, hidden} : Shape{steps, directions, batch, hidden};
}

Shape RecurrentShape::stateShape() const { return batchFirst ? Shape{batch, directions, hidden} : Shape{directions, batch, hidden}; }

template <typename T>
Result<RecurrentInputs<T>> readRecurrent(const KernelContext &context, std::int64_t gates, const std::vector<GateFunction::Kind> &defaults)
{
    RecurrentInputs<T> inputs;
    HALFTONE_TRY(inputs.shape, readShape(context));
    const RecurrentShape &shape = inputs.shape;
    HALFTONE_TRY(inputs.x, elements<T>(context, 0));
    HALFTONE_TRY(inputs.bias, readOrZeros<T>(context, 3, Shape{shape.directions, 2 * gates * shape.hidden}));
    inputs.lengths.assign(static_cast<std::size_t>(shape.batch), shape.steps);
    if (context.hasInput(4)) {
        HALFTONE_TRY(inputs.lengths, context.ints(4));
        if (static_cast<std::int64_t>(inputs.lengths.size()) != shape.batch)
            return context.badArgument(std::to_string(inputs.lengths.size()) + " sequence_lens", std::to_string(shape.batch));
        for (const std::int64_t length : inputs.lengths) {
            if (length < 0 || length > shape.steps)
                return context.badArgument("sequence length " + std::to_string(length), "0 to " + std::to_string(shape.steps));
        }
    }
    HALFTONE_TRY(inputs.initialH, readOrZeros<T>(context, 5, shape.stateShape()));
    HALFTONE_TRY(inputs.initialC, readOrZeros<T>(context, 6, shape.stateShape()));
    HALFTONE_TRY(inputs.peepholes, readOrZeros<T>(context, 7, Shape{shape.directions, 3 * shape.hidden}));
    HALFTONE_TRY(inputs.functions, readGateFunctions(context.node(), static_cast<int>(shape.directions), defaults));
    const float clip = context.node().floatAttribute("clip", 0.0F);
    if (clip > 0.0F)
        inputs.clip = static_cast<double>(clip);
    return inputs;
}

template <typename T>
Status readRecurrentWeights(const KernelContext &context, std::int64_t gates, RecurrentInputs<T> &inputs)
{
    const RecurrentShape &shape = inputs.shape;
    if (!context.hasInput(1) || !context.hasInput(2))
        return context.badArgument("no weights", "W and R");
    HALFTONE_TRY(inputs.w, readOrZeros<T>(context, 1, Shape{shape.directions, gates * shape.hidden, shape.input}));
    HALFTONE_TRY(inputs.r, readOrZeros<T>(context, 2, Shape{shape.directions, gates * shape.hidden, shape.hidden}));
    return {};
}

template <typename T>
Status runRecurrent(KernelContext &context, const RecurrentInputs<T> &inputs, bool hasCellState,
    const std::function<void(std::int64_t, const T *, T *, T *)> &cell)
{
    const RecurrentShape &shape = inputs.shape;
    const DType dtype = context.tensor(0).dtype();
    std::vector<Output<T>> outputs(3);
    std::vector<bool> wanted(3, false);
    for (int i = 0; i < (hasCellState ? 3 : 2); ++i) {
        wanted[static_cast<std::size_t>(i)] = context.wantsOutput(i);
        if (context.wantsOutput(i)) {
            HALFTONE_TRY(
                outputs[static_cast<std::size_t>(i)], Output<T>::make(context, i, dtype, i == 0 ? shape.yShape() : shape.stateShape()));
        }
    }
    std::vector<T> h(static_cast<std::size_t>(shape.hidden));
    std::vector<T> c(static_cast<std::size_t>(shape.hidden));
    for (std::int64_t direction = 0; direction < shape.directions; ++direction) {
        for (std::int64_t row = 0; row < shape.batch; ++row) {
            const std::int64_t state = shape.stateOffset(direction, row);
            std::copy_n(inputs.initialH.begin() + state, shape.hidden, h.begin());
            std::copy_n(inputs.initialC.begin() + state, shape.hidden, c.begin());
            const std::int64_t length = inputs.lengths[static_cast<std::size_t>(row)];
            for (std::int64_t i = 0; i < length; ++i) {
                const std::int64_t step = shape.reversed(direction) ? length - 1 - i : i;
                cell(direction, inputs.x.data() + shape.xOffset(step, row), h.data(), c.data());
                if (wanted[0])
                    std::copy(h.begin(), h.end(), outputs[0].data() + shape.yOffset(step, direction, row));
            }
            if (wanted[1])
                std::copy(h.begin(), h.end(), outputs[1].data() + state);
            if (wanted[2])
                std::copy(c.begin(), c.end(), outputs[2].data() + state);
        }
    }
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        if (wanted[i])
            HALFTONE_CHECK(outputs[i].finish());
    }
    return {};
}

#define HALFTONE_RECURRENT(T)                                                                                                              \
    template Result<RecurrentInputs<T>> readRecurrent<T>(const KernelContext &, std::int64_t, const std::vector<GateFunction::Kind> &);    \
    template Status readRecurrentWeights<T>(const KernelContext &, std::int64_t, RecurrentInputs<T> &);                                    \
    template Status runRecurrent<T>(                                                                                                       \
        KernelContext &, const RecurrentInputs<T> &, bool, const std::function<void(std::int64_t, const T *, T *, T *)> &);
HALFTONE_RECURRENT(float)
HALFTONE_RECURRENT(double)
#undef HALFTONE_RECURRENT

Status inferRecurrent(InferContext &context, const Dim &hiddenHint)
{
    RecurrentShape shape;
    HALFTONE_CHECK(readDirection(context.node(), shape));
    const auto &x = context.input(0).shape();
    if (x && x->size() != 3)
        return context.badArgument("X of rank " + std::to_string(x->size()), "3");
    const Dim steps = x ? (*x)[shape.batchFirst ? 1 : 0] : Dim::unknown();
    const Dim batch = x ? (*x)[shape.batchFirst ? 0 : 1] : Dim::unknown();
    const std::int64_t size = context.node().intAttribute("hidden_size", 0);
    const Dim hidden = size > 0 ? Dim(size) : hiddenHint;
    const Dim directions(shape.directions);
    const DType dtype = context.input(0).dtype();
    for (int i = 0; i < context.outputCount(); ++i) {
        if (i == 0)
            context.setOutput(i, dtype,
                shape.batchFirst ? std::vector<Dim>{batch, steps, directions, hidden} : std::vector<Dim>{steps, directions, batch, hidden});
        else
            context.setOutput(
                i, dtype, shape.batchFirst ? std::vector<Dim>{batch, directions, hidden} : std::vector<Dim>{directions, batch, hidden});
    }
    return {};
}

Cost recurrentCost(const CostShapes &shapes, std::int64_t gates, const NodeView &node)
{
    const Shape *x = shapeAt(shapes.inputs, 0);
    const Shape *r = shapeAt(shapes.inputs, 2);
    if (!x || !r || x->rank() != 3 || r->rank() != 3)
        return {};
    const std::int64_t hidden = node.node.intAttribute("hidden_size", (*r)[2]);
    const std::int64_t cells = (*x)[0] * (*x)[1] * (*r)[0];
    return {cells * gates * hidden * ((*x)[2] + hidden), cells * hidden * (gates + 2)};
}

} // namespace halftone
