// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/session/accuracy_search.h"

#include "core/ops/operator.h"
#include "core/quant/algorithms/algorithm_plan.h"
#include "core/quant/algorithms/findings.h"
#include "core/quant/analysis/sample_split.h"
#include "core/quant/analysis/verdict.h"
#include "core/quant/session/node_distances.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace halftone {

namespace {

/// Gains in dB below which nothing is changed; more where the outputs are good already, for there distance says little.
constexpr double kLeastGainDb = 0.2;
constexpr double kLeastGainWhenGoodDb = 1;
constexpr std::int64_t kFewestRuns = 150;
constexpr double kGood = 1;
constexpr double kNoLimitDb = 1000;
/// Noise over energy of the outputs at which few decisions flip; losses of a few samples cannot tell that.
constexpr double kFine = 0.003;
/// What 8 bits for one more type of operator may add, in dB.
constexpr double kGiveBackDb = 1;
/// Samples on which single nodes are measured.
constexpr std::size_t kNodeSamples = 2;
/// Where there are more, one sample does.
constexpr std::ptrdiff_t kManyNodes = 48;
/// Of the multiplications of the first plan at most this share becomes float; less where the outputs are good and only may become better.
constexpr double kMostFloat = 0.6;
constexpr double kMostFloatWhenGood = 0.2;
/// A node without multiplications costs as much as this share of them.
constexpr double kNodeCost = 0.02;

/// One way to quantize: the recipe with changes, and nodes that stay float.
struct Variant
{
    Recipe recipe;
    std::map<std::string, FloatReason> floats;
};

struct Candidate
{
    Variant variant;
    QuantizeResult result;
    PlanFigures figures;
};

double decibels(double ratio) { return -10 * std::log10(std::max(ratio, 1e-12)); }

class AccuracySearch
{
public:
    AccuracySearch(const AccuracySubject &subject, Progress &progress)
        : m_subject(subject), m_prepared(subject.prepared), m_progress(progress)
    {
        if (!m_prepared.cache)
            m_prepared.cache = std::make_shared<AlgorithmCache>();
        const auto calibrated = subject.data.samples ? subject.data.samples->count() : 0;
        m_plan.budget = std::max(kFewestRuns, 2 * (calibrated + static_cast<std::int64_t>(subject.acceptance.size())));
        m_acceptance = subject.reference.usable(subject.acceptance);
    }

    Result<AccuracyPlan> run()
    {
        HALFTONE_TRY(m_best, evaluate({m_subject.recipe, {}}));
        m_macs = quantizedMacs(m_best->result);
        if (searchesAccuracy(m_subject.recipe)) {
            const Status status = search();
            if (!status && status.error().code() != errc::kCancelled)
                return status.error();
            if (!status)
                m_plan.stopped = "cancelled";
        }
        m_plan.result = std::move(m_best->result);
        m_plan.figures = std::move(m_best->figures);
        m_plan.runs = m_runs;
        return std::move(m_plan);
    }

private:
    /// Runs a variant on the accepting samples; on the first few only, where these leave no hope that it is better by `leastGainDb`.
    Result<std::unique_ptr<Candidate>> evaluate(Variant variant, double leastGainDb = -kNoLimitDb)
    {
        Recipe recipe = variant.recipe;
        for (const auto &[node, reason] : variant.floats)
            recipe.format.modes.push_back({{node, false}, NodeMode::Float});
        QuantizeData data = m_subject.data;
        data.mayWiden = !searchesAccuracy(m_subject.recipe);
        HALFTONE_TRY(QuantizeResult result, quantizeOnData(m_prepared, m_subject.facts, m_subject.statistics, recipe, data, m_progress));
        explain(variant, result);
        const auto goesOn = [&](const std::vector<double> &distances) { return hasHope(distances, leastGainDb); };
        HALFTONE_TRY(PlanFigures figures,
            m_subject.reference.measure(
                result.model, m_acceptance, m_progress, m_best ? OutputReference::GoesOn(goesOn) : OutputReference::GoesOn()));
        m_runs += static_cast<std::int64_t>(figures.distances.size());
        return std::make_unique<Candidate>(Candidate{std::move(variant), std::move(result), std::move(figures)});
    }

