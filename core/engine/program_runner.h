// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    std::int64_t arenaBytes() const { return static_cast<std::int64_t>(m_arena.bytes()); }

private:
    struct Bound
    {
        std::shared_ptr<const Plan> plan;
        BufferTable table;
        std::vector<std::unique_ptr<BoundStep>> steps;
        std::vector<OutsideBuffer> outside;
        /// By output: what this run writes straight into, to be given away.
        std::vector<Tensor> made;
    };

    Result<std::vector<RuntimeValue>> trace(const std::string &key, std::span<const RuntimeValue> inputs, RunState &state);
    Result<std::vector<RuntimeValue>> replay(Bound &bound, std::span<const RuntimeValue> inputs, RunState &state);
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
};

} // namespace halftone
