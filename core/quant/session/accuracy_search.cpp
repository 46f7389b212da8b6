// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/session/accuracy_search.h"

#include "core/ops/operator.h"
#include "core/quant/algorithms/algorithm_plan.h"
#include "core/quant/algorithms/findings.h"
#include "core/quant/analysis/sample_split.h"
#include "core/quant/session/node_distances.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace halftone {

namespace {

/// Gains in dB below which nothing is changed; more where the outputs are good already, for there distance says little.
constexpr double kLeastGainDb = 0.2;
constexpr double kLeastGainWhenGoodDb = 1;
constexpr std::int64_t kFewestRuns = 150;
constexpr double kGood = 1;
/// Samples on which single nodes are measured.
constexpr std::size_t kNodeSamples = 2;
/// Of the multiplications of the first plan at most this share becomes float.
constexpr double kMostFloat = 0.6;

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
    Result<std::optional<Candidate>> evaluate(Variant variant)
    {
        Recipe recipe = variant.recipe;
        for (const auto &[node, reason] : variant.floats)
            recipe.format.modes.push_back({{node, false}, NodeMode::Float});
        QuantizeData data = m_subject.data;
        data.mayWiden = !searchesAccuracy(m_subject.recipe);
        HALFTONE_TRY(QuantizeResult result, quantizeOnData(m_prepared, m_subject.facts, m_subject.statistics, recipe, data, m_progress));
        explain(variant, result);
        HALFTONE_TRY(PlanFigures figures, m_subject.reference.measure(result.model, m_acceptance, m_progress));
        m_runs += static_cast<std::int64_t>(m_acceptance.size());
        return std::optional(Candidate{std::move(variant), std::move(result), std::move(figures)});
    }

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
    bool isSpent() const { return m_runs >= m_plan.budget; }

    /// Whether the gain over the best plan is more than chance, more than a trifle, and costs no decisions.
    bool helps(const Candidate &candidate) const
    {
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

    Status attempt(const char *stage, const std::string &change, Variant variant)
    {
        if (isSpent()) {
            m_plan.stopped = "budget";
            return {};
        }
        HALFTONE_TRY(auto candidate, evaluate(std::move(variant)));
        const bool kept = helps(*candidate);
        note(stage, change, candidate->figures, kept);
        if (kept)
            m_best = std::move(candidate);
        return {};
    }

    Status search()
    {
        HALFTONE_CHECK(ranges());
        HALFTONE_CHECK(algorithms());
        if (isGood())
            return {};
        HALFTONE_CHECK(productsOnly());
        if (isGood())
            return {};
        return nodes();
    }

    /// Stage 1: other ways to find ranges, unless the user chose one.
    Status ranges()
    {
        if (m_subject.recipe.method != RangeMethod::Mse)
            return {};
        Variant variant = m_best->variant;
        variant.recipe.method = RangeMethod::MinMax;
        HALFTONE_CHECK(attempt("ranges", "minmax", variant));
        variant = m_best->variant;
        variant.recipe.method = RangeMethod::Percentile;
        variant.recipe.percentile = 99.99;
        return attempt("ranges", "percentile 99.99", variant);
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

    bool isProduct(const Node &node) const
    {
        const Model &model = *m_prepared.model;
        const Operator *op = findOperator(node.domain, node.opType);
        return op && op->quantRule({node, model.opset(node.domain), model.graph.get()}).weight.has_value();
    }

    /// Everything between products in float: what a person comes to who reads the advice of runtimes.
    Status productsOnly()
    {
        Variant variant = m_best->variant;
        const Graph &graph = *m_prepared.model->graph;
        bool changes = false;
        for (const NodeDecision &decision : m_best->result.decisions) {
            const NodeId id = graph.findNode(decision.node);
            if (decision.precision == Precision::Float || id == kNone || isProduct(graph.node(id)))
                continue;
            variant.floats.try_emplace(decision.node, FloatReason{errc::kOnlyProducts, {}});
            changes = true;
        }
        return changes ? attempt("products", "only", std::move(variant)) : Status();
    }

    /// Stage 3: single nodes, worst first, then back what is not needed.
    Status nodes()
    {
        if (isSpent()) {
            m_plan.stopped = "budget";
            return {};
        }
        const std::vector<std::int64_t> few(
            m_acceptance.begin(), m_acceptance.begin() + static_cast<std::ptrdiff_t>(std::min(kNodeSamples, m_acceptance.size())));
        HALFTONE_TRY(std::vector<NodeDistance> ranking,
            nodeDistances(m_best->result, m_subject.samples, few, m_subject.reference, m_subject.data.options, m_progress));
        m_runs += static_cast<std::int64_t>(ranking.size() * few.size() / 2 + few.size());
        double total = 0;
        for (const NodeDistance &each : ranking)
            total += each.distance;
        for (const NodeDistance &each : ranking)
            m_plan.importance.emplace_back(each.node, total > 0 ? each.distance / total : 0);
        return total > 0 ? prefixes() : Status();
    }

    Variant withFloats(std::size_t length) const
    {
        Variant variant = m_start;
        for (std::size_t i = 0; i < length; ++i) {
            const auto &[node, share] = m_plan.importance[i];
            variant.floats.try_emplace(node, FloatReason{errc::kMeasuredFloat, {figureText(100 * share)}});
        }
        return variant;
    }

    /// How many of the ranking may become float.
    std::size_t mostFloats() const
    {
        std::int64_t floats = 0;
        std::size_t length = 0;
        for (; length < m_plan.importance.size() && m_plan.importance[length].second > 0; ++length) {
            const auto own = m_subject.macs.find(m_plan.importance[length].first);
            floats += own == m_subject.macs.end() ? 0 : own->second;
            if (static_cast<double>(floats) > kMostFloat * static_cast<double>(m_macs))
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
        const bool good = candidate->figures.relativeLoss() <= kGood && isQuantized(*candidate);
        const bool shorter = isGood() && candidate->variant.floats.size() < m_best->variant.floats.size();
        const bool kept = good ? !isGood() || shorter : helps(*candidate);
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
            nodes.push_back(m_plan.importance[i].first);
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
                    const bool good = candidate->figures.relativeLoss() <= kGood;
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
    std::optional<Candidate> m_best;
    Variant m_start;
    AccuracyPlan m_plan;
    std::int64_t m_runs = 0;
    /// Of the first plan.
    std::int64_t m_macs = 0;
};

} // namespace

bool searchesAccuracy(const Recipe &recipe)
{
    const bool isStatic = modeOfFormat(recipe.format.type) == NodeMode::Static;
    return recipe.profile == QuantProfile::Default && isStatic && dtypeBits(recipe.activations) == 8 && dtypeBits(recipe.weights) == 8;
}

Result<AccuracyPlan> searchAccuracy(const AccuracySubject &subject, Progress &progress) { return AccuracySearch(subject, progress).run(); }

} // namespace halftone
