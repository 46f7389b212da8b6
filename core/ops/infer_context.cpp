// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"

#include "core/tensor/integers.h"

namespace halftone {

namespace {
const Fact kUnknownFact;
}

InferContext::InferContext(NodeView node, std::vector<Fact> inputs, SubgraphInference inferSubgraph)
    : m_node(node), m_inputs(std::move(inputs)), m_outputs(node.node.outputs.size()), m_inferSubgraph(std::move(inferSubgraph))
{
}

bool InferContext::hasInput(int index) const
{
    return index >= 0 && index < inputCount() && m_node.node.inputs[static_cast<std::size_t>(index)] != kNone;
}

const Fact &InferContext::input(int index) const { return hasInput(index) ? m_inputs[static_cast<std::size_t>(index)] : kUnknownFact; }

std::optional<int> InferContext::inputRank(int index) const
{
    const auto &shape = input(index).shape();
    return shape ? std::optional(static_cast<int>(shape->size())) : std::nullopt;
}

std::optional<std::vector<std::int64_t>> InferContext::inputInts(int index) const
{
    const Fact &fact = input(index);
    if (fact.constant) {
        auto numbers = integersOf(*fact.constant);
        return numbers ? std::optional(std::move(*numbers)) : std::nullopt;
    }
    if (!fact.symbolic)
        return std::nullopt;
    std::vector<std::int64_t> numbers;
    for (const Dim &dim : *fact.symbolic) {
        if (!dim.value())
            return std::nullopt;
        numbers.push_back(*dim.value());
    }
    return numbers;
}

std::optional<std::vector<Dim>> InferContext::inputDims(int index) const
{
    const Fact &fact = input(index);
    if (fact.symbolic)
        return fact.symbolic;
    const auto numbers = inputInts(index);
    if (!numbers)
        return std::nullopt;
    return std::vector<Dim>(numbers->begin(), numbers->end());
}

std::optional<std::vector<double>> InferContext::inputNumbers(int index) const
{
    const Fact &fact = input(index);
    if (!fact.constant) {
        const auto numbers = inputInts(index);
        return numbers ? std::optional(std::vector<double>(numbers->begin(), numbers->end())) : std::nullopt;
    }
    if (fact.constant->dtype() == DType::Float) {
        const auto values = fact.constant->as<float>();
        return std::vector<double>(values.begin(), values.end());
    }
    if (fact.constant->dtype() == DType::Double) {
        const auto values = fact.constant->as<double>();
        return std::vector<double>(values.begin(), values.end());
    }
    const auto numbers = integersOf(*fact.constant);
    return numbers ? std::optional(std::vector<double>(numbers->begin(), numbers->end())) : std::nullopt;
}

void InferContext::setOutput(int index, Fact fact)
{
    if (index >= 0 && index < outputCount())
        m_outputs[static_cast<std::size_t>(index)] = std::move(fact);
}

void InferContext::setOutput(int index, DType type, std::optional<std::vector<Dim>> shape)
{
    Fact fact;
    fact.type = Type::tensor(type, std::move(shape));
    setOutput(index, std::move(fact));
}

Result<std::vector<Fact>> InferContext::inferSubgraph(const Graph &graph, std::vector<Fact> inputs) const
{
    return m_inferSubgraph(graph, std::move(inputs));
}

Error InferContext::badArgument(std::string found, std::string required) const
{
    return Error(errc::kBadArgument, {node().opType, std::move(found), std::move(required)}, node().name);
}

} // namespace halftone
