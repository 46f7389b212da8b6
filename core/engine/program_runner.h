// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/invalid_operations.h"
#include "core/engine/outside_buffers.h"
#include "core/engine/program.h"
#include "core/engine/rerun.h"
#include "core/engine/tracer.h"

#include <map>
#include <memory>
#include <span>
#include <vector>

namespace halftone {

/// Runs one program for one executor: replays the plan for the given shapes, or traces a new one.
class ProgramRunner
{
public:
    ProgramRunner(const Program &program, int threads, bool profile);

    Result<std::vector<RuntimeValue>> run(
        std::span<const RuntimeValue> inputs, TensorObserver *observer, Progress &progress, SubgraphHost &host);
    /// Executor::rerun().
    Result<std::vector<RuntimeValue>> rerun(std::span<const RuntimeValue> inputs, const ValueMap &changed, const ValueMap &known,
        TensorObserver *observer, Progress &progress, SubgraphHost &host);
    bool isRunning() const { return m_running; }
    std::vector<NodeTime> profile() const;
    std::int64_t arenaBytes() const { return static_cast<std::int64_t>(m_arena.bytes()) + (m_keepingNan ? m_keepingNan->arenaBytes() : 0); }

private:
    struct Bound
    {
        std::shared_ptr<const Plan> plan;
        BufferTable table;
        std::vector<std::unique_ptr<BoundStep>> steps;
        std::vector<OutsideBuffer> outside;
        /// Some step hides NaN.
        bool hidesNan = false;
        /// How often an invalid operation was noted for another reason.
        int falseAlarms = 0;
        /// By output: what this run writes straight into, to be given away.
        std::vector<Tensor> made;
    };

    Result<std::vector<RuntimeValue>> trace(const std::string &key, std::span<const RuntimeValue> inputs, RunState &state);
    /// errc::kNanHidden when the results are of no use.
    Result<std::vector<RuntimeValue>> runFast(std::span<const RuntimeValue> inputs, RunState &state);
    Result<std::vector<RuntimeValue>> replayWatching(
        Bound &bound, std::span<const RuntimeValue> inputs, const InvalidOperations &invalid, RunState &state);
    Result<std::vector<RuntimeValue>> replay(Bound &bound, std::span<const RuntimeValue> inputs, RunState &state);
    /// Does what a step does; errc::kNanHidden when it hid NaN.
    static Status runStep(Bound &bound, std::size_t index, RunState &state);
    Result<ProgramRunner *> keepingNan();
    /// Puts inputs where the plan reads them and makes room for outputs.
    Status attach(Bound &bound, std::span<const RuntimeValue> inputs, RunState &state) const;
    static Result<RuntimeValue> takeOutput(Bound &bound, std::size_t index, RunState &state);
    Result<Bound *> bind(const std::string &key, const std::shared_ptr<const Plan> &plan);

    const Program &m_program;
    int m_threads;
    bool m_profile;
    bool m_running = false;
    Tensor m_arena;
    std::map<std::string, Bound> m_bound;
    std::map<NodeId, NodeTime> m_times;
    /// For runs in which NaN meets a step that hides it.
    std::unique_ptr<ProgramRunner> m_keepingNan;
    bool m_keptNan = false;
};

} // namespace halftone
