// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/program_runner.h"

#include "core/tensor/block_cache.h"

#include <chrono>
#include <cstring>
#include <new>
#include <set>

namespace halftone {

namespace {

/// Passes on replacements, and of observations those that were not made yet: for a run that starts over.
class MutedObserver final : public TensorObserver
{
public:
    MutedObserver(TensorObserver &inner, std::set<ValueId> &seen) : m_inner(inner), m_seen(seen) { }
    void observe(ValueId value, const TensorView &view) override
    {
        if (m_seen.insert(value).second)
            m_inner.observe(value, view);
    }
    Status replace(ValueId value, const TensorView &view, std::byte *data) override { return m_inner.replace(value, view, data); }

private:
    TensorObserver &m_inner;
    std::set<ValueId> &m_seen;
};

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
    RunState state;
    state.observer = observer;
    state.progress = &progress;
    state.host = &host;
    const std::string key = shapesKey(inputs, m_threads);
    const auto plan = m_program.findPlan(key);
    if (!plan || plan->isDynamic)
        return trace(plan ? std::string() : key, inputs, state);

    HALFTONE_TRY(Bound *const bound, bind(key, plan));
    std::set<ValueId> seen;
    std::unique_ptr<MutedObserver> muted;
    if (observer) {
        muted = std::make_unique<MutedObserver>(*observer, seen);
        state.observer = muted.get();
    }
    auto outputs = replay(*bound, inputs, state);
    if (outputs || !(outputs.error().code() == errc::kPlanMismatch))
        return outputs;
    // Shapes depend on data here: no plan for these inputs any more. Nothing observed twice.
    auto dynamic = std::make_shared<Plan>();
    dynamic->isDynamic = true;
    m_program.keepPlan(key, std::move(dynamic));
    m_bound.erase(key);
    return trace({}, inputs, state);
}

Result<std::vector<RuntimeValue>> ProgramRunner::trace(const std::string &key, std::span<const RuntimeValue> inputs, RunState &state)
{
    Tracer tracer(m_program, state, m_threads);
    const double start = now();
    auto outputs = tracer.run(inputs);
    if (!outputs)
        return outputs;
    if (m_profile)
        m_times[kNone] = {kNone, now() - start, "planning"};
    if (!key.empty())
        m_program.keepPlan(key, tracer.takePlan());
    return outputs;
}

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

Result<std::vector<RuntimeValue>> ProgramRunner::replay(Bound &bound, std::span<const RuntimeValue> inputs, RunState &state)
{
    const Plan &plan = *bound.plan;
    HALFTONE_CHECK(attach(bound, inputs, state));
    for (std::size_t i = 0; i < bound.steps.size(); ++i) {
        if (state.progress->cancelled())
            return Error(errc::kCancelled);
        const double start = m_profile ? now() : 0;
        HALFTONE_CHECK(bound.steps[i]->run(state));
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
    const PartialRun part = planPartialRun(*plan, changed, known);
    for (std::size_t i = 0; i < bound->steps.size(); ++i) {
        if (part.actions[i] == PartialAction::Skip)
            continue;
        if (progress.cancelled())
            return Error(errc::kCancelled);
        restoring.setAction(part.actions[i]);
        HALFTONE_CHECK(bound->steps[i]->run(state));
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
    for (const auto &[node, time] : m_times)
        result.push_back(time);
    return result;
}

} // namespace halftone
