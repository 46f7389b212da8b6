// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/executor.h"

#include "core/engine/program_runner.h"
#include "core/engine/rerun.h"

#include <omp.h>

namespace halftone {

namespace {

/// Threads of the calling thread's parallel regions, for a while.
class ThreadCount
{
public:
    explicit ThreadCount(int threads) : m_before(omp_get_max_threads()) { omp_set_num_threads(threads); }
    ~ThreadCount() { omp_set_num_threads(m_before); }
    ThreadCount(const ThreadCount &) = delete;
    ThreadCount &operator=(const ThreadCount &) = delete;

private:
    int m_before;
};

} // namespace

class Executor::Private final : public SubgraphHost
{
public:
    Private(std::shared_ptr<const PreparedModel> model, int threadCount)
        : prepared(std::move(model)), threads(std::max(1, threadCount)), main(*prepared->d().program, threads, prepared->options().profile)
    {
    }

    Result<std::vector<RuntimeValue>> runProgram(const Program &program, std::vector<RuntimeValue> inputs) override
    {
        auto &runner = nested[&program];
        if (!runner)
            runner = std::make_unique<ProgramRunner>(program, threads, false);
        // A function called within itself would use its runner twice: give the inner call its own.
        if (runner->isRunning()) {
            ProgramRunner inner(program, threads, false);
            return inner.run(inputs, nullptr, *progress, *this);
        }
        return runner->run(inputs, nullptr, *progress, *this);
    }

    std::shared_ptr<const PreparedModel> prepared;
    int threads;
    ProgramRunner main;
    std::map<const Program *, std::unique_ptr<ProgramRunner>> nested;
    Progress *progress = nullptr;
};

Executor::Executor(std::shared_ptr<const PreparedModel> prepared, int threads)
    : m_d(std::make_unique<Private>(std::move(prepared), threads))
{
}

Executor::~Executor() = default;

Result<std::vector<RuntimeValue>> Executor::checkedInputs(std::span<const RuntimeValue> inputs) const
{
    const Graph &graph = *m_d->prepared->model().graph;
    const auto &wanted = m_d->prepared->d().program->lists().inputs;
    std::vector<RuntimeValue> given(inputs.begin(), inputs.end());
    if (given.size() != wanted.size() && given.size() == graph.inputs().size()) {
        // All graph inputs: those that have initializers keep them.
        given.clear();
        for (std::size_t i = 0; i < inputs.size(); ++i)
            if (graph.value(graph.inputs()[i]).initializer == kNone)
                given.push_back(inputs[i]);
    }
    if (given.size() != wanted.size())
        return Error(errc::kInputCount, {std::to_string(inputs.size()), std::to_string(wanted.size())});
    for (std::size_t i = 0; i < given.size(); ++i) {
        const Value &value = graph.value(wanted[i]);
        const Type &type = value.declaredType;
        if (!type.isTensor())
            continue;
        if (given[i].isNull())
            return Error(errc::kInputMissing, {value.name});
        if (!given[i].isTensor() || type.dtype == DType::Undefined)
            continue;
        const Tensor &tensor = given[i].tensor();
        bool fits = tensor.dtype() == type.dtype && (!type.shape || static_cast<int>(type.shape->size()) == tensor.shape().rank());
        for (int axis = 0; fits && type.shape && axis < tensor.shape().rank(); ++axis)
            if (const auto dim = (*type.shape)[static_cast<std::size_t>(axis)].value())
                fits = *dim == tensor.shape()[axis];
        if (!fits)
            return Error(errc::kInputMismatch,
                {value.name, std::string(dtypeName(tensor.dtype())) + "[" + tensor.shape().toString() + "]", type.toString()});
    }
    return given;
}

Result<std::vector<RuntimeValue>> Executor::run(std::span<const RuntimeValue> inputs, TensorObserver *observer, Progress &progress)
{
    HALFTONE_TRY(const auto given, checkedInputs(inputs));
    const ThreadCount scope(m_d->threads);
    m_d->progress = &progress;
    return m_d->main.run(given, observer, progress, *m_d);
}

Result<std::vector<RuntimeValue>> Executor::rerun(std::span<const RuntimeValue> inputs, const std::map<ValueId, StoredTensor> &changed,
    const std::map<ValueId, StoredTensor> &known, TensorObserver *observer, Progress &progress)
{
    for (const auto &[id, tensor] : changed)
        if (!m_d->prepared->d().program->isWatched(id))
            return Error(errc::kNotObserved, {m_d->prepared->d().program->nameOf(id)});
    HALFTONE_TRY(const auto given, checkedInputs(inputs));
    const ThreadCount scope(m_d->threads);
    m_d->progress = &progress;
    return m_d->main.rerun(given, changed, known, observer, progress, *m_d);
}

std::vector<NodeTime> Executor::profile() const { return m_d->main.profile(); }
std::int64_t Executor::arenaBytes() const { return m_d->main.arenaBytes(); }

} // namespace halftone
