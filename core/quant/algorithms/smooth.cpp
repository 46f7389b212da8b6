// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithms/smooth.h"

#include "core/model/graph_builder.h"
#include "core/quant/algorithms/product_trial.h"
#include "core/quant/algorithms/smooth_groups.h"
#include "core/quant/new_node.h"
#include "core/quant/ordered_workers.h"

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

/// Powers that are tried for the share of the range that moves into the weights.
constexpr double kAlphas[]{0.3, 0.4, 0.5, 0.6, 0.7, 0.85};
/// Factors beyond 2^±this would come from dead channels only.
constexpr double kLargestExponent = 16;

double dB(double relativeError) { return -10 * std::log10(std::max(relativeError, 1e-12)); }

std::vector<float> factorsFor(const LayerSample &sample, const std::vector<float> &weights, double alpha)
{
    std::vector<double> exponents(sample.minimum.size());
    double sum = 0;
    int count = 0;
    for (std::size_t c = 0; c < exponents.size(); ++c) {
        const double x = std::max(std::fabs(sample.minimum[c]), std::fabs(sample.maximum[c]));
        exponents[c] = x > 0 && weights[c] > 0 ? alpha * std::log2(x) - (1 - alpha) * std::log2(static_cast<double>(weights[c])) : NAN;
        if (!std::isnan(exponents[c])) {
            sum += exponents[c];
            ++count;
        }
    }
    std::vector<float> factors(exponents.size(), 1.0F);
    for (std::size_t c = 0; c < exponents.size() && count > 0; ++c) {
        if (!std::isnan(exponents[c]))
            factors[c]
                = static_cast<float>(std::exp2(std::clamp(std::round(exponents[c] - sum / count), -kLargestExponent, kLargestExponent)));
    }
    return factors;
}

class Smoother
{
public:
    Smoother(const Model &model, const GraphFacts &facts, const Statistics &statistics, const LayerSamples &samples,
        const SmoothOptions &options, const Recipe &recipe)
        : m_model(model)
        , m_graph(*model.graph)
        , m_facts(facts)
        , m_statistics(statistics)
        , m_samples(samples)
        , m_options(options)
        , m_recipe(recipe)
        , m_builder(m_graph)
    {
    }

    Result<Smoothing> run(const std::vector<SmoothGroup> &groups, Progress &progress)
    {
        std::vector<Verdict> verdicts(groups.size());
        OrderedWork work;
        work.count = static_cast<std::int64_t>(groups.size());
        work.workers = workerCount(0, work.count);
        work.start = [](int) { return Status(); };
        work.work = [&](std::int64_t index, int, int) -> Status {
            const auto at = static_cast<std::size_t>(index);
            HALFTONE_TRY(verdicts[at], measure(groups[at]));
            return {};
        };
        work.take = [](std::int64_t, int) {};
        HALFTONE_CHECK(runOrdered(work, progress));
        for (std::size_t i = 0; i < groups.size(); ++i)
            HALFTONE_CHECK(apply(groups[i], verdicts[i]));
        if (m_mapped)
            HALFTONE_CHECK(finish());
        tell();
        return std::move(m_result);
    }

private:
    const std::string &nameOf(ValueId value) const { return m_graph.value(value).name; }

    /// What the samples say about a group; errors are means over its products, relative to the variance of their outputs.
    struct Verdict
    {
        bool known = false;
        std::vector<float> factors;
        double before = 0;
        double after = 0;
    };

    /// Called by several threads.
    Result<Verdict> measure(const SmoothGroup &group) const
    {
        Verdict verdict;
        const auto found = m_samples.find(nameOf(group.input));
        if (found == m_samples.end() || found->second.rows.empty())
            return verdict;
        const LayerSample &sample = found->second;
        const bool folds = group.foldable() && std::ranges::all_of(group.between, [&](ValueId value) {
            const auto seen = m_samples.find(nameOf(value));
            return seen != m_samples.end() && seen->second.channels == sample.channels && !seen->second.rows.empty();
        });
        if (group.foldable() && !folds)
            return verdict;
        std::vector<ProductTrial> trials;
        std::vector<float> columns(static_cast<std::size_t>(sample.channels));
        for (const auto &product : group.products) {
            HALFTONE_TRY(const Tensor weight, m_graph.constant(product.weight)->load());
            if (weight.shape()[product.transposed ? 1 : 0] != sample.channels)
                return verdict;
            trials.emplace_back(sample, weight, product.transposed, m_recipe);
            const auto &own = trials.back().columnMagnitude();
            std::transform(columns.begin(), columns.end(), own.begin(), columns.begin(), [](float a, float b) { return std::max(a, b); });
        }
        const auto errorOf = [&](const std::vector<float> &factors) {
            double sum = 0;
            for (const ProductTrial &trial : trials)
                sum += trial.relativeError(factors);
            return sum / static_cast<double>(trials.size());
        };
        verdict.known = true;
        verdict.factors.assign(columns.size(), 1.0F);
        verdict.before = verdict.after = errorOf(verdict.factors);
        if (!m_options.smooth || (!group.foldable() && !m_options.mayInsert))
            return verdict;
        std::vector<double> alphas(std::begin(kAlphas), std::end(kAlphas));
        if (m_options.alpha > 0)
            alphas = {m_options.alpha};
        for (const double alpha : alphas) {
            std::vector<float> factors = factorsFor(sample, columns, alpha);
            const double error = errorOf(factors);
            if (error < verdict.after || m_options.alpha > 0) {
                verdict.after = error;
                verdict.factors = std::move(factors);
            }
        }
        return verdict;
    }