    /// The best plan is not ahead by two standard errors of the difference on the first samples.
    bool hasHope(const std::vector<double> &distances, double leastGainDb) const
    {
        const double allowed = std::pow(10, -leastGainDb / 10);
        const auto count = static_cast<double>(distances.size());
        double mean = 0, squares = 0;
        for (std::size_t i = 0; i < distances.size(); ++i)
            mean += (distances[i] - allowed * m_best->figures.distances[i]) / count;
        for (std::size_t i = 0; i < distances.size(); ++i) {
            const double off = distances[i] - allowed * m_best->figures.distances[i] - mean;
            squares += off * off;
        }
        return distances.size() < 2 || mean <= 2 * std::sqrt(squares / (count - 1) / count);
    }

    /// All accepting samples were run.
    bool isWhole(const Candidate &candidate) const { return candidate.figures.distances.size() == m_best->figures.distances.size(); }

    /// What measuring decided is not the user's word.
    static void explain(const Variant &variant, QuantizeResult &result)
    {
        for (NodeDecision &decision : result.decisions) {
            const auto found = variant.floats.find(decision.node);
            if (found == variant.floats.end() || decision.precision != Precision::Float)
                continue;
            decision.cause = NodeDecision::Cause::Algorithm;
            decision.reason = found->second.code;
            decision.reasonArguments = found->second.arguments;
        }
    }

    bool isGood() const { return m_best->figures.relativeLoss() <= kGood; }
    static bool isFine(const PlanFigures &figures) { return figures.relativeLoss() <= kGood && figures.distance() <= kFine; }
    bool isFine() const { return isFine(m_best->figures); }
    /// What is still broken gets as much again.
    bool isSpent() const
    {
        const bool isBroken = std::ranges::any_of(
            m_best->figures.outputs, [](const OutputFigures &output) { return output.isSpoiled || verdictOf(output) == Verdict::Broken; });
        return m_runs >= (isBroken ? 2 : 1) * m_plan.budget;
    }

    /// Whether the gain over the best plan is more than chance, more than a trifle, and costs no decisions.
    bool helps(const Candidate &candidate) const
    {
        if (!isWhole(candidate))
            return false;
        const std::vector<double> &before = m_best->figures.distances, &after = candidate.figures.distances;
        double mean = 0, squares = 0;
        const auto count = static_cast<double>(before.size());
        for (std::size_t i = 0; i < before.size(); ++i)
            mean += (before[i] - after[i]) / count;
        for (std::size_t i = 0; i < before.size(); ++i)
            squares += (before[i] - after[i] - mean) * (before[i] - after[i] - mean);
        const double error = before.size() > 1 ? std::sqrt(squares / (count - 1) / count) : 0;
        const double gain = decibels(candidate.figures.distance()) - decibels(m_best->figures.distance());
        return mean > error && gain > (isGood() ? kLeastGainWhenGoodDb : kLeastGainDb) && !loses(candidate);
    }

    /// Multiplications that a plan does in few bits.
    std::int64_t quantizedMacs(const QuantizeResult &result) const
    {
        std::int64_t sum = 0;
        for (const NodeDecision &decision : result.decisions) {
            const auto own = m_subject.macs.find(decision.node);
            sum += decision.precision == Precision::Float || own == m_subject.macs.end() ? 0 : own->second;
        }
        return sum;
    }

    /// A plan that is float nearly everywhere is no answer.
    bool isQuantized(const Candidate &candidate) const
    {
        const bool any = std::ranges::any_of(
            candidate.result.decisions, [](const NodeDecision &decision) { return decision.precision != Precision::Float; });
        return any && static_cast<double>(quantizedMacs(candidate.result)) >= (1 - kMostFloat) * static_cast<double>(m_macs);
    }

