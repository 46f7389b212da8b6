// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithms/weight_tuning.h"

#include "core/engine/executor.h"
#include "core/engine/view_layout.h"
#include "core/model/graph_builder.h"
#include "core/quant/algorithms/algorithm_plan.h"
#include "core/quant/algorithms/layer_inputs.h"
#include "core/quant/algorithms/rounding.h"
#include "core/quant/errors.h"
#include "core/quant/ordered_workers.h"
#include "core/quant/sample_inputs.h"
#include "core/quant/scheme.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace halftone {

namespace {

constexpr std::int64_t kTuningSamples = 32;
/// Columns that one sample gives a layer.
constexpr std::int64_t kColumns = 64;
/// Longest column: the products take inner² · 4 bytes, and time grows with it too.
constexpr std::int64_t kLongestInner = 2304;
/// Products held at once; more layers mean more passes over the samples.
constexpr std::int64_t kProductBytes = 256LL << 20;

class InputCapture final : public TensorObserver
{
public:
    void observe(ValueId value, const TensorView &view) override
    {
        auto copy = plainCopy(view);
        if (copy)
            values[value] = std::move(*copy);
        else if (!error)
            error = std::move(copy).error();
    }
    std::map<ValueId, Tensor> values;
    std::optional<Error> error;
};

class Tuner
{
public:
    Tuner(const QuantizeResult &base, const Recipe &recipe, const SampleSource &samples, const TuningOptions &options)
        : m_base(base), m_model(base.reference), m_graph(*m_model->graph), m_recipe(recipe), m_samples(samples), m_options(options)
    {
    }

    Result<std::shared_ptr<const WeightTuning>> run(Progress &progress)
    {
        const auto begin = std::chrono::steady_clock::now();
        findLayers();
        auto result = std::make_shared<WeightTuning>();
        for (std::size_t first = 0; first < m_layers.size();) {
            const std::size_t last = endOfBatch(first);
            HALFTONE_CHECK(collect(first, last, progress));
            HALFTONE_CHECK(tune(first, last, progress));
            first = last;
        }
        for (Job &job : m_layers) {
            if (!job.tuned)
                continue;
            result->layers.push_back({m_graph.node(job.layer.node).name, job.before, job.after});
            result->constants[m_graph.value(job.layer.weight).name] = std::move(job.weight);
            if (!job.bias.isNull())
                result->constants[m_graph.value(job.layer.bias).name] = std::move(job.bias);
        }
        result->seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        return std::shared_ptr<const WeightTuning>(std::move(result));
    }

private:
    struct Job
    {
        LinearLayer layer;
        const QuantParams *params = nullptr;
        /// One a group.
        std::vector<InputMoments> moments;
        Tensor weight;
        Tensor bias;
        double before = 0;
        double after = 0;
        bool tuned = false;
    };

    void findLayers()
    {
        for (NodeId id = 0; id < m_graph.nodes().size(); ++id) {
            const auto layer = LinearLayer::of(m_graph, id);
            if (!layer || layer->inner > kLongestInner)
                continue;
            const auto params = m_base.params.find(m_graph.value(layer->weight).name);
            const bool known = params != m_base.params.end()
                && (params->second.dtype == DType::Int8 || params->second.dtype == DType::UInt8)
                && (params->second.scale.size() == 1
                    || static_cast<std::int64_t>(params->second.scale.size()) == layer->outputs * layer->groups);
            if (known)
                m_layers.push_back({*layer, &params->second, {}, {}, {}, 0, 0, false});
        }
    }

    std::size_t endOfBatch(std::size_t first) const
    {
        std::int64_t bytes = 0;
        std::size_t last = first;
        while (last < m_layers.size()) {
            const LinearLayer &layer = m_layers[last].layer;
            bytes += layer.groups * layer.inner * layer.inner * 4;
            if (bytes > kProductBytes && last > first)
                break;
            ++last;
        }
        return last;
    }

