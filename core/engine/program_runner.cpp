// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/program_runner.h"

#include "core/engine/muted_observer.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>

namespace halftone {

namespace {

std::string shapesKey(std::span<const RuntimeValue> inputs, int threads)
{
    std::string key = std::to_string(threads);
    for (const RuntimeValue &input : inputs) {
        key += '|';
        if (!input.isTensor()) {
            key += input.isNull() ? "-" : "*";
            continue;
        }
        key += dtypeShortName(input.tensor().dtype());
        for (const std::int64_t dim : input.tensor().shape())
            key += ',' + std::to_string(dim);
    }
    return key;
}

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

class Flag
{
public:
    explicit Flag(bool &flag) : m_flag(flag) { m_flag = true; }
    ~Flag() { m_flag = false; }
    Flag(const Flag &) = delete;
    Flag &operator=(const Flag &) = delete;

private:
    bool &m_flag;
};

} // namespace

ProgramRunner::ProgramRunner(const Program &program, int threads, bool profile) : m_program(program), m_threads(threads), m_profile(profile)
{
}

Result<std::vector<RuntimeValue>> ProgramRunner::run(
    std::span<const RuntimeValue> inputs, TensorObserver *observer, Progress &progress, SubgraphHost &host)
{
    const Flag running(m_running);
    m_times.clear();
    m_keptNan = false;
    RunState state;
    state.progress = &progress;
    state.host = &host;
    std::set<ValueId> seen;
    std::unique_ptr<MutedObserver> muted;
    if (observer) {
        muted = std::make_unique<MutedObserver>(*observer, seen);
        state.observer = muted.get();
    }
    auto outputs = runFast(inputs, state);
    if (outputs || !(outputs.error().code() == errc::kNanHidden))
        return outputs;
    HALFTONE_TRY(ProgramRunner *const runner, keepingNan());
    m_keptNan = true;
    return runner->run(inputs, state.observer, progress, host);
}

Result<ProgramRunner *> ProgramRunner::keepingNan()
{
    if (!m_keepingNan) {
        HALFTONE_TRY(const auto program, m_program.keepingNan());
        m_keepingNan = std::make_unique<ProgramRunner>(*program, m_threads, m_profile);
    }
    return m_keepingNan.get();
}

Result<std::vector<RuntimeValue>> ProgramRunner::runFast(std::span<const RuntimeValue> inputs, RunState &state)
{
    const std::string key = shapesKey(inputs, m_threads);
    const auto plan = m_program.findPlan(key);
    if (!plan || plan->isDynamic)
        return trace(plan ? std::string() : key, inputs, state);

    HALFTONE_TRY(Bound *const bound, bind(key, plan));
    std::optional<InvalidOperations> invalid;
    if (bound->hidesNan)
        invalid.emplace(m_threads);
    auto outputs = invalid ? replayWatching(*bound, inputs, *invalid, state) : replay(*bound, inputs, state);
    if (outputs || !(outputs.error().code() == errc::kPlanMismatch))
        return outputs;
    // Shapes depend on data here: no plan for these inputs any more. Nothing observed twice.
    auto dynamic = std::make_shared<Plan>();
    dynamic->isDynamic = true;
    m_program.keepPlan(key, std::move(dynamic));
    m_bound.erase(key);
    return trace({}, inputs, state);
}

Result<std::vector<RuntimeValue>> ProgramRunner::replayWatching(
    Bound &bound, std::span<const RuntimeValue> inputs, const InvalidOperations &invalid, RunState &state)
{
    // Where other steps note invalid operations all the time, asking once would mean to run twice.
    constexpr int kPatience = 3;
    if (!state.observer && bound.falseAlarms < kPatience) {
        auto outputs = replay(bound, inputs, state);
        if (!outputs)
            return outputs;
        const InvalidOperations::Found found = invalid.take();
        if (!found.invalid && !found.othersGone)
            return outputs;
        ++bound.falseAlarms;
    }
    state.invalid = &invalid;
    auto outputs = replay(bound, inputs, state);
    if (!outputs && outputs.error().code() == errc::kNanHidden)
        bound.falseAlarms = 0;
    return outputs;
}

Result<std::vector<RuntimeValue>> ProgramRunner::trace(const std::string &key, std::span<const RuntimeValue> inputs, RunState &state)
{
    std::optional<InvalidOperations> invalid;
    if (!m_program.keepsNan())
        state.invalid = &invalid.emplace(m_threads);
    Tracer tracer(m_program, state, m_threads);
    const double start = now();
    auto outputs = tracer.run(inputs);
    state.invalid = nullptr;
    if (!outputs)
        return outputs;
    if (m_profile)
        m_times[kNone] = {kNone, now() - start, "planning"};
    if (!key.empty())
        m_program.keepPlan(key, tracer.takePlan());
    if (tracer.hidNan())
        return Error(errc::kNanHidden);
    return outputs;
}

Status ProgramRunner::runStep(Bound &bound, std::size_t index, RunState &state)
{
    if (!state.invalid || !bound.plan->steps[index]->hidesNan)
        return bound.steps[index]->run(state);
    (void)state.invalid->take();
    HALFTONE_CHECK(bound.steps[index]->run(state));
    if (state.invalid->take().invalid)
        return Error(errc::kNanHidden);
    return {};
}

Result<std::vector<RuntimeValue>> ProgramRunner::replay(Bound &bound, std::span<const RuntimeValue> inputs, RunState &state)
{
    const Plan &plan = *bound.plan;
    HALFTONE_CHECK(attach(bound, inputs, state));
    for (std::size_t i = 0; i < bound.steps.size(); ++i) {
        if (state.progress->cancelled())
            return Error(errc::kCancelled);
        const double start = m_profile ? now() : 0;
        HALFTONE_CHECK(runStep(bound, i, state));
        if (m_profile) {
            const Step &step = *plan.steps[i];
            NodeTime &time = m_times[step.node];
            time.node = step.node;
            time.seconds += now() - start;
            if (time.implementation.empty() || step.isMain)
                time.implementation = step.implementation;
        }
    }
    std::vector<RuntimeValue> outputs;
    for (std::size_t i = 0; i < plan.outputs.size(); ++i) {
        HALFTONE_TRY(RuntimeValue value, takeOutput(bound, i, state));
        outputs.push_back(std::move(value));
    }
    return outputs;
}

Result<std::vector<RuntimeValue>> ProgramRunner::rerun(std::span<const RuntimeValue> inputs, const ValueMap &changed, const ValueMap &known,
    TensorObserver *observer, Progress &progress, SubgraphHost &host)
{
    std::set<ValueId> seen;
    std::optional<MutedObserver> unseen;
    if (observer)
        observer = &unseen.emplace(*observer, seen);
    RestoringObserver restoring(changed, known, observer);
    const std::string key = shapesKey(inputs, m_threads);
    const auto plan = m_program.findPlan(key);
    if (!plan || plan->isDynamic || !supportsPartialRun(*plan, changed))
        return run(inputs, &restoring, progress, host);

    const Flag running(m_running);
    RunState state;
    state.observer = &restoring;
    state.progress = &progress;
    state.host = &host;
    HALFTONE_TRY(Bound *const bound, bind(key, plan));
    HALFTONE_CHECK(attach(*bound, inputs, state));
    std::optional<InvalidOperations> invalid;
    if (bound->hidesNan)
        state.invalid = &invalid.emplace(m_threads);
    const PartialRun part = planPartialRun(*plan, changed, known);
    for (std::size_t i = 0; i < bound->steps.size(); ++i) {
        if (part.actions[i] == PartialAction::Skip)
            continue;
        if (progress.cancelled())
            return Error(errc::kCancelled);
        restoring.setAction(part.actions[i]);
        const Status status = runStep(*bound, i, state);
        if (!status && status.error().code() == errc::kNanHidden) {
            HALFTONE_TRY(ProgramRunner *const runner, keepingNan());
            return runner->rerun(inputs, changed, known, observer, progress, host);
        }
        HALFTONE_CHECK(status);
    }
    std::vector<RuntimeValue> outputs;
    for (std::size_t i = 0; i < plan->outputs.size(); ++i) {
        RuntimeValue value;
        if (part.madeOutputs[i]) {
            HALFTONE_TRY(value, takeOutput(*bound, i, state));
        }
        outputs.push_back(std::move(value));
    }
    return outputs;
}

std::vector<NodeTime> ProgramRunner::profile() const
{
    std::vector<NodeTime> result;
    if (m_keptNan && m_keepingNan)
        return m_keepingNan->profile();
    for (const auto &[node, time] : m_times)
        result.push_back(time);
    return result;
}

} // namespace halftone
