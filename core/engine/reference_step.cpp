// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/reference_step.h"

#include "core/base/cancel_scope.h"
#include "core/engine/tracer.h"

#include <cstring>

namespace halftone {

namespace {

/// The inputs of a subgraph's program: explicit ones, then outer values looked up among those of the calling node.
Result<std::vector<RuntimeValue>> bindOuter(const Program &outer, const std::vector<ValueId> &names,
    const std::vector<RuntimeValue> &values, const Program &inner, std::vector<RuntimeValue> explicitInputs)
{
    explicitInputs.resize(inner.lists().explicitInputs);
    for (const std::string &wanted : inner.captured()) {
        RuntimeValue found;
        for (std::size_t i = 0; i < names.size(); ++i)
            if (outer.nameOf(names[i]) == wanted)
                found = values[i];
        explicitInputs.push_back(std::move(found));
    }
    return explicitInputs;
}

} // namespace

class BoundReference final : public BoundStep
{
public:
    BoundReference(const ReferenceStep &step, const BufferTable &table) : m_step(step)
    {
        const auto resolve = [&table](const std::vector<PlanValue> &values) {
            std::vector<std::byte *> result;
            for (const PlanValue &value : values)
                result.push_back(value.isObject || value.place.buffer < 0 ? nullptr : addressOf(table, value.place));
            return result;
        };
        m_inputs = resolve(step.m_inputs);
        m_captured = resolve(step.m_captured);
        m_outputs = resolve(step.m_outputs);
    }

    Status run(RunState &state) override
    {
        std::vector<Tensor> buffers;
        for (std::size_t i = 0; i < m_outputs.size(); ++i) {
            const PlanValue &output = m_step.m_outputs[i];
            buffers.push_back(m_outputs[i] && !sharesInput(output.place.buffer)
                    ? Tensor::borrow(output.dtype, output.shape, m_outputs[i], nullptr)
                    : Tensor());
        }
        HALFTONE_TRY(auto made,
            ReferenceStep::compute(m_step.m_program, m_step.node, gather(m_step.m_inputs, m_inputs, state),
                gather(m_step.m_captured, m_captured, state), std::move(buffers), state));
        for (std::size_t i = 0; i < m_outputs.size(); ++i) {
            const PlanValue &output = m_step.m_outputs[i];
            if (output.value == kNone)
                continue;
            if (output.isObject) {
                state.objects[output.value] = std::move(made[i]);
                continue;
            }
            if (!made[i].isTensor() || made[i].tensor().dtype() != output.dtype || made[i].tensor().shape() != output.shape)
                return Error(errc::kPlanMismatch);
            const Tensor &tensor = made[i].tensor();
            if (tensor.raw() != m_outputs[i] && tensor.bytes() > 0)
                std::memcpy(m_outputs[i], tensor.raw(), tensor.bytes());
        }
        return {};
    }

private:
    bool sharesInput(BufferId buffer) const
    {
        for (const PlanValue &input : m_step.m_inputs)
            if (!input.isObject && input.place.buffer == buffer)
                return true;
        return false;
    }

    static std::vector<RuntimeValue> gather(
        const std::vector<PlanValue> &values, const std::vector<std::byte *> &addresses, RunState &state)
    {
        std::vector<RuntimeValue> result;
        result.reserve(values.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (values[i].value == kNone)
                result.emplace_back();
            else if (values[i].isObject)
                result.push_back(state.objects[values[i].value]);
            else
                result.emplace_back(Tensor::borrow(values[i].dtype, values[i].shape, addresses[i], nullptr));
        }
        return result;
    }

    const ReferenceStep &m_step;
    std::vector<std::byte *> m_inputs;
    std::vector<std::byte *> m_captured;
    std::vector<std::byte *> m_outputs;
};

ReferenceStep::ReferenceStep(const Program &program, NodeId id) : m_program(program)
{
    node = id;
    implementation = "reference";
}

std::unique_ptr<BoundStep> ReferenceStep::bind(const BufferTable &table) const { return std::make_unique<BoundReference>(*this, table); }

void ReferenceStep::addInput(PlanValue value)
{
    if (value.value != kNone && !value.isObject)
        reads.push_back(value.place.buffer);
    usesObjects = usesObjects || value.isObject;
    m_inputs.push_back(std::move(value));
}

void ReferenceStep::addCaptured(PlanValue value)
{
    if (value.value != kNone && !value.isObject)
        reads.push_back(value.place.buffer);
    usesObjects = usesObjects || value.isObject;
    m_captured.push_back(std::move(value));
}

void ReferenceStep::addOutput(PlanValue value)
{
    if (value.value != kNone && !value.isObject)
        writes.push_back(value.place.buffer);
    usesObjects = usesObjects || value.isObject;
    m_outputs.push_back(std::move(value));
}

Result<std::vector<RuntimeValue>> ReferenceStep::compute(const Program &program, NodeId id, std::vector<RuntimeValue> inputs,
    const std::vector<RuntimeValue> &captured, std::vector<Tensor> outputBuffers, RunState &state)
{
    const Node &node = program.graph().node(id);
    if (const auto &function = program.functionOf(id)) {
        inputs.resize(function->lists().inputs.size());
        auto outputs = state.host->runProgram(*function, std::move(inputs));
        if (!outputs)
            return std::move(outputs).error().at(placeOf(node));
        outputs->resize(node.outputs.size());
        return outputs;
    }
    const Operator *op = findOperator(node.domain, node.opType);
    if (!op)
        return Error(errc::kUnknownOperator,
            {node.opType, node.domain.empty() ? "ai.onnx" : node.domain, std::to_string(program.opset(node.domain))}, placeOf(node));
    const auto runSubgraph = [&](const Graph &graph, std::vector<RuntimeValue> explicitInputs) -> Result<std::vector<RuntimeValue>> {
        const auto &inner = program.subprogram(&graph);
        if (!inner)
            return Error(errc::kInternal, {}, placeOf(node));
        HALFTONE_TRY(auto all, bindOuter(program, program.capturedBy(id), captured, *inner, std::move(explicitInputs)));
        return state.host->runProgram(*inner, std::move(all));
    };
    KernelContext context({node, program.opset(node.domain), &program.graph()}, std::move(inputs), runSubgraph);
    context.setOutputBuffers(std::move(outputBuffers));
    const CancelScope scope(state.progress);
    const Status status = op->compute(context);
    if (CancelScope::cancelled())
        return Error(errc::kCancelled).at(placeOf(node));
    if (!status)
        return Error(status.error()).at(placeOf(node));
    auto outputs = std::move(context).takeOutputs();
    outputs.resize(node.outputs.size());
    return outputs;
}

std::string placeOf(const Node &node) { return node.opType + " `" + node.name + "`"; }

} // namespace halftone