    /// Samples one after the other, parallel inside; what they give is added layer by layer in parallel.
    Status collect(std::size_t first, std::size_t last, Progress &progress)
    {
        EngineOptions engine;
        for (std::size_t i = first; i < last; ++i) {
            engine.observed.push_back(m_layers[i].layer.input);
            m_layers[i].moments.assign(static_cast<std::size_t>(m_layers[i].layer.groups), InputMoments(m_layers[i].layer.inner));
        }
        std::sort(engine.observed.begin(), engine.observed.end());
        engine.observed.erase(std::unique(engine.observed.begin(), engine.observed.end()), engine.observed.end());
        HALFTONE_TRY(auto prepared, PreparedModel::prepare(m_model, std::move(engine), progress));
        Executor executor(std::move(prepared), workerCount(m_options.workers, std::numeric_limits<int>::max()));
        const std::int64_t count = std::min(m_samples.count(), m_options.samples > 0 ? m_options.samples : kTuningSamples);
        for (std::int64_t index = 0; index < count; ++index) {
            const auto sample = m_samples.load(index);
            const auto inputs = sample ? modelInputs(m_graph, *sample) : Result<std::vector<RuntimeValue>>(sample.error());
            if (!inputs)
                continue;
            InputCapture capture;
            const auto outputs = executor.run(*inputs, &capture, progress);
            if (!outputs && endsAllWork(outputs.error()))
                return outputs.error();
            if (capture.error)
                return *capture.error;
            if (outputs)
                HALFTONE_CHECK(addSample(first, last, capture.values, progress));
        }
        return {};
    }

    Status addSample(std::size_t first, std::size_t last, const std::map<ValueId, Tensor> &values, Progress &progress)
    {
        return forLayers(first, last, progress, [&](Job &job) -> Status {
            const auto found = values.find(job.layer.input);
            if (found == values.end() || found->second.dtype() != DType::Float)
                return {};
            for (std::int64_t group = 0; group < job.layer.groups; ++group) {
                std::vector<float> columns;
                job.layer.appendColumns(found->second, group, kColumns, columns);
                job.moments[static_cast<std::size_t>(group)].add(columns);
            }
            return {};
        });
    }

    Status tune(std::size_t first, std::size_t last, Progress &progress)
    {
        HALFTONE_CHECK(forLayers(first, last, progress, [&](Job &job) { return tuneLayer(job); }));
        return progress.report(static_cast<std::int64_t>(last), static_cast<std::int64_t>(m_layers.size()))
            ? Status()
            : Status(Error(errc::kCancelled));
    }

    template <typename Work>
    Status forLayers(std::size_t first, std::size_t last, Progress &progress, Work work)
    {
        OrderedWork all;
        all.count = static_cast<std::int64_t>(last - first);
        all.workers = workerCount(m_options.workers, all.count);
        all.start = [](int) { return Status(); };
        all.work = [&](std::int64_t index, int, int) { return work(m_layers[first + static_cast<std::size_t>(index)]); };
        all.take = [](std::int64_t, int) {};
        class Silent final : public Progress
        {
        public:
            explicit Silent(Progress &inner) : m_inner(inner) { }
            bool report(std::int64_t, std::int64_t) override { return !m_inner.cancelled(); }
            bool cancelled() const override { return m_inner.cancelled(); }

        private:
            Progress &m_inner;
        } silent(progress);
        return runOrdered(all, silent);
    }

