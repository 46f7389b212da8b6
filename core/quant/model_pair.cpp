// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/model_pair.h"

#include "core/quant/errors.h"
#include "core/quant/float_values.h"
#include "core/quant/sample_inputs.h"

#include <set>

namespace halftone {

namespace {

std::vector<ValueId> wantedValues(const Graph &graph, const GraphFacts &facts, const Pairing &pairing, bool all)
{
    std::vector<ValueId> values = floatActivations(graph, facts);
    if (all)
        return values;
    std::set<ValueId> wanted(graph.outputs().begin(), graph.outputs().end());
    for (const TensorPair &pair : pairing.activations)
        wanted.insert(pair.floatValue);
    std::erase_if(values, [&](ValueId value) { return !wanted.contains(value); });
    return values;
}

} // namespace

Result<std::unique_ptr<const ModelPair>> makeModelPair(const std::shared_ptr<const Model> &floatModel, const QuantizeResult &quantized,
    const SampleSource &samples, const std::map<std::string, std::int64_t> &dims, std::shared_ptr<CompareCache> cache, Progress &progress)
{
    HALFTONE_TRY(GraphFacts facts, inferFacts(*floatModel, dims, progress));
    HALFTONE_TRY(Pairing pairing, pairTensors(*floatModel, facts, quantized));
    if (pairing.activations.empty())
        return Error(errc::kNothingToCompare);
    EngineOptions forOriginal;
    forOriginal.observed = wantedValues(*floatModel->graph, facts, pairing, cache != nullptr);
    if (!cache)
        cache = std::make_shared<CompareCache>(0);
    cache->claim(floatModel, &samples, dims, forOriginal.observed);
    auto original = cache->prepared();
    if (!original) {
        HALFTONE_TRY(original, PreparedModel::prepare(floatModel, std::move(forOriginal), progress));
        cache->setPrepared(original);
    }
    PairIndex index(*quantized.model->graph, pairing.activations);
    EngineOptions forQuantized;
    forQuantized.observed = index.observed();
    HALFTONE_TRY(auto prepared, PreparedModel::prepare(quantized.model, std::move(forQuantized), progress));
    return std::unique_ptr<const ModelPair>(
        new ModelPair{std::move(facts), std::move(pairing), std::move(index), std::move(cache), std::move(original), std::move(prepared)});
}

FloatRunner::FloatRunner(const ModelPair &pair, const SampleSource &samples, int threads)
    : m_pair(pair), m_samples(samples), m_threads(threads)
{
}

Executor &FloatRunner::executor()
{
    if (!m_executor)
        m_executor = std::make_unique<Executor>(m_pair.original, m_threads);
    return *m_executor;
}

Result<std::vector<RuntimeValue>> FloatRunner::inputs(std::int64_t index) const
{
    HALFTONE_TRY(const Sample sample, m_samples.load(index));
    return modelInputs(*m_pair.original->model().graph, sample);
}

Result<std::shared_ptr<const FloatRun>> FloatRunner::run(std::int64_t index, Progress &progress)
{
    if (auto cached = m_pair.cache->run(index))
        return cached;
    if (!m_own || m_own.use_count() > 1)
        m_own = std::make_shared<FloatRun>();
    HALFTONE_TRY(m_own->inputs, inputs(index));
    CaptureObserver capture(m_own.get());
    HALFTONE_TRY(const auto outputs, executor().run(m_own->inputs, &capture, progress));
    if (capture.error())
        return *capture.error();
    m_pair.cache->addRun(index, m_own);
    return std::shared_ptr<const FloatRun>(m_own);
}

} // namespace halftone