    bool loses(const Candidate &candidate) const
    {
        if (!isQuantized(candidate))
            return true;
        for (std::size_t i = 0; i < candidate.figures.outputs.size(); ++i) {
            const OutputFigures &after = candidate.figures.outputs[i], &before = m_best->figures.outputs[i];
            const bool worse = after.loss > before.loss + std::max(after.error, 0.1 * lossLimits(after.kind).good);
            if (worse || (after.isSpoiled && !before.isSpoiled) || (after.isDead && !before.isDead))
                return true;
        }
        return false;
    }

    void note(const char *stage, std::string change, const PlanFigures &after, bool kept)
    {
        m_plan.steps.push_back({stage, std::move(change), m_best->figures.distance(), after.distance(), kept});
    }

    /// Whether the change was kept.
    Result<bool> attempt(const char *stage, const std::string &change, Variant variant)
    {
        if (isSpent()) {
            m_plan.stopped = "budget";
            return false;
        }
        HALFTONE_TRY(auto candidate, evaluate(std::move(variant), kLeastGainDb));
        const bool kept = helps(*candidate);
        note(stage, change, candidate->figures, kept);
        if (kept)
            m_best = std::move(candidate);
        return kept;
    }

    Status search()
    {
        HALFTONE_CHECK(ranges());
        HALFTONE_CHECK(algorithms());
        if (isFine())
            return {};
        HALFTONE_CHECK(kernelsOnly());
        if (!isFine())
            HALFTONE_CHECK(productsOnly());
        if (!isFine())
            HALFTONE_CHECK(frontEnd());
        // What ruled the outputs before hid what ranges do.
        if (!isFine())
            HALFTONE_CHECK(ranges());
        if (!isFine())
            HALFTONE_CHECK(nodes());
        return typesBack();
    }

    /// Stage 1: other ways to find ranges, unless the user chose one.
    Status ranges()
    {
        if (m_subject.recipe.method != RangeMethod::Mse)
            return {};
        HALFTONE_CHECK(rangesBy(RangeMethod::MinMax, "minmax"));
        HALFTONE_CHECK(rangesBy(RangeMethod::Percentile, "percentile 99.99"));
        return rangesBy(RangeMethod::Mse, "mse");
    }

    Status rangesBy(RangeMethod method, const char *name)
    {
        // The way of the first plan is tried again only once another plan stands.
        const bool isTried = method == RangeMethod::Mse && m_plan.steps.size() < 3;
        if (m_best->variant.recipe.method == method || isTried)
            return {};
        Variant variant = m_best->variant;
        variant.recipe.method = method;
        variant.recipe.percentile = 99.99;
        HALFTONE_CHECK(attempt("ranges", name, variant));
        return {};
    }

    bool reported(ErrorCode code) const
    {
        return std::ranges::any_of(m_best->result.issues, [code](const Issue &issue) { return issue.message.code() == code; });
    }

    /// Stage 2: without what was done by statistics alone.
    Status algorithms()
    {
        if (m_subject.recipe.algorithms.equalize == Decision::Auto && reported(errc::kEqualized)) {
            Variant variant = m_best->variant;
            variant.recipe.algorithms.equalize = Decision::Off;
            HALFTONE_CHECK(attempt("equalization", "off", variant));
        }
        if (m_subject.recipe.algorithms.smooth == Decision::Auto && reported(errc::kSmoothed)) {
            Variant variant = m_best->variant;
            variant.recipe.algorithms.smooth = Decision::Off;
            HALFTONE_CHECK(attempt("smoothing", "off", variant));
        }
        return {};
    }

    QuantRule ruleOf(const Node &node) const
    {
        const Model &model = *m_prepared.model;
        const Operator *op = findOperator(node.domain, node.opType);
        return op ? op->quantRule({node, model.opset(node.domain), model.graph.get()}) : QuantRule();
    }

    /// Computes with its own rounding, and is no product: what only moves or saturates adds no error.
    bool roundsBetween(const Node &node) const
    {
        const QuantRule rule = ruleOf(node);
        return rule.kind == QuantRule::Kind::Compute && !rule.weight;
    }