    Status tuneLayer(Job &job)
    {
        const LinearLayer &layer = job.layer;
        HALFTONE_TRY(const Tensor weight, m_graph.constant(layer.weight)->load());
        HALFTONE_TRY(job.weight, Tensor::allocateUninitialized(DType::Float, weight.shape()));
        std::copy(weight.as<float>().begin(), weight.as<float>().end(), job.weight.mutableAs<float>().begin());
        const bool rounds = m_recipe.algorithms.adaround == Decision::On;
        const bool corrects = m_recipe.algorithms.biasCorrection == Decision::On && layer.bias != kNone
            && m_graph.constant(layer.bias)->count() == layer.outputs * layer.groups;
        std::vector<float> low;
        std::vector<float> high;
        bounds(job, weight, low, high);
        std::vector<double> shift(static_cast<std::size_t>(layer.outputs * layer.groups));
        double noiseBefore = 0;
        double noiseAfter = 0;
        double power = 0;
        for (std::int64_t group = 0; group < layer.groups; ++group) {
            InputMoments &moments = job.moments[static_cast<std::size_t>(group)];
            if (moments.count() == 0)
                return {};
            const std::vector<float> whole = moments.matrix(false);
            const std::vector<float> matrix = corrects ? moments.matrix(true) : whole;
            const std::vector<double> mean = moments.mean();
            for (std::int64_t o = 0; o < layer.outputs; ++o) {
                const std::int64_t output = group * layer.outputs + o;
                std::vector<float> row(static_cast<std::size_t>(layer.inner));
                for (std::int64_t k = 0; k < layer.inner; ++k)
                    row[static_cast<std::size_t>(k)] = weight.as<float>()[elementOf(layer, output, k)];
                std::vector<float> before;
                std::vector<float> after;
                roundRow(job, output, row, matrix, rounds, before, after);
                noiseBefore += quadraticForm(whole, before);
                noiseAfter += quadraticForm(matrix, after);
                power += quadraticForm(whole, row);
                const auto [least, most] = std::minmax_element(row.begin(), row.end());
                for (std::int64_t k = 0; k < layer.inner; ++k) {
                    const auto at = static_cast<std::size_t>(k);
                    // What sets the scale stays to the bit, and nothing exceeds it.
                    if (rounds && row[at] != *least && row[at] != *most)
                        job.weight.mutableAs<float>()[elementOf(layer, output, k)] = std::clamp(
                            row[at] + after[at], low[static_cast<std::size_t>(output)], high[static_cast<std::size_t>(output)]);
                    shift[static_cast<std::size_t>(output)] += static_cast<double>(after[at]) * mean[at];
                }
            }
        }
        job.moments.clear();
        job.before = power > 0 ? noiseBefore / power : 0;
        job.after = power > 0 ? noiseAfter / power : 0;
        job.tuned = true;
        return corrects ? correctBias(job, shift) : Status();
    }

    /// By output: the extremes of what shares its scale, mirrored where there is no zero point.
    static void bounds(const Job &job, const Tensor &weight, std::vector<float> &low, std::vector<float> &high)
    {
        const LinearLayer &layer = job.layer;
        const auto outputs = static_cast<std::size_t>(layer.outputs * layer.groups);
        const auto values = weight.as<float>();
        const auto [least, most] = std::minmax_element(values.begin(), values.end());
        low.assign(outputs, *least);
        high.assign(outputs, *most);
        for (std::size_t o = 0; job.params->scale.size() > 1 && o < outputs; ++o) {
            low[o] = high[o] = values[elementOf(layer, static_cast<std::int64_t>(o), 0)];
            for (std::int64_t k = 1; k < layer.inner; ++k) {
                const float x = values[elementOf(layer, static_cast<std::int64_t>(o), k)];
                low[o] = std::min(low[o], x);
                high[o] = std::max(high[o], x);
            }
        }
        for (std::size_t o = 0; isSigned(job.params->dtype) && o < outputs; ++o) {
            high[o] = std::max(-low[o], high[o]);
            low[o] = -high[o];
        }
    }

    static std::size_t elementOf(const LinearLayer &layer, std::int64_t output, std::int64_t k)
    {
        return static_cast<std::size_t>(output * layer.outputStride + k * layer.innerStride);
    }