    Status apply(const SmoothGroup &group, const Verdict &verdict)
    {
        if (!verdict.known)
            return {};
        const LayerSample &sample = m_samples.at(nameOf(group.input));
        const bool smooths = std::ranges::any_of(verdict.factors, [](float f) { return f != 1; })
            && (m_options.alpha > 0 || dB(verdict.after) - dB(verdict.before) >= m_options.leastGain);
        const auto count = static_cast<int>(group.products.size());
        const double error = smooths ? verdict.after : verdict.before;
        if (m_options.floatBelow && dB(error) < *m_options.floatBelow) {
            for (const auto &product : group.products) {
                m_result.floatNodes.try_emplace(m_graph.node(product.node).name,
                    FloatReason{errc::kOutlierInput, {nameOf(group.input), figureText(sample.outlierRatio()), figureText(dB(error))}});
            }
            m_floated += count;
            noteWorst(m_worstFloat, group, sample);
            return {};
        }
        if (!smooths)
            return {};
        m_products += count;
        m_before += verdict.before * count;
        m_after += verdict.after * count;
        noteWorst(m_worst, group, sample);
        for (const auto &product : group.products)
            HALFTONE_CHECK(scaleWeight(product, verdict.factors));
        return group.foldable() ? foldInto(group, verdict.factors) : insertMul(group, sample, verdict.factors);
    }

    struct Worst
    {
        std::string value;
        double ratio = 0;
    };

    void noteWorst(Worst &worst, const SmoothGroup &group, const LayerSample &sample) const
    {
        const double ratio = sample.outlierRatio();
        if (ratio > worst.ratio)
            worst = {nameOf(group.input), ratio};
    }

    /// A constant of this node alone keeps its name.
    void setConstant(NodeId node, std::uint32_t input, Tensor tensor)
    {
        const ValueId old = m_graph.node(node).inputs[input];
        const Value &value = m_graph.value(old);
        const bool own = value.consumers.size() == 1 && value.producer == kNone && !value.isOutput && !value.isInput;
        const ValueId target = own ? old : m_builder.freshValue(value.name);
        m_builder.setInitializer(target, ConstantTensor(std::move(tensor)));
        m_builder.node(node).inputs[input] = target;
    }

    Status scaleWeight(const SmoothGroup::Product &product, const std::vector<float> &factors)
    {
        HALFTONE_TRY(const Tensor weight, m_graph.constant(product.weight)->load());
        HALFTONE_TRY(Tensor scaled, Tensor::allocateUninitialized(DType::Float, weight.shape()));
        const auto from = weight.as<float>();
        const auto to = scaled.mutableAs<float>();
        const std::size_t inner = product.transposed ? 1 : static_cast<std::size_t>(weight.shape()[1]);
        for (std::size_t i = 0; i < from.size(); ++i)
            to[i] = from[i] * factors[i / inner % factors.size()];
        setConstant(product.node, 1, std::move(scaled));
        return {};
    }

    Status foldInto(const SmoothGroup &group, const std::vector<float> &factors)
    {
        for (const auto &[node, input] : group.constants) {
            HALFTONE_TRY(const Tensor from, m_graph.constant(m_graph.node(node).inputs[input])->load());
            HALFTONE_TRY(Tensor to, Tensor::allocateUninitialized(DType::Float, from.shape()));
            for (std::size_t c = 0; c < factors.size(); ++c)
                to.mutableAs<float>()[c] = from.as<float>()[c] / factors[c];
            setConstant(node, input, std::move(to));
        }
        for (const ValueId value : group.between)
            mapStatistics(nameOf(value), nameOf(value), m_samples.at(nameOf(value)), factors);
        return {};
    }

