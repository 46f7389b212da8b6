// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph_builder.h"
#include "core/ops/infer_context.h"
#include "core/ops/kernel_context.h"
#include "core/ops/operator.h"

#include <memory>
#include <string>
#include <vector>

namespace halftone::test {

/// One operator call outside any model: NodeCall("Concat").with("axis", std::int64_t(1)).run({a, b}).
class NodeCall
{
public:
    explicit NodeCall(std::string type, std::int64_t opset = 21, std::string domain = {}) : m_opset(opset)
    {
        m_node.name = "node";
        m_node.opType = std::move(type);
        m_node.domain = std::move(domain);
    }

    NodeCall &with(std::string name, Attribute::Value value)
    {
        Attribute attribute;
        attribute.name = std::move(name);
        attribute.value = std::move(value);
        m_node.attributes.push_back(std::move(attribute));
        return *this;
    }

    NodeCall &outputs(int count)
    {
        m_outputs = count;
        return *this;
    }

    /// Runs the reference kernel; null values are absent inputs.
    Result<std::vector<RuntimeValue>> run(std::vector<RuntimeValue> inputs, KernelContext::SubgraphRunner runSubgraph = {})
    {
        std::vector<bool> present;
        for (const RuntimeValue &input : inputs)
            present.push_back(!input.isNull());
        link(present);
        const Operator *op = findOperator(m_node.domain, m_node.opType);
        if (!op)
            return Error(errc::kUnknownOperator, {m_node.opType, m_node.domain, std::to_string(m_opset)});
        KernelContext context({m_node, m_opset, nullptr}, std::move(inputs), std::move(runSubgraph));
        const Status status = op->compute(context);
        if (!status)
            return status.error();
        return std::move(context).takeOutputs();
    }

    /// Runs it for its first output, which must be a tensor.
    Result<Tensor> runTensor(std::vector<RuntimeValue> inputs)
    {
        auto outputs = run(std::move(inputs));
        if (!outputs)
            return outputs.error();
        if (outputs->empty() || !outputs->front().isTensor())
            return Error(errc::kInternal, {"no tensor"});
        return outputs->front().tensor();
    }

    /// Infers the facts of its outputs; absent inputs are listed in `absent`.
    Result<std::vector<Fact>> infer(std::vector<Fact> inputs, const std::vector<std::size_t> &absent = {})
    {
        std::vector<bool> present(inputs.size(), true);
        for (const std::size_t index : absent)
            present[index] = false;
        link(present);
        const Operator *op = findOperator(m_node.domain, m_node.opType);
        if (!op)
            return Error(errc::kUnknownOperator, {m_node.opType, m_node.domain, std::to_string(m_opset)});
        InferContext context({m_node, m_opset, nullptr}, std::move(inputs), {});
        const Status status = op->infer(context);
        if (!status)
            return status.error();
        return context.outputs();
    }

    const Node &node() const { return m_node; }

private:
    void link(const std::vector<bool> &present)
    {
        ValueId next = 0;
        m_node.inputs.clear();
        m_node.outputs.clear();
        for (const bool is : present)
            m_node.inputs.push_back(is ? next++ : kNone);
        for (int i = 0; i < m_outputs; ++i)
            m_node.outputs.push_back(next++);
    }

    Node m_node;
    std::int64_t m_opset;
    int m_outputs = 1;
};

} // namespace halftone::test