    /// Errors of the row rounded to nearest, and as chosen.
    void roundRow(const Job &job, std::int64_t output, const std::vector<float> &row, const std::vector<float> &matrix, bool rounds,
        std::vector<float> &before, std::vector<float> &after) const
    {
        const QuantParams &params = *job.params;
        const std::size_t at = params.scale.size() == 1 ? 0 : static_cast<std::size_t>(output);
        const float scale = params.scale[at];
        const std::int32_t zero = params.zeroPoint[at];
        const QuantLimits limits = quantLimits(params.dtype, isSigned(params.dtype), m_recipe.reduceRange);
        before.resize(row.size());
        for (std::size_t k = 0; k < row.size(); ++k)
            before[k] = static_cast<float>(quantizeValue(row[k], scale, zero, limits) - zero) * scale - row[k];
        after = before;
        if (!rounds)
            return;
        const auto levels = roundForInputs(row, scale, zero, limits.lowest, limits.highest, matrix);
        for (std::size_t k = 0; k < row.size(); ++k)
            after[k] = static_cast<float>(levels[k] - zero) * scale - row[k];
    }

    Status correctBias(Job &job, const std::vector<double> &shift)
    {
        HALFTONE_TRY(const Tensor bias, m_graph.constant(job.layer.bias)->load());
        HALFTONE_TRY(job.bias, Tensor::allocateUninitialized(DType::Float, bias.shape()));
        for (std::size_t o = 0; o < shift.size(); ++o)
            job.bias.mutableAs<float>()[o] = static_cast<float>(static_cast<double>(bias.as<float>()[o]) - shift[o]);
        return {};
    }

    const QuantizeResult &m_base;
    std::shared_ptr<const Model> m_model;
    const Graph &m_graph;
    const Recipe &m_recipe;
    const SampleSource &m_samples;
    const TuningOptions &m_options;
    std::vector<Job> m_layers;
};

double meanDb(const std::vector<WeightTuning::Layer> &layers, double WeightTuning::Layer::*member)
{
    double sum = 0;
    for (const auto &layer : layers)
        sum += layer.*member;
    return -10 * std::log10(sum / static_cast<double>(std::max<std::size_t>(1, layers.size())));
}

} // namespace

double WeightTuning::beforeDb() const { return meanDb(layers, &Layer::before); }
double WeightTuning::afterDb() const { return meanDb(layers, &Layer::after); }

bool tunesWeights(const Recipe &recipe)
{
    return recipe.algorithms.adaround == Decision::On || recipe.algorithms.biasCorrection == Decision::On;
}

bool needsTuning(const Recipe &recipe) { return tunesWeights(recipe) || recipe.algorithms.rangeSearch == Decision::On; }

Result<std::shared_ptr<const WeightTuning>> tuneWeights(const PreparedGraph &prepared, const GraphFacts &facts,
    const Statistics &statistics, const Recipe &recipe, const SampleSource &samples, const TuningOptions &options, Progress &progress)
{
    PreparedGraph untuned = prepared;
    untuned.tuning = nullptr;
    HALFTONE_TRY(const QuantizeResult base, quantize(untuned, facts, statistics, recipe, progress));
    return Tuner(base, recipe, samples, options).run(progress);
}

Result<std::shared_ptr<const Model>> applyTuning(
    const std::shared_ptr<const Model> &model, const WeightTuning &tuning, const std::set<std::string> &wanted)
{
    GraphBuilder builder(*model->graph);
    for (const auto &[name, tensor] : tuning.constants) {
        const ValueId id = model->graph->findValue(name);
        if (wanted.contains(name) && id != kNone && model->graph->constant(id) && model->graph->constant(id)->shape() == tensor.shape())
            builder.setInitializer(id, ConstantTensor(tensor));
    }
    auto result = std::make_shared<Model>(*model);
    HALFTONE_TRY(result->graph, std::move(builder).finish());
    return std::shared_ptr<const Model>(std::move(result));
}

} // namespace halftone