    Status insertMul(const SmoothGroup &group, const LayerSample &sample, const std::vector<float> &factors)
    {
        const std::string name = nameOf(group.input);
        HALFTONE_TRY(Tensor inverse, Tensor::allocateUninitialized(DType::Float, Shape{sample.channels}));
        std::transform(factors.begin(), factors.end(), inverse.mutableAs<float>().begin(), [](float f) { return 1 / f; });
        const ValueId constant = newConstant(m_builder, name + "_smooth_factors", std::move(inverse));
        const ValueId result = m_builder.freshValue(name + "_smooth");
        Node node = newNode(m_builder, name + "_smooth", "Mul", {group.input, constant}, {result});
        m_result.floatNodes.try_emplace(node.name, FloatReason{errc::kScalesChannels, {name}});
        const std::string resultName = m_builder.valueInfo(result).name;
        m_likeOf[resultName] = group.input;
        for (const auto &product : group.products)
            m_builder.node(product.node).inputs[0] = result;
        m_builder.addNode(std::move(node));
        mapStatistics(name, resultName, sample, factors);
        return {};
    }

    void mapStatistics(const std::string &from, const std::string &to, const LayerSample &sample, const std::vector<float> &factors)
    {
        if (!m_mapped)
            m_mapped = std::make_shared<Statistics>(m_statistics);
        const auto found = m_statistics.tensors.find(from);
        TensorStatistics mapped = found == m_statistics.tensors.end() ? TensorStatistics() : found->second;
        mapped.histogram = {};
        mapped.channelMinimum.clear();
        mapped.channelMaximum.clear();
        float low = 0;
        float high = 0;
        for (std::size_t c = 0; c < factors.size(); ++c) {
            low = std::min(low, sample.minimum[c] / factors[c]);
            high = std::max(high, sample.maximum[c] / factors[c]);
        }
        mapped.minimum = low;
        mapped.maximum = high;
        mapped.sampleMinimum.assign(mapped.sampleMinimum.size(), low);
        mapped.sampleMaximum.assign(mapped.sampleMaximum.size(), high);
        m_mapped->tensors[to] = std::move(mapped);
    }

    Status finish()
    {
        auto model = std::make_shared<Model>(m_model);
        HALFTONE_TRY(model->graph, std::move(m_builder).finish());
        auto facts = std::make_shared<GraphFacts>();
        facts->issues = m_facts.issues;
        facts->values.resize(model->graph->values().size());
        for (ValueId value = 0; value < facts->values.size(); ++value) {
            const std::string &name = model->graph->value(value).name;
            const auto like = m_likeOf.find(name);
            const ValueId known = like == m_likeOf.end() ? m_graph.findValue(name) : like->second;
            if (known != kNone && known < m_facts.values.size())
                facts->values[value] = m_facts.values[known];
        }
        m_result.model = std::move(model);
        m_result.facts = std::move(facts);
        m_result.statistics = std::move(m_mapped);
        return {};
    }

    void tell()
    {
        if (m_products > 0) {
            m_result.issues.push_back({Issue::Severity::Info,
                Error(errc::kSmoothed,
                    {std::to_string(m_products), m_worst.value, figureText(m_worst.ratio), figureText(dB(m_before / m_products)),
                        figureText(dB(m_after / m_products))}),
                Issue::Target::Value, m_worst.value});
        }
        if (m_floated > 0) {
            m_result.issues.push_back({Issue::Severity::Info,
                Error(errc::kOutliersFloat,
                    {std::to_string(m_floated), m_worstFloat.value, figureText(m_worstFloat.ratio), figureText(*m_options.floatBelow)}),
                Issue::Target::Value, m_worstFloat.value});
        }
    }

    const Model &m_model;
    const Graph &m_graph;
    const GraphFacts &m_facts;
    const Statistics &m_statistics;
    const LayerSamples &m_samples;
    const SmoothOptions &m_options;
    const Recipe &m_recipe;
    GraphBuilder m_builder;
    std::shared_ptr<Statistics> m_mapped;
    /// A new value's name → the value whose type and shape it has.
    std::map<std::string, ValueId> m_likeOf;
    Smoothing m_result;
    int m_products = 0;
    int m_floated = 0;
    /// Sums over products of their relative errors.
    double m_before = 0;
    double m_after = 0;
    Worst m_worst;
    Worst m_worstFloat;
};

} // namespace

std::vector<ValueId> smoothedValues(const Model &model, const GraphFacts &facts, bool any)
{
    std::vector<ValueId> values;
    constexpr std::size_t kSequenceRank = 3;
    for (const SmoothGroup &group : smoothGroups(*model.graph, {}, {})) {
        const auto &shape = facts.values[group.input].shape();
        if (!any && (!shape || shape->size() < kSequenceRank))
            continue;
        values.push_back(group.input);
        values.insert(values.end(), group.between.begin(), group.between.end());
    }
    return values;
}

Result<Smoothing> smoothChannels(const Model &model, const GraphFacts &facts, const Statistics &statistics, const LayerSamples &samples,
    const FloatNodes &floatNodes, const std::set<std::string> &skip, const SmoothOptions &options, const Recipe &recipe, Progress &progress)
{
    return Smoother(model, facts, statistics, samples, options, recipe).run(smoothGroups(*model.graph, floatNodes, skip), progress);
}

} // namespace halftone
