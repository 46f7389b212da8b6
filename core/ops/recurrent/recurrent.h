// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/cost.h"
#include "core/ops/infer_context.h"
#include "core/ops/nn/elements.h"
#include "core/ops/recurrent/gate_function.h"

#include <functional>
#include <limits>
#include <vector>

namespace halftone {

/// Sizes of a recurrent layer. `batchFirst` is layout = 1: [batch, steps, …] instead of [steps, batch, …].
struct RecurrentShape
{
    std::int64_t steps = 0;
    std::int64_t batch = 0;
    std::int64_t input = 0;
    std::int64_t hidden = 0;
    std::int64_t directions = 1;
    bool batchFirst = false;
    /// Single direction that runs backwards; with two directions the second does.
    bool reverseOnly = false;

    bool reversed(std::int64_t direction) const { return directions == 2 ? direction == 1 : reverseOnly; }
    /// Offset of a row of X, of a row of Y, and of a row of a state (initial_h, Y_h …), in elements.
    std::int64_t xOffset(std::int64_t step, std::int64_t row) const;
    std::int64_t yOffset(std::int64_t step, std::int64_t direction, std::int64_t row) const;
    std::int64_t stateOffset(std::int64_t direction, std::int64_t row) const;
    Shape yShape() const;
    Shape stateShape() const;
};

/// Inputs of RNN, GRU and LSTM in the order of the specification. Weights are [directions, gates · hidden, input or hidden].
template <typename T>
struct RecurrentInputs
{
    RecurrentShape shape;
    Elements<T> x;
    std::vector<T> w;
    std::vector<T> r;
    /// [directions, 2 · gates · hidden]: of W, then of R; zeros when absent.
    std::vector<T> bias;
    std::vector<std::int64_t> lengths;
    std::vector<T> initialH;
    std::vector<T> initialC;
    /// [directions, 3 · hidden]: input, output, forget; zeros when absent.
    std::vector<T> peepholes;
    std::vector<GateFunction> functions;
    double clip = std::numeric_limits<double>::infinity();

    double limited(double value) const { return value > clip ? clip : value < -clip ? -clip : value; }
};

/// Everything but W and R.
template <typename T>
Result<RecurrentInputs<T>> readRecurrent(const KernelContext &context, std::int64_t gates, const std::vector<GateFunction::Kind> &defaults);
/// W and R as stored by ONNX.
template <typename T>
Status readRecurrentWeights(const KernelContext &context, std::int64_t gates, RecurrentInputs<T> &inputs);

/// Runs `cell(direction, x, h, c)` over all steps, rows and directions and writes Y, Y_h and (with `hasCellState`) Y_c; the
/// cell replaces h and c by the next state. Steps beyond a row's length give zeros.
template <typename T>
Status runRecurrent(KernelContext &context, const RecurrentInputs<T> &inputs, bool hasCellState,
    const std::function<void(std::int64_t direction, const T *x, T *h, T *c)> &cell);

/// LSTM over `inputs` (gates i, o, f, c); `state` is applied to a copy of h before it meets R (identity: pass nullptr).
template <typename T>
Status runLstm(KernelContext &context, const RecurrentInputs<T> &inputs, const std::function<void(T *, std::int64_t)> &state);

/// Σ row[i] · x[i], in order.
template <typename T>
double dot(const T *row, const T *x, std::int64_t size)
{
    double sum = 0;
    for (std::int64_t i = 0; i < size; ++i)
        sum += static_cast<double>(row[i]) * static_cast<double>(x[i]);
    return sum;
}

/// Outputs Y, Y_h and Y_c; `hidden` when the node does not say hidden_size.
Status inferRecurrent(InferContext &context, const Dim &hidden);
Cost recurrentCost(const CostShapes &shapes, std::int64_t gates, const NodeView &node);

} // namespace halftone
