// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/passes/pass.h"
#include "core/quant/quantize.h"

namespace halftone {

Result<PreparedGraph> preprocess(std::shared_ptr<const Model> model, Progress &progress)
{
    struct Pass
    {
        const char *name;
        Result<int> (*run)(PassState &, Progress &);
    };
    // Constants before normalizations: their parameters may be computed.
    static constexpr Pass kPasses[] = {
        {"initializer-inputs", dropInitializerInputs},
        {"upgrade-opset", upgradeOpset},
        {"remove-identities", removeIdentities},
        {"fold-constants", foldConstants},
        {"fold-batch-norm", foldBatchNorms},
    };
    PassState state{*model, {}};
    PreparedGraph result;
    for (const Pass &pass : kPasses) {
        if (progress.cancelled())
            return Error(errc::kCancelled);
        HALFTONE_TRY(const int changes, pass.run(state, progress));
        if (changes > 0)
            result.passes.emplace_back(pass.name, changes);
    }
    result.origin = std::move(state.origin);
    result.model = result.passes.empty() ? std::move(model) : std::make_shared<const Model>(std::move(state.model));
    return result;
}

} // namespace halftone
