// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph_builder.h"
#include "core/quant/topology.h"
#include "core/quant/weights.h"

#include <map>

namespace halftone {

/// Constants that quantizing a weight leaves in the graph.
struct StoredWeight
{
    ValueId data = kNone;
    ValueId scale = kNone;
    ValueId zeroPoint = kNone;
};

/// Adds 8-bit weights with their scales and zero points to a graph that is being rewritten; each weight once for each way
/// it is used. Notes and parameters go to the result.
class IntegerWeights
{
public:
    IntegerWeights(const Recipe &recipe, const Graph &graph, GraphBuilder &builder, QuantizeResult &result)
        : m_recipe(recipe), m_graph(graph), m_builder(builder), m_result(result)
    {
    }

    /// Per channel along `axis` where the recipe says so; −1 for one scale whatever it says.
    Result<StoredWeight> plain(ValueId weight, int axis);
    /// Weights of a convolution: scales as [M, 1, …], ready to multiply its result, and one zero point for all, which is
    /// what kernels take. `perChannel` false: one scale whatever the recipe says.
    Result<StoredWeight> convolution(ValueId weight, bool perChannel);
    /// B of a Gemm as MatMul takes it: transposed where `transposed`, times `factor`; a scale a column.
    Result<StoredWeight> matrix(ValueId weight, bool transposed, float factor);
    /// W or R of an LSTM, [directions, 4 · hidden, in], as [directions, in, 4 · hidden] in s8; a scale a direction, or one a
    /// gate row.
    Result<StoredWeight> recurrent(ValueId weight);

private:
    using Key = std::tuple<ValueId, int, bool, float>;

    WeightScheme scheme(ValueId weight, int axis) const;
    Result<StoredWeight> add(ValueId weight, const Tensor &values, const WeightScheme &scheme);
    StoredWeight store(
        const std::string &name, Tensor quantized, const QuantParams &params, const Shape &scaleShape, const Shape &zeroPointShape);
    void note(ValueId weight, std::int64_t nonFinite);
    ValueId constant(const std::string &name, Tensor tensor);

    const Recipe &m_recipe;
    const Graph &m_graph;
    GraphBuilder &m_builder;
    QuantizeResult &m_result;
    std::map<Key, StoredWeight> m_stored;
};

/// Integers as a tensor of `type`, 8 or 32 bits wide.
Tensor integerTensor(DType type, const std::vector<std::int32_t> &values, Shape shape);
/// The last two axes exchanged.
Result<Tensor> transposedMatrices(const Tensor &tensor);

} // namespace halftone
