// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/plan.h"
#include "core/engine/program.h"
#include "core/ops/kernel_context.h"
#include "core/ops/operator.h"

#include <vector>

namespace halftone {

/// Calls an operator's reference kernel on row-major tensors and objects.
class ReferenceStep final : public Step
{
public:
    ReferenceStep(const Program &program, NodeId node);
    std::unique_ptr<BoundStep> bind(const BufferTable &table) const override;

    void addInput(PlanValue value);
    /// A value that a subgraph of the node reads.
    void addCaptured(PlanValue value);
    /// Outputs that are not wanted have value kNone.
    void addOutput(PlanValue value);

    /// Runs the kernel, binding subgraphs' outer values to `captured` (in the order of Program::capturedBy()).
    static Result<std::vector<RuntimeValue>> compute(const Program &program, NodeId node, std::vector<RuntimeValue> inputs,
        const std::vector<RuntimeValue> &captured, std::vector<Tensor> outputBuffers, RunState &state);

private:
    friend class BoundReference;
    const Program &m_program;
    std::vector<PlanValue> m_inputs;
    std::vector<PlanValue> m_captured;
    std::vector<PlanValue> m_outputs;
};

/// "Conv `/model/0`", the place an error is about.
std::string placeOf(const Node &node);

} // namespace halftone
