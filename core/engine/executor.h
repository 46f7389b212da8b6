// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/engine/observer.h"
#include "core/engine/stored_tensor.h"
#include "core/model/model.h"
#include "core/tensor/runtime_value.h"

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace halftone {

struct EngineOptions
{
    /// oneDNN primitives where an operator has them; off: reference kernels only.
    bool oneDnn = true;
    /// Post-op fusion and QDQ islands fused into int8 primitives.
    bool fuse = true;
    /// Values an observer wants to see: never fused away.
    std::vector<ValueId> observed;
    /// Values to return besides the graph's outputs (by id, plain layout); never fused away.
    std::vector<ValueId> extraOutputs;
    /// Collect time per node.
    bool profile = false;
};

/// A model made ready to run: fused steps, constants, packed weights. Immutable and shared by all executors;
/// plans for concrete input shapes are made on first use and cached.
class PreparedModel
{
public:
    static Result<std::shared_ptr<const PreparedModel>> prepare(
        std::shared_ptr<const Model> model, EngineOptions options, Progress &progress);

    ~PreparedModel();
    const Model &model() const;
    const EngineOptions &options() const;

    class Private;
    explicit PreparedModel(std::unique_ptr<Private> d);
    const Private &d() const { return *m_d; }

private:
    std::unique_ptr<Private> m_d;
};

/// Time spent in one node during the last run (fused nodes are counted with the node they were fused into).
struct NodeTime
{
    NodeId node = kNone;
    double seconds = 0;
    /// "oneDNN brgconv:avx512_core_vnni", "reference".
    std::string implementation;
};

/// Runs a prepared model. Not thread-safe: one executor a thread. Owns its activation arena.
class Executor
{
public:
    /// `threads` for oneDNN's parallel regions; 1 inside a worker pool.
    Executor(std::shared_ptr<const PreparedModel> prepared, int threads);
    ~Executor();

    /// Inputs in the order of Graph::inputs() without those that have initializers (a null value takes the initializer).
    /// Outputs in the order of Graph::outputs(), then EngineOptions::extraOutputs. Returned tensors are plain and owned by the caller.
    /// Fails with errc::kCancelled within one node of progress.cancelled().
    Result<std::vector<RuntimeValue>> run(std::span<const RuntimeValue> inputs, TensorObserver *observer, Progress &progress);

    /// Runs again only what depends on `changed`: values of EngineOptions::observed and what they shall be. `known` are values
    /// of a run on the same inputs (observed ones too; the more, the less is computed again). The observer sees what is computed.
    /// Outputs as run() returns them; null where an output does not depend on what changed. Where parts of a model cannot run
    /// alone (sequences, shapes that depend on data) all of it runs; the result is the same. Fails with errc::kNotObserved.
    Result<std::vector<RuntimeValue>> rerun(std::span<const RuntimeValue> inputs, const std::map<ValueId, StoredTensor> &changed,
        const std::map<ValueId, StoredTensor> &known, TensorObserver *observer, Progress &progress);

    /// Times of the last run; empty unless EngineOptions::profile.
    std::vector<NodeTime> profile() const;
    /// Bytes of the activation arena.
    std::int64_t arenaBytes() const;

private:
    class Private;
    Result<std::vector<RuntimeValue>> checkedInputs(std::span<const RuntimeValue> inputs) const;
    std::unique_ptr<Private> m_d;
};

} // namespace halftone
