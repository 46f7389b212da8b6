// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/infer_context.h"

#include "core/tensor/integers.h"

namespace halftone {

namespace {

const Fact &unknownFact()
{
    static const Fact fact;
    return fact;
}

/// Type and shape follow from known elements, and known integers are both a constant and shape arithmetic.
void complete(Fact &fact)
{
    if (fact.constant) {
        fact.type = Type::tensor(fact.constant->dtype(), dimsOf(fact.constant->shape()));
        return;
    }
    if (!fact.symbolic)
        return;
    if (fact.symbolic->size() > static_cast<std::size_t>(kFactElements)) {
        fact.symbolic.reset();
        return;
    }
    std::vector<std::int64_t> numbers;
    for (const Dim &dim : *fact.symbolic)
        if (const auto number = dim.value())
            numbers.push_back(*number);
    const auto shape = fact.concreteShape();
    if (numbers.size() == fact.symbolic->size() && shape && shape->checkedCount() == static_cast<std::int64_t>(numbers.size()))
        fact.constant = tensorOfIntegers(fact.dtype(), *shape, numbers);
}

} // namespace

InferContext::InferContext(NodeView node, std::vector<Fact> inputs, SubgraphInference inferSubgraph)
    : m_node(node), m_ownedInputs(std::move(inputs)), m_outputs(node.node.outputs.size()), m_inferSubgraph(std::move(inferSubgraph))
{
    for (std::size_t i = 0; i < m_ownedInputs.size(); ++i)
        m_inputs.push_back(i < node.node.inputs.size() && node.node.inputs[i] == kNone ? nullptr : &m_ownedInputs[i]);
}

InferContext::InferContext(NodeView node, std::vector<const Fact *> inputs, SubgraphInference inferSubgraph)
    : m_node(node), m_inputs(std::move(inputs)), m_outputs(node.node.outputs.size()), m_inferSubgraph(std::move(inferSubgraph))
{
}

bool InferContext::hasInput(int index) const { return index >= 0 && index < inputCount() && m_inputs[static_cast<std::size_t>(index)]; }

const Fact &InferContext::input(int index) const { return hasInput(index) ? *m_inputs[static_cast<std::size_t>(index)] : unknownFact(); }

std::optional<int> InferContext::inputRank(int index) const
{
    const auto &shape = inputShape(index);
    return shape ? std::optional<int>(static_cast<int>(shape->size())) : std::nullopt;
}

std::optional<std::vector<Dim>> InferContext::inputDims(int index) const
{
    const Fact &fact = input(index);
    if (fact.symbolic)
        return fact.symbolic;
    if (const auto numbers = inputInts(index))
        return std::vector<Dim>(numbers->begin(), numbers->end());
    return std::nullopt;
}

std::optional<std::vector<std::int64_t>> InferContext::inputInts(int index) const
{
    const Fact &fact = input(index);
    if (fact.constant)
        return integersOf(*fact.constant);
    if (!fact.symbolic)
        return std::nullopt;
    std::vector<std::int64_t> numbers;
    for (const Dim &dim : *fact.symbolic) {
        const auto number = dim.value();
        if (!number)
            return std::nullopt;
        numbers.push_back(*number);
    }
    return numbers;
}

std::optional<std::vector<double>> InferContext::inputNumbers(int index) const
{
    const Fact &fact = input(index);
    if (fact.constant && fact.constant->dtype() == DType::Float)
        return std::vector<double>(fact.constant->as<float>().begin(), fact.constant->as<float>().end());
    if (fact.constant && fact.constant->dtype() == DType::Double)
        return std::vector<double>(fact.constant->as<double>().begin(), fact.constant->as<double>().end());
    if (const auto numbers = inputInts(index))
        return std::vector<double>(numbers->begin(), numbers->end());
    return std::nullopt;
}

void InferContext::setOutput(int index, Fact fact)
{
    if (index < 0 || index >= outputCount())
        return;
    complete(fact);
    m_outputs[static_cast<std::size_t>(index)] = std::move(fact);
}

void InferContext::setOutput(int index, DType type, std::optional<std::vector<Dim>> shape)
{
    setOutput(index, Fact::of(type, std::move(shape)));
}

Result<std::vector<Fact>> InferContext::inferSubgraph(const Graph &graph, std::vector<Fact> inputs) const
{
    if (!m_inferSubgraph)
        return std::vector<Fact>(graph.outputs().size());
    return m_inferSubgraph(graph, std::move(inputs));
}

Error InferContext::badArgument(std::string found, std::string required) const
{
    return Error(errc::kBadArgument, {node().opType, std::move(found), std::move(required)}, nodePlace(node()));
}

} // namespace halftone
