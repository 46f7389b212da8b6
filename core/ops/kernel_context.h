// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/operator.h"
#include "core/tensor/runtime_value.h"

#include <functional>
#include <vector>

namespace halftone {

/// What a reference kernel sees: its node, the values of its inputs, and a place for its outputs.
class KernelContext
{
public:
    /// Runs a subgraph on inputs; outer-scope values are bound by the executor.
    using SubgraphRunner = std::function<Result<std::vector<RuntimeValue>>(const Graph &, std::vector<RuntimeValue>)>;

    KernelContext(NodeView node, std::vector<RuntimeValue> inputs, SubgraphRunner runSubgraph);

    const NodeView &view() const { return m_node; }
    const Node &node() const { return m_node.node; }
    std::int64_t opset() const { return m_node.opset; }

    int inputCount() const { return static_cast<int>(m_inputs.size()); }
    bool hasInput(int index) const;
    /// A null value when the input is absent.
    const RuntimeValue &input(int index) const;
    /// A null tensor when the input is absent or no tensor.
    const Tensor &tensor(int index) const;
    /// Elements of an integer tensor of any width as 64-bit (axes, shapes, indices).
    Result<std::vector<std::int64_t>> ints(int index) const;

    int outputCount() const { return static_cast<int>(m_outputs.size()); }
    bool wantsOutput(int index) const;
    /// Memory that allocate() hands out for outputs of exactly that type and shape, instead of making new one.
    void setOutputBuffers(std::vector<Tensor> buffers) { m_buffers = std::move(buffers); }
    /// Makes output `index` and returns it for writing, elements undefined. Fails beyond the memory budget.
    Result<Tensor *> allocate(int index, DType type, Shape shape);
    void setOutput(int index, RuntimeValue value);
    std::vector<RuntimeValue> takeOutputs() && { return std::move(m_outputs); }

    Result<std::vector<RuntimeValue>> runSubgraph(const Graph &graph, std::vector<RuntimeValue> inputs) const;

    Error badArgument(std::string found, std::string required) const;
    Error unsupported(std::string what) const;

private:
    NodeView m_node;
    std::vector<RuntimeValue> m_inputs;
    std::vector<RuntimeValue> m_outputs;
    std::vector<Tensor> m_buffers;
    SubgraphRunner m_runSubgraph;
};

} // namespace halftone
