// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/model_checks.h"
#include "core/quant/passes/pass.h"
#include "core/quant/quantize.h"

#include <array>

namespace halftone {

namespace {

using RunPass = Result<int> (*)(PassState &, Progress &);

// Constants before normalizations: their parameters may be computed.
constexpr std::array kPasses{
    PassInfo{"initializer-inputs", true},
    PassInfo{"constant-defaults", false},
    PassInfo{"upgrade-opset", true},
    PassInfo{"remove-identities", true},
    PassInfo{"fold-constants", true},
    PassInfo{"fold-batch-norm", true},
    PassInfo{"fuse-layer-norm", false},
    PassInfo{"fuse-gelu", false},
    PassInfo{"fuse-attention", false},
};
constexpr std::array<RunPass, kPasses.size()> kRuns{dropInitializerInputs, dropDefaults, upgradeOpset, removeIdentities, foldConstants,
    foldBatchNorms, fuseLayerNorms, fuseGelus, fuseAttentions};

} // namespace

std::span<const PassInfo> preprocessPasses() { return kPasses; }

Result<PreparedGraph> preprocess(std::shared_ptr<const Model> model, const PreprocessOptions &options, Progress &progress)
{
    HALFTONE_CHECK(checkComputable(*model));
    PassState state{*model, {}};
    PreparedGraph result;
    for (std::size_t i = 0; i < kPasses.size(); ++i) {
        if (progress.cancelled())
            return Error(errc::kCancelled);
        if (!options.runs(kPasses[i]))
            continue;
        HALFTONE_TRY(const int changes, kRuns[i](state, progress));
        if (changes > 0)
            result.passes.emplace_back(kPasses[i].name, changes);
    }
    result.origin = std::move(state.origin);
    result.model = result.passes.empty() ? std::move(model) : std::make_shared<const Model>(std::move(state.model));
    return result;
}

Result<PreparedGraph> preprocess(std::shared_ptr<const Model> model, Progress &progress)
{
    return preprocess(std::move(model), PreprocessOptions(), progress);
}

} // namespace halftone
