// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithms/wide_products.h"

#include "core/quant/algorithms/algorithm_plan.h"
#include "core/quant/algorithms/findings.h"
#include "core/quant/compare.h"
#include "core/quant/embedded_recipe.h"

#include <algorithm>
#include <cstdio>

namespace halftone {

namespace {

/// Mean cosine of an output that is good enough.
constexpr double kEnough = 0.995;
/// Where the worst of a few samples is this good, no more are looked at.
constexpr double kBeyondDoubt = 0.9998;
constexpr std::int64_t kFew = 4;
constexpr std::int64_t kMany = 16;

/// Cosines of the worst output over samples.
struct Agreement
{
    double mean = 1;
    double least = 1;
};

std::string cosineText(double cosine)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.4f", cosine);
    return text;
}

bool mayWiden(const QuantizeResult &narrow, const Recipe &recipe)
{
    const bool asked = recipe.profile == QuantProfile::Default ? recipe.algorithms.outlierFloat != Decision::Off
                                                               : recipe.algorithms.outlierFloat == Decision::On;
    if (!asked || recipe.format.type != QuantFormat::Qdq || dtypeBits(recipe.activations) != 8)
        return false;
    const auto isEncoder = [](const NodeDecision &decision) { return decision.reason == errc::kIsSensitive; };
    const auto isNarrow = [](const NodeDecision &decision) { return decision.precision == Precision::Int8; };
    return std::ranges::any_of(narrow.decisions, isEncoder) && std::ranges::any_of(narrow.decisions, isNarrow);
}

Result<Agreement> agreementOf(const QuantizeResult &quantized, std::int64_t samples, const QuantizeData &data, Progress &progress)
{
    CompareOptions options;
    options.workers = data.options.workers;
    options.samples = data.options.samples > 0 ? std::min(data.options.samples, samples) : samples;
    options.dims = data.options.dims;
    options.local = false;
    options.weights = false;
    HALFTONE_TRY(const ErrorReport report, compare(quantized.reference, quantized, *data.samples, options, progress));
    Agreement worst;
    for (const TensorError &tensor : report.tensors) {
        const auto &seen = tensor.accumulated.samples;
        if (tensor.kind != TensorError::Kind::Output || seen.empty())
            continue;
        double sum = 0;
        for (const ColumnFigures &sample : seen) {
            sum += sample.cosine;
            worst.least = std::min(worst.least, sample.cosine);
        }
        worst.mean = std::min(worst.mean, sum / static_cast<double>(seen.size()));
    }
    return worst;
}

/// With nothing excluded: what the user takes out one by one must not change the types of all the rest, nor cost this again.
Recipe ofWholeModel(const Recipe &recipe)
{
    Recipe whole = recipe;
    whole.exclude.clear();
    whole.excludeOps.clear();
    return whole;
}

Recipe widened(const Recipe &recipe)
{
    Recipe wide = recipe;
    wide.activations = isSigned(recipe.activations) ? DType::Int16 : DType::UInt16;
    return wide;
}

Result<Widening> measure(const PreparedGraph &prepared, const GraphFacts &facts, const Statistics &statistics, const Recipe &recipe,
    const QuantizeData &data, Progress &progress)
{
    HALFTONE_TRY(const QuantizeResult narrow, quantize(prepared, facts, statistics, recipe, progress));
    HALFTONE_TRY(Agreement before, agreementOf(narrow, kFew, data, progress));
    if (before.least >= kBeyondDoubt)
        return Widening();
    // Attention errs seldom, and then much.
    HALFTONE_TRY(before, agreementOf(narrow, kMany, data, progress));
    if (before.mean >= kEnough)
        return Widening();
    HALFTONE_TRY(const QuantizeResult wide, quantize(prepared, facts, statistics, widened(recipe), progress));
    HALFTONE_TRY(const Agreement after, agreementOf(wide, kMany, data, progress));
    // Less is not worth the slower arithmetic.
    return Widening{1 - after.mean <= (1 - before.mean) / 2, before.mean, after.mean};
}

} // namespace

Result<QuantizeResult> widenWhereNeeded(QuantizeResult narrow, const PreparedGraph &prepared, const GraphFacts &facts,
    const Statistics &statistics, const Recipe &recipe, const QuantizeData &data, Progress &progress)
{
    if (!mayWiden(narrow, recipe))
        return narrow;
    const Recipe whole = ofWholeModel(recipe);
    std::optional<Widening> widening = prepared.cache->findWidening(statistics, whole);
    if (!widening) {
        HALFTONE_TRY(widening, measure(prepared, facts, statistics, whole, data, progress));
        prepared.cache->keepWidening(statistics, whole, *widening);
    }
    if (!widening->wide)
        return narrow;
    HALFTONE_TRY(QuantizeResult wide, quantize(prepared, facts, statistics, widened(recipe), progress));
    const auto count = std::ranges::count(wide.decisions, Precision::Int16, &NodeDecision::precision);
    wide.issues.push_back(
        {Issue::Severity::Info, Error(errc::kWidened, {std::to_string(count), cosineText(widening->before), cosineText(widening->after)}),
            Issue::Target::None, {}});
    embedRecipe(recipe, wide);
    return wide;
}

} // namespace halftone