    /// Runtimes compute it on integers: ONNX Runtime's fusions of Q/DQ pairs (qdq_selectors).
    static bool hasKernel(const Node &node)
    {
        static constexpr std::array kTypes{
            "Add", "Mul", "Sigmoid", "LeakyRelu", "Softmax", "Concat", "GlobalAveragePool", "AveragePool", "ReduceMean", "Where", "Resize"};
        return node.domain.empty() && std::ranges::find(kTypes, node.opType) != kTypes.end();
    }

    /// Convolutions are computed on integers only where their result is rounded, too: what becomes float beside them reads rounded values.
    /// What the user excluded keeps its way.
    void readRounded(Recipe &recipe) const
    {
        const bool isAsked
            = !recipe.exclude.empty() || !recipe.excludeOps.empty() || !recipe.include.empty() || !recipe.format.modes.empty();
        if (!isAsked)
            recipe.excludeMeansFloatIn = false;
    }

    /// What no runtime computes on integers in float: a pair around it costs time and precision for nothing.
    Status kernelsOnly()
    {
        Variant variant = m_best->variant;
        const Graph &graph = *m_prepared.model->graph;
        bool changes = false;
        for (const NodeDecision &decision : m_best->result.decisions) {
            const NodeId id = graph.findNode(decision.node);
            if (decision.precision == Precision::Float || id == kNone || !roundsBetween(graph.node(id)) || hasKernel(graph.node(id)))
                continue;
            variant.floats.try_emplace(decision.node, FloatReason{errc::kNoRuntimeKernel, {graph.node(id).opType}});
            changes = true;
        }
        if (!changes || isSpent())
            return {};
        readRounded(variant.recipe);
        HALFTONE_TRY(auto candidate, evaluate(std::move(variant)));
        const double gain = decibels(candidate->figures.distance()) - decibels(m_best->figures.distance());
        const bool kept = isWhole(*candidate) && gain > -kLeastGainDb && !loses(*candidate);
        note("kernels", "only", candidate->figures, kept);
        if (kept)
            m_best = std::move(candidate);
        return {};
    }

    /// Everything that rounds between products in float: what a person comes to who reads the advice of runtimes. Then back, type by type,
    /// what does no harm.
    Status productsOnly()
    {
        Variant variant = m_best->variant;
        const Graph &graph = *m_prepared.model->graph;
        std::map<std::string, std::vector<std::string>> types;
        for (const NodeDecision &decision : m_best->result.decisions) {
            const NodeId id = graph.findNode(decision.node);
            if (decision.precision == Precision::Float || id == kNone || !roundsBetween(graph.node(id)))
                continue;
            variant.floats.try_emplace(decision.node, FloatReason{errc::kOnlyProducts, {}});
            types[graph.node(id).opType].push_back(decision.node);
        }
        if (types.empty())
            return {};
        readRounded(variant.recipe);
        // Results that only float nodes read need no rounding; runtimes have matrix products with integer operands and float results.
        Variant results = variant;
        for (const char *type : {"MatMul", "Gemm"}) {
            if (std::ranges::find(results.recipe.qdq.floatOutputs, type) == results.recipe.qdq.floatOutputs.end())
                results.recipe.qdq.floatOutputs.emplace_back(type);
        }
        HALFTONE_TRY(const bool kept, attempt("products", "only", std::move(variant)));
        if (kept)
            m_types = std::move(types);
        if (m_subject.recipe.format.type != QuantFormat::Qdq)
            return {};
        results.floats = m_best->variant.floats;
        if (kept)
            HALFTONE_CHECK(attempt("results", "float", std::move(results)));
        return {};
    }

    /// Of what the second stage made float: what does no harm in 8 bits after all, type by type.
    Status typesBack()
    {
        for (const auto &[type, nodes] : m_types) {
            if (!isFine() || isSpent() || m_types.size() == 1)
                break;
            Variant variant = m_best->variant;
            for (const std::string &node : nodes)
                variant.floats.erase(node);
            HALFTONE_TRY(auto candidate, evaluate(std::move(variant), -kGiveBackDb));
            const double rise = decibels(m_best->figures.distance()) - decibels(candidate->figures.distance());
            const bool kept = isWhole(*candidate) && isFine(candidate->figures) && rise < kGiveBackDb && !loses(*candidate);
            note("give back", type, candidate->figures, kept);
            if (kept)
                m_best = std::move(candidate);
        }
        return {};
    }

