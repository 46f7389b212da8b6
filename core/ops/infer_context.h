// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ops/fact.h"
#include "core/ops/operator.h"

#include <functional>
#include <vector>

namespace halftone {

/// What an operator sees while facts are inferred: its node, facts of its inputs, a place for those of its outputs.
class InferContext
{
public:
    /// Infers a subgraph given facts of its inputs; returns facts of its outputs.
    using SubgraphInference = std::function<Result<std::vector<Fact>>(const Graph &, std::vector<Fact>)>;

    InferContext(NodeView node, std::vector<Fact> inputs, SubgraphInference inferSubgraph);
    /// Borrows the facts, which must outlive the context; a null pointer is an absent input.
    InferContext(NodeView node, std::vector<const Fact *> inputs, SubgraphInference inferSubgraph);
    InferContext(const InferContext &) = delete;
    InferContext &operator=(const InferContext &) = delete;

    const NodeView &view() const { return m_node; }
    const Node &node() const { return m_node.node; }
    std::int64_t opset() const { return m_node.opset; }

    int inputCount() const { return static_cast<int>(m_inputs.size()); }
    bool hasInput(int index) const;
    /// An unknown fact when the input is absent.
    const Fact &input(int index) const;
    /// The input's element type, Undefined when unknown.
    DType inputType(int index) const { return input(index).dtype(); }
    /// The input's dimensions, when at least the rank is known.
    const std::optional<std::vector<Dim>> &inputShape(int index) const { return input(index).shape(); }
    /// Rank of an input, or nothing when unknown.
    std::optional<int> inputRank(int index) const;
    /// The input's elements when it is a constant of an integer type, as 64-bit; also symbolic where shape arithmetic
    /// produced it. Nothing when unknown.
    std::optional<std::vector<Dim>> inputDims(int index) const;
    /// The input's elements as plain numbers when all are known.
    std::optional<std::vector<std::int64_t>> inputInts(int index) const;
    /// The same for floating-point inputs (scales, limits).
    std::optional<std::vector<double>> inputNumbers(int index) const;

    int outputCount() const { return static_cast<int>(m_outputs.size()); }
    /// A fact with known elements gets the matching type and shape. Ignored when the node leaves the output out.
    void setOutput(int index, Fact fact);
    void setOutput(int index, DType type, std::optional<std::vector<Dim>> shape);
    const std::vector<Fact> &outputs() const { return m_outputs; }

    Result<std::vector<Fact>> inferSubgraph(const Graph &graph, std::vector<Fact> inputs) const;

    /// A contradiction found: "Conv: 3 input channels, weight wants 4".
    Error badArgument(std::string found, std::string required) const;

private:
    NodeView m_node;
    std::vector<Fact> m_ownedInputs;
    /// Null where the node leaves the input out.
    std::vector<const Fact *> m_inputs;
    std::vector<Fact> m_outputs;
    SubgraphInference m_inferSubgraph;
};

} // namespace halftone
