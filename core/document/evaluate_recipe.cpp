// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/evaluate_recipe.h"

#include "core/quant/formats/moments.h"
#include "core/quant/quiet_progress.h"

namespace halftone {

namespace {
/// Float activations kept between recipes.
constexpr std::int64_t kTrialCacheBytes = 256LL << 20;
} // namespace

Status evaluateRecipes(const EvaluationSubject &subject, const std::vector<Recipe> &recipes,
    const std::function<void(const Recipe &, const RecipeFigures &)> &found, Progress &progress)
{
    // Their own counting would hide how many recipes are done.
    QuietProgress quiet(progress);
    Calibration calibration;
    calibration.prepared = *subject.prepared;
    calibration.samples = subject.samples;
    calibration.statistics = subject.statistics;
    calibration.dims = subject.dims;
    calibration.cache = std::make_shared<CompareCache>(kTrialCacheBytes);
    calibration.moments = std::make_shared<MomentsCache>();
    HALFTONE_TRY(GraphFacts facts, inferFacts(*subject.prepared->model, subject.dims, quiet));
    calibration.facts = std::make_shared<const GraphFacts>(std::move(facts));
    HALFTONE_TRY(const auto meter, LatencyMeter::make(calibration, quiet));
    const auto shared = std::make_shared<const Calibration>(std::move(calibration));
    const auto total = static_cast<std::int64_t>(recipes.size());
    for (std::int64_t done = 0; done < total; ++done) {
        if (!progress.report(done, total))
            return Error(errc::kCancelled);
        const Recipe &recipe = recipes[static_cast<std::size_t>(done)];
        HALFTONE_TRY(const Refresh refresh, refreshModel(shared, recipe, nullptr, subject.compared, quiet));
        RecipeFigures figures;
        figures.bytes = refresh.bytes;
        figures.outputDb = refresh.errors->outputDb();
        figures.worstChannelDb = refresh.errors->outputWorstChannelDb();
        HALFTONE_TRY(figures.latency, meter->measure(refresh.quantized->model, quiet));
        found(recipe, figures);
    }
    progress.report(total, total);
    return {};
}

} // namespace halftone
