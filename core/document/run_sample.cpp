// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/run_sample.h"

#include "core/engine/executor.h"

#include <algorithm>
#include <thread>

namespace halftone {

std::vector<RuntimeValue> inputsOf(const Graph &graph, const Sample &sample)
{
    std::vector<RuntimeValue> inputs;
    for (const ValueId id : graph.inputs()) {
        if (graph.value(id).initializer != kNone)
            continue;
        const auto found = sample.inputs.find(graph.value(id).name);
        inputs.push_back(found == sample.inputs.end() ? RuntimeValue() : RuntimeValue(found->second));
    }
    return inputs;
}

Result<std::vector<RuntimeValue>> runSample(std::shared_ptr<const Model> model, const Sample &sample, Progress &progress)
{
    HALFTONE_TRY(const auto prepared, PreparedModel::prepare(model, {}, progress));
    Executor executor(prepared, static_cast<int>(std::max(1U, std::thread::hardware_concurrency())));
    const std::vector<RuntimeValue> inputs = inputsOf(*model->graph, sample);
    return executor.run(inputs, nullptr, progress);
}

} // namespace halftone
