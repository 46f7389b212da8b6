// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/program_runner.h"

#include "core/tensor/block_cache.h"

#include <algorithm>
#include <cstring>

namespace halftone {

Result<ProgramRunner::Bound *> ProgramRunner::bind(const std::string &key, const std::shared_ptr<const Plan> &plan)
{
    Bound &bound = m_bound[key];
    if (bound.plan == plan)
        return &bound;
    if (static_cast<std::int64_t>(m_arena.bytes()) < plan->arenaBytes || m_arena.isNull()) {
        m_bound.clear();
        m_arena = {};
        HALFTONE_TRY(m_arena, Tensor::allocateUninitialized(DType::UInt8, Shape{std::max<std::int64_t>(plan->arenaBytes, 1)}));
        dropKeptBlocks();
    }
    Bound &made = m_bound[key];
    // Named last: without memory for all of it nothing is bound.
    made.plan.reset();
    made.steps.clear();
    made.table.clear();
    for (const Buffer &buffer : plan->buffers) {
        Tensor constant = buffer.constant;
        made.table.push_back(buffer.isConstant() ? constant.mutableRaw()
                : buffer.offset >= 0             ? m_arena.mutableRaw() + buffer.offset
                                                 : nullptr);
    }
    for (const auto &step : plan->steps)
        made.steps.push_back(step->bind(made.table));
    made.outside = outsideBuffers(*plan);
    made.falseAlarms = 0;
    made.hidesNan
        = !m_program.keepsNan() && std::any_of(plan->steps.begin(), plan->steps.end(), [](const auto &step) { return step->hidesNan; });
    made.plan = plan;
    return &made;
}

Status ProgramRunner::attach(Bound &bound, std::span<const RuntimeValue> inputs, RunState &state) const
{
    const Plan &plan = *bound.plan;
    state.objects.resize(plan.objectCount);
    for (const auto &[id, value] : plan.constantObjects)
        state.objects[id] = value;
    bound.made.assign(plan.outputs.size(), {});
    for (const OutsideBuffer &outside : bound.outside) {
        std::byte *address = nullptr;
        if (outside.isInput) {
            // Never written: the plan was looked through for that.
            address = const_cast<std::byte *>(inputs[outside.index].tensor().raw());
            if (!isAligned(address))
                address = const_cast<std::byte *>(m_arena.raw()) + plan.buffers[static_cast<std::size_t>(outside.buffer)].offset;
        } else {
            const PlanValue &output = plan.outputs[outside.index];
            HALFTONE_TRY(bound.made[outside.index], Tensor::allocateUninitialized(output.dtype, output.shape));
            address = bound.made[outside.index].mutableRaw();
        }
        std::byte *&place = bound.table[static_cast<std::size_t>(outside.buffer)];
        if (place == address)
            continue;
        // Nothing counts as attached before every step knows the address.
        place = address;
        try {
            for (const std::size_t step : outside.steps)
                bound.steps[step] = plan.steps[step]->bind(bound.table);
        } catch (...) {
            place = nullptr;
            throw;
        }
    }
    for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
        const PlanValue &input = plan.inputs[i];
        if (input.isObject) {
            state.objects[input.value] = inputs[i];
            continue;
        }
        const Tensor &tensor = inputs[i].tensor();
        std::byte *const place = addressOf(bound.table, input.place);
        if (tensor.bytes() > 0 && place != tensor.raw())
            std::memcpy(place, tensor.raw(), tensor.bytes());
    }
    return {};
}

Result<RuntimeValue> ProgramRunner::takeOutput(Bound &bound, std::size_t index, RunState &state)
{
    const PlanValue &output = bound.plan->outputs[index];
    if (output.isObject)
        return state.objects[output.value];
    if (!bound.made[index].isNull())
        return RuntimeValue(std::move(bound.made[index]));
    HALFTONE_TRY(Tensor tensor, Tensor::allocateUninitialized(output.dtype, output.shape));
    if (tensor.bytes() > 0)
        std::memcpy(tensor.mutableRaw(), addressOf(bound.table, output.place), tensor.bytes());
    return RuntimeValue(std::move(tensor));
}

} // namespace halftone