    /// All that lies before logarithms and magnitudes in float, unless that is most of the model: spectra span more decades than 8 bits
    /// have.
    Status frontEnd()
    {
        const Graph &graph = *m_prepared.model->graph;
        std::vector<char> before(graph.nodes().size());
        for (NodeId id = static_cast<NodeId>(graph.nodes().size()); id-- > 0;) {
            const Node &node = graph.node(id);
            const bool isBorder = node.domain.empty() && (node.opType == "Log" || node.opType == "Sqrt" || node.opType == "ReduceL2");
            before[id] = before[id] || isBorder;
            for (const ValueId input : node.inputs) {
                if (before[id] && input != kNone && graph.value(input).producer != kNone)
                    before[graph.value(input).producer] = 1;
            }
        }
        Variant variant = m_best->variant;
        bool changes = false;
        for (const NodeDecision &decision : m_best->result.decisions) {
            const NodeId id = graph.findNode(decision.node);
            if (decision.precision != Precision::Float && id != kNone && before[id])
                changes = variant.floats.try_emplace(decision.node, FloatReason{errc::kBeforeLogarithm, {}}).second || changes;
        }
        if (!changes)
            return {};
        HALFTONE_CHECK(attempt("front end", "float", std::move(variant)));
        return {};
    }

    /// Stage 3: single nodes, worst first, then back what is not needed.
    Status nodes()
    {
        if (isSpent()) {
            m_plan.stopped = "budget";
            return {};
        }
        const auto units = std::ranges::count_if(
            m_best->result.decisions, [](const NodeDecision &decision) { return decision.precision != Precision::Float; });
        const std::size_t wanted = units > kManyNodes ? 1 : kNodeSamples;
        const std::vector<std::int64_t> few(
            m_acceptance.begin(), m_acceptance.begin() + static_cast<std::ptrdiff_t>(std::min(wanted, m_acceptance.size())));
        HALFTONE_TRY(std::vector<NodeDistance> ranking,
            nodeDistances(m_best->result, m_subject.samples, few, m_subject.reference, m_subject.data.options, m_progress));
        m_runs += static_cast<std::int64_t>(ranking.size() * few.size() / 2 + few.size());
        double total = 0;
        for (const NodeDistance &each : ranking)
            total += each.distance;
        for (const NodeDistance &each : ranking)
            m_plan.importance.emplace_back(each.node, total > 0 ? each.distance / total : 0);
        m_order = m_plan.importance;
        std::stable_sort(m_order.begin(), m_order.end(), [this](const auto &a, const auto &b) { return worthOf(a) > worthOf(b); });
        return total > 0 ? prefixes() : Status();
    }

    /// Share of the error that goes when the node is float, over what that costs.
    double worthOf(const std::pair<std::string, double> &node) const
    {
        const auto own = m_subject.macs.find(node.first);
        const double share
            = own == m_subject.macs.end() || m_macs == 0 ? 0 : static_cast<double>(own->second) / static_cast<double>(m_macs);
        return node.second / (kNodeCost + share);
    }

    Variant withFloats(std::size_t length) const
    {
        Variant variant = m_start;
        for (std::size_t i = 0; i < length; ++i) {
            const auto &[node, share] = m_order[i];
            variant.floats.try_emplace(node, FloatReason{errc::kMeasuredFloat, {figureText(100 * share)}});
        }
        return variant;
    }

    /// How many of the ranking may become float.
    std::size_t mostFloats() const
    {
        const double most = isGood() ? kMostFloatWhenGood : kMostFloat;
        std::int64_t floats = 0;
        std::size_t length = 0;
        for (; length < m_order.size() && m_order[length].second > 0; ++length) {
            const auto own = m_subject.macs.find(m_order[length].first);
            floats += own == m_subject.macs.end() ? 0 : own->second;
            if (static_cast<double>(floats) > most * static_cast<double>(m_macs))
                break;
        }
        return length;
    }

