// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/kernel_context.h"

#include "core/tensor/integers.h"

#include <cstring>

namespace halftone {

namespace {

const Tensor &nullTensor()
{
    static const Tensor tensor;
    return tensor;
}

const RuntimeValue &nullValue()
{
    static const RuntimeValue value;
    return value;
}

} // namespace

KernelContext::KernelContext(NodeView node, std::vector<RuntimeValue> inputs, SubgraphRunner runSubgraph)
    : m_node(node), m_inputs(std::move(inputs)), m_outputs(node.node.outputs.size()), m_runSubgraph(std::move(runSubgraph))
{
}

bool KernelContext::hasInput(int index) const
{
    return index >= 0 && index < inputCount() && !m_inputs[static_cast<std::size_t>(index)].isNull();
}

const RuntimeValue &KernelContext::input(int index) const
{
    return index >= 0 && index < inputCount() ? m_inputs[static_cast<std::size_t>(index)] : nullValue();
}

const Tensor &KernelContext::tensor(int index) const
{
    const RuntimeValue &value = input(index);
    return value.isTensor() ? value.tensor() : nullTensor();
}

Result<std::vector<std::int64_t>> KernelContext::ints(int index) const
{
    auto numbers = integersOf(tensor(index));
    if (!numbers)
        return badArgument(
            "input " + std::to_string(index) + " of type " + std::string(dtypeName(tensor(index).dtype())), "an integer tensor");
    return std::move(*numbers);
}

bool KernelContext::wantsOutput(int index) const
{
    return index >= 0 && index < outputCount() && node().outputs[static_cast<std::size_t>(index)] != kNone;
}

Result<Tensor *> KernelContext::allocate(int index, DType type, Shape shape)
{
    if (index < 0 || index >= outputCount())
        return badArgument(std::to_string(outputCount()) + " outputs", "output " + std::to_string(index));
    if (const auto at = static_cast<std::size_t>(index);
        at < m_buffers.size() && !m_buffers[at].isNull() && m_buffers[at].dtype() == type && m_buffers[at].shape() == shape) {
        m_outputs[at] = std::move(m_buffers[at]);
        m_buffers[at] = {};
        return &m_outputs[at].tensor();
    }
    auto tensor = Tensor::allocateUninitialized(type, std::move(shape));
    if (!tensor)
        return std::move(tensor).error().at(nodePlace(node()));
    RuntimeValue &output = m_outputs[static_cast<std::size_t>(index)];
    output = std::move(*tensor);
    return &output.tensor();
}

void KernelContext::setOutput(int index, RuntimeValue value)
{
    if (index >= 0 && index < outputCount())
        m_outputs[static_cast<std::size_t>(index)] = std::move(value);
}

Result<std::vector<RuntimeValue>> KernelContext::runSubgraph(const Graph &graph, std::vector<RuntimeValue> inputs) const
{
    if (!m_runSubgraph)
        return unsupported("subgraph");
    return m_runSubgraph(graph, std::move(inputs));
}

Error KernelContext::badArgument(std::string found, std::string required) const
{
    return Error(errc::kBadArgument, {node().opType, std::move(found), std::move(required)}, nodePlace(node()));
}

Error KernelContext::unsupported(std::string what) const
{
    return Error(errc::kUnsupportedCase, {node().opType, std::move(what)}, nodePlace(node()));
}

} // namespace halftone
