// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/rerun.h"

namespace halftone {

PartialRun planPartialRun(const Plan &plan, const ValueMap &changed, const ValueMap &known)
{
    const std::size_t count = plan.steps.size();
    PartialRun result;
    result.actions.assign(count, PartialAction::Skip);

    // Forwards: what follows from the changed values. A buffer may hold several values' parts, so it stays dirty.
    std::vector<char> dirty(plan.buffers.size(), 0);
    std::vector<char> isChanged(count, 0);
    for (std::size_t i = 0; i < count; ++i) {
        const Step &step = *plan.steps[i];
        isChanged[i] = step.watched != kNone && changed.contains(step.watched);
        bool runs = isChanged[i] != 0;
        for (const BufferId id : step.reads)
            runs = runs || dirty[static_cast<std::size_t>(id)] != 0;
        if (!runs)
            continue;
        result.actions[i] = isChanged[i] ? PartialAction::Restore : PartialAction::Run;
        for (const BufferId id : step.writes)
            dirty[static_cast<std::size_t>(id)] = 1;
    }

    // Backwards: what those steps read besides, back to the next known value.
    std::vector<char> wanted(plan.buffers.size(), 0);
    for (const PlanValue &output : plan.outputs) {
        const auto buffer = static_cast<std::size_t>(output.place.buffer);
        result.madeOutputs.push_back(dirty[buffer]);
        wanted[buffer] |= dirty[buffer];
    }
    for (std::size_t i = count; i-- > 0;) {
        const Step &step = *plan.steps[i];
        PartialAction &action = result.actions[i];
        if (step.watched != kNone) {
            const auto buffer = static_cast<std::size_t>(step.writes.front());
            if (action == PartialAction::Skip && wanted[buffer])
                action = known.contains(step.watched) ? PartialAction::Restore : PartialAction::Run;
            if (action == PartialAction::Restore)
                wanted[buffer] = 0;
            else if (action == PartialAction::Run)
                wanted[buffer] = 1;
            continue;
        }
        if (action == PartialAction::Skip) {
            for (const BufferId id : step.writes)
                if (wanted[static_cast<std::size_t>(id)])
                    action = PartialAction::Run;
        }
        if (action == PartialAction::Run)
            for (const BufferId id : step.reads)
                wanted[static_cast<std::size_t>(id)] = 1;
    }
    return result;
}

bool supportsPartialRun(const Plan &plan, const ValueMap &changed)
{
    for (const PlanValue &output : plan.outputs)
        if (output.isObject)
            return false;
    std::size_t watched = 0;
    for (const auto &step : plan.steps) {
        if (step->usesObjects)
            return false;
        if (step->watched != kNone && changed.contains(step->watched))
            ++watched;
    }
    return watched == changed.size();
}

void RestoringObserver::observe(ValueId value, const TensorView &view)
{
    if (m_inner && m_action == PartialAction::Run && !m_changed.contains(value))
        m_inner->observe(value, view);
}

Status RestoringObserver::replace(ValueId value, const TensorView &view, std::byte *data)
{
    if (const auto found = m_changed.find(value); found != m_changed.end())
        return writeReplacement(found->second.view(), view, data);
    if (m_action == PartialAction::Restore)
        if (const auto found = m_known.find(value); found != m_known.end())
            return writeReplacement(found->second.view(), view, data);
    return m_inner ? m_inner->replace(value, view, data) : Status();
}

} // namespace halftone
