// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/model/model.h"
#include "core/tensor/runtime_value.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace halftone {

struct BenchOptions
{
    /// Measured runs, after one that plans and one that warms up.
    int runs = 20;
    /// Threads of the one executor; 0: as many as there are cores.
    int threads = 0;
    /// False: reference kernels only.
    bool oneDnn = true;
};

/// Time of all nodes of one operator type, per run.
struct OperatorTime
{
    std::string type;
    int nodes = 0;
    double milliseconds = 0;
    /// Of the node that takes longest.
    std::string implementation;
};

/// Time of one node, per run; nodes fused into another one are counted with it.
struct NodeLatency
{
    std::string node;
    std::string type;
    double milliseconds = 0;
    std::string implementation;
};

struct BenchReport
{
    double medianMs = 0;
    double p95Ms = 0;
    double minimumMs = 0;
    /// From the model as read to ready to run, and the first run, which plans.
    double prepareMs = 0;
    double firstRunMs = 0;
    /// Highest resident memory of the process so far, and the activation arena.
    double peakMib = 0;
    double arenaMib = 0;
    int runs = 0;
    int threads = 0;
    /// Longest first.
    std::vector<OperatorTime> operators;
    std::vector<NodeLatency> nodes;
};

/// Runs a model on the same inputs again and again. Times per node come from separate profiled runs, so that taking them
/// does not slow down the runs that are measured. `inputs` as for Executor::run().
Result<BenchReport> bench(
    std::shared_ptr<const Model> model, std::span<const RuntimeValue> inputs, const BenchOptions &options, Progress &progress);

/// Highest resident memory of this process in MiB; 0 where the system does not tell.
double peakResidentMib();

} // namespace halftone
