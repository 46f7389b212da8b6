// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/pipeline.h"

#include "core/document/open_data.h"
#include "core/model/writer.h"
#include "core/quant/algorithms/algorithm_plan.h"
#include "core/quant/algorithms/quantize_on_data.h"
#include "core/quant/formats/moments.h"

#include <QElapsedTimer>

namespace halftone {

namespace {
/// Float activations kept between refreshes.
constexpr std::int64_t kPipelineCacheBytes = 512LL << 20;
/// Models with more weights than this are not serialized just to learn their size.
constexpr std::int64_t kExactBytes = 16LL << 20;
/// Bytes of a node's names, attributes and framing in a file, about.
constexpr std::int64_t kNodeBytes = 120;
} // namespace

Result<Insight> gainInsight(std::shared_ptr<const Model> model, Progress &progress)
{
    HALFTONE_TRY(GraphFacts facts, inferFacts(*model, {}, progress));
    Insight insight;
    insight.costs = nodeCosts(*model, facts);
    insight.facts = std::make_shared<const GraphFacts>(std::move(facts));
    return insight;
}

void SeenTensors::add(const std::string &value)
{
    const std::scoped_lock lock(m_mutex);
    m_values.append(QString::fromStdString(value));
}

QStringList SeenTensors::take()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_values, {});
}

Result<Calibration> calibrateModel(std::shared_ptr<const Model> model, std::shared_ptr<const GraphFacts> facts, SampleSpec spec,
    PreprocessOptions passes, std::shared_ptr<SeenTensors> seen, std::shared_ptr<const Statistics> statistics, Progress &progress)
{
    Calibration result;
    result.dims = spec.dims;
    result.cache = std::make_shared<CompareCache>(kPipelineCacheBytes);
    result.moments = std::make_shared<MomentsCache>();
    HALFTONE_TRY(result.samples, openData(spec, *model, *facts));
    HALFTONE_TRY(result.prepared, preprocess(model, passes, progress));
    result.passes = std::move(passes);
    result.prepared.cache = std::make_shared<AlgorithmCache>();
    HALFTONE_TRY(GraphFacts preparedFacts, inferFacts(*result.prepared.model, spec.dims, progress));
    result.facts = std::make_shared<const GraphFacts>(std::move(preparedFacts));
    if (statistics) {
        result.statistics = std::move(statistics);
        return result;
    }
    CalibrationOptions options;
    options.samples = spec.samples;
    options.dims = spec.dims;
    if (seen)
        options.tensorSeen = [seen](const std::string &value) { seen->add(value); };
    HALFTONE_TRY(Statistics found, calibrate(result.prepared.model, *result.samples, options, progress));
    result.statistics = std::make_shared<const Statistics>(std::move(found));
    return result;
}

Result<QuantizeResult> quantizeCalibrated(const Calibration &calibration, const Recipe &recipe, Progress &progress)
{
    const QuantizeData data{calibration.samples.get(), {0, calibration.statistics->samples, calibration.dims}, calibration.moments.get()};
    return quantizeOnData(calibration.prepared, *calibration.facts, *calibration.statistics, recipe, data, progress);
}

Result<Refresh> refreshModel(
    std::shared_ptr<const Calibration> calibration, Recipe recipe, std::shared_ptr<const Model> other, int samples, Progress &progress)
{
    QElapsedTimer clock;
    clock.start();
    Refresh result;
    if (other) {
        result.quantized = std::make_shared<const QuantizeResult>(matchModels(calibration->prepared.model, std::move(other)));
    } else {
        HALFTONE_TRY(QuantizeResult quantized, quantizeCalibrated(*calibration, recipe, progress));
        result.quantized = std::make_shared<const QuantizeResult>(std::move(quantized));
    }
    const auto reference = result.quantized->reference ? result.quantized->reference : calibration->prepared.model;
    CompareOptions options;
    options.samples = samples;
    options.histograms = true;
    options.dims = calibration->dims;
    options.cache = calibration->cache;
    HALFTONE_TRY(ErrorReport errors, compare(reference, *result.quantized, *calibration->samples, options, progress));
    result.errors = std::make_shared<const ErrorReport>(std::move(errors));
    result.seconds = static_cast<double>(clock.nsecsElapsed()) * 1e-9;
    result.bytes = storedBytes(*result.quantized->model);
    return result;
}

std::int64_t storedBytes(const Model &model)
{
    std::int64_t weights = 0;
    for (const Initializer &initializer : model.graph->initializers())
        weights += initializer.tensor.bytes();
    if (weights <= kExactBytes) {
        if (const auto bytes = serializeModel(model))
            return static_cast<std::int64_t>(bytes->size());
    }
    return weights + kNodeBytes * static_cast<std::int64_t>(model.graph->nodes().size() + model.graph->initializers().size());
}

} // namespace halftone
