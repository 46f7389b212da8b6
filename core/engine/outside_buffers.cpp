// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/outside_buffers.h"

#include <algorithm>
#include <cstdint>

namespace halftone {

namespace {

/// Less is copied faster than steps are bound again.
constexpr std::int64_t kWorthwhile = std::int64_t(1) << 16;
constexpr std::size_t kMostSteps = 8;

class Search
{
public:
    explicit Search(const Plan &plan) : m_plan(plan), m_users(plan.buffers.size(), 0)
    {
        for (const auto *values : {&plan.inputs, &plan.outputs})
            for (const PlanValue &value : *values)
                if (!value.isObject && value.place.buffer >= 0)
                    ++m_users[static_cast<std::size_t>(value.place.buffer)];
    }

    void consider(const PlanValue &value, bool isInput, std::size_t index)
    {
        if (value.isObject || value.place.buffer < 0)
            return;
        const BufferId id = value.place.buffer;
        const Buffer &buffer = m_plan.buffers[static_cast<std::size_t>(id)];
        const std::int64_t bytes = byteSize(value.dtype, value.shape.count()).value_or(0);
        if (buffer.isConstant() || buffer.offset < 0 || bytes < kWorthwhile || buffer.bytes > bytes || value.place.offset != 0
            || value.place.layout || m_users[static_cast<std::size_t>(id)] != 1)
            return;
        OutsideBuffer found{id, isInput, index, {}};
        for (std::size_t i = 0; i < m_plan.steps.size(); ++i) {
            const Step &step = *m_plan.steps[i];
            const bool writes = std::find(step.writes.begin(), step.writes.end(), id) != step.writes.end();
            if (writes && isInput)
                return;
            if (writes || std::find(step.reads.begin(), step.reads.end(), id) != step.reads.end())
                found.steps.push_back(i);
        }
        if (!found.steps.empty() && found.steps.size() <= kMostSteps)
            m_found.push_back(std::move(found));
    }

    std::vector<OutsideBuffer> take() { return std::move(m_found); }

private:
    const Plan &m_plan;
    /// By buffer: inputs and outputs that lie in it.
    std::vector<int> m_users;
    std::vector<OutsideBuffer> m_found;
};

} // namespace

std::vector<OutsideBuffer> outsideBuffers(const Plan &plan)
{
    for (const auto &step : plan.steps)
        if (step->usesObjects)
            return {};
    Search search(plan);
    for (std::size_t i = 0; i < plan.inputs.size(); ++i)
        search.consider(plan.inputs[i], true, i);
    for (std::size_t i = 0; i < plan.outputs.size(); ++i)
        search.consider(plan.outputs[i], false, i);
    return search.take();
}

bool isAligned(const std::byte *address) { return reinterpret_cast<std::uintptr_t>(address) % 64 == 0; }

} // namespace halftone