    Status prefixes()
    {
        m_start = m_best->variant;
        const std::size_t most = mostFloats();
        std::size_t tooFew = 0, enough = 0;
        for (std::size_t length = 1; length <= most && enough == 0; length = length == most ? most + 1 : std::min(2 * length, most)) {
            HALFTONE_TRY(const bool good, tryPrefix(length));
            if (good)
                enough = length;
            else
                tooFew = length;
            if (m_plan.stopped == "budget")
                return {};
        }
        while (enough > tooFew + 1) {
            const std::size_t middle = tooFew + (enough - tooFew) / 2;
            HALFTONE_TRY(const bool good, tryPrefix(middle));
            (good ? enough : tooFew) = middle;
            if (m_plan.stopped == "budget")
                return {};
        }
        return enough > 1 ? giveBack(enough) : Status();
    }

    /// Keeps the plan if it is good or helps.
    Result<bool> tryPrefix(std::size_t length)
    {
        if (isSpent()) {
            m_plan.stopped = "budget";
            return false;
        }
        HALFTONE_TRY(auto candidate, evaluate(withFloats(length)));
        const bool good = isWhole(*candidate) && isFine(candidate->figures) && isQuantized(*candidate);
        const bool shorter = isFine() && candidate->variant.floats.size() < m_best->variant.floats.size();
        const bool kept = good ? !isFine() || shorter : helps(*candidate);
        note("nodes", std::to_string(length) + " float", candidate->figures, kept);
        if (kept)
            m_best = std::move(candidate);
        return good;
    }

    /// From the end, in halves: what can be in 8 bits after all.
    Status giveBack(std::size_t length)
    {
        std::vector<std::string> nodes;
        for (std::size_t i = 0; i < length; ++i)
            nodes.push_back(m_order[i].first);
        // The last one made the plan good.
        std::size_t end = nodes.size() - 1;
        for (std::size_t size = (end + 1) / 2; size >= 1 && end > 0; size /= 2) {
            for (std::size_t last = end; last > 0;) {
                if (isSpent()) {
                    m_plan.stopped = "budget";
                    return {};
                }
                const std::size_t first = last > size ? last - size : 0;
                Variant variant = m_best->variant;
                bool changes = false;
                for (std::size_t i = first; i < last; ++i)
                    changes = (!m_start.floats.contains(nodes[i]) && variant.floats.erase(nodes[i]) > 0) || changes;
                if (changes) {
                    HALFTONE_TRY(auto candidate, evaluate(std::move(variant)));
                    const bool good = isWhole(*candidate) && isFine(candidate->figures);
                    note("give back", std::to_string(last - first) + " node(s)", candidate->figures, good);
                    if (good)
                        m_best = std::move(candidate);
                }
                last = first;
            }
        }
        return {};
    }

    const AccuracySubject &m_subject;
    PreparedGraph m_prepared;
    Progress &m_progress;
    std::vector<std::int64_t> m_acceptance;
    std::unique_ptr<Candidate> m_best;
    Variant m_start;
    /// Nodes between products that became float, by type.
    std::map<std::string, std::vector<std::string>> m_types;
    /// Nodes by what float is worth.
    std::vector<std::pair<std::string, double>> m_order;
    AccuracyPlan m_plan;
    std::int64_t m_runs = 0;
    /// Of the first plan.
    std::int64_t m_macs = 0;
};

} // namespace

bool isMeasuredReason(ErrorCode reason)
{
    return reason == errc::kNoRuntimeKernel || reason == errc::kMeasuredFloat || reason == errc::kOnlyProducts
        || reason == errc::kBeforeLogarithm;
}

bool searchesAccuracy(const Recipe &recipe)
{
    const bool isStatic = modeOfFormat(recipe.format.type) == NodeMode::Static;
    return recipe.profile == QuantProfile::Default && isStatic && dtypeBits(recipe.activations) == 8 && dtypeBits(recipe.weights) == 8;
}

Result<AccuracyPlan> searchAccuracy(const AccuracySubject &subject, Progress &progress) { return AccuracySearch(subject, progress).run(); }

} // namespace halftone
