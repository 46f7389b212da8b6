// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/sensitivity_search.h"

#include "core/quant/algorithms/algorithm_plan.h"
#include "core/quant/algorithms/quantize_on_data.h"
#include "core/quant/compare_cache.h"
#include "core/quant/formats/moments.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace halftone {

namespace {

constexpr std::array<const char *, 4> kMetrics{"sqnr", "top1", "exact", "f1"};
/// A node stands out when it lies this far below the median of all.
constexpr double kFarBelowDb = 15;

class Search
{
public:
    Search(const SearchSubject &subject, const Recipe &recipe, const SensitivityReport &ranking, const AccuracyTarget &target,
        const SensitivityOptions &options, Progress &progress)
        : m_subject(subject), m_prepared(subject.prepared), m_recipe(recipe), m_target(target), m_options(options), m_progress(progress)
    {
        // What algorithms find on samples serves all attempts.
        if (!m_prepared.cache)
            m_prepared.cache = std::make_shared<AlgorithmCache>();
        for (const NodeSensitivity &node : ranking.nodes) {
            if (std::isfinite(node.sqnrDb))
                m_ranked.push_back(node.node);
        }
        if (!m_options.cache)
            m_options.cache = std::make_shared<CompareCache>(kCacheBytes);
    }

    Result<Proposal> run()
    {
        HALFTONE_TRY(m_best.before, measure({}));
        keep({}, m_best.before);
        const Status status = m_best.reached ? Status() : search();
        if (!status && status.error().code() != errc::kCancelled)
            return status.error();
        m_best.recipe = excluding(m_best.nodes);
        return std::move(m_best);
    }

private:
    static constexpr std::int64_t kCacheBytes = 256LL << 20;

    Status search()
    {
        std::size_t tooFew = 0;
        std::size_t enough = 0;
        for (std::size_t length = 1; enough == 0; length = std::min(2 * length, m_ranked.size())) {
            if (m_ranked.empty())
                return {};
            HALFTONE_TRY(const bool reaches, tryNodes(beginning(length)));
            if (reaches)
                enough = length;
            else if (length == m_ranked.size())
                return {};
            else
                tooFew = length;
        }
        while (enough - tooFew > 1) {
            const std::size_t middle = tooFew + (enough - tooFew) / 2;
            HALFTONE_TRY(const bool reaches, tryNodes(beginning(middle)));
            (reaches ? enough : tooFew) = middle;
        }
        // From the least harmful on: the last of the beginning is needed, or it would have been shorter.
        std::vector<std::string> nodes = beginning(enough);
        for (std::size_t i = nodes.size() > 1 ? nodes.size() - 1 : 0; i-- > 0;) {
            std::vector<std::string> fewer = nodes;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
            HALFTONE_TRY(const bool reaches, tryNodes(fewer));
            if (reaches)
                nodes = std::move(fewer);
        }
        return {};
    }

    std::vector<std::string> beginning(std::size_t length) const
    {
        return {m_ranked.begin(), m_ranked.begin() + static_cast<std::ptrdiff_t>(length)};
    }

    Recipe excluding(const std::vector<std::string> &nodes) const
    {
        Recipe recipe = m_recipe;
        for (const std::string &node : nodes)
            recipe.exclude.push_back({node, false});
        return recipe;
    }

    Result<bool> tryNodes(const std::vector<std::string> &nodes)
    {
        HALFTONE_TRY(const double value, measure(nodes));
        keep(nodes, value);
        return value >= m_target.value;
    }

    void keep(const std::vector<std::string> &nodes, double value)
    {
        m_best.steps.push_back({nodes, value});
        const bool reaches = value >= m_target.value;
        const bool better = m_best.reached ? reaches && nodes.size() < m_best.nodes.size() : reaches || value > m_best.after;
        if (m_best.attempts > 1 && !better)
            return;
        m_best.nodes = nodes;
        m_best.after = value;
        m_best.reached = reaches;
    }

    Result<double> measure(const std::vector<std::string> &nodes)
    {
        if (!m_progress.report(m_best.attempts, 0))
            return Error(errc::kCancelled);
        ++m_best.attempts;
        HALFTONE_TRY(const QuantizeResult quantized,
            quantizeOnData(m_prepared, m_subject.facts, m_subject.statistics, excluding(nodes),
                {&m_subject.samples, {m_options.workers, m_options.samples, m_options.dims}, &m_moments}, m_progress));
        if (m_target.metric != "sqnr") {
            EvaluateOptions options{m_options.workers, m_options.samples, m_options.dims};
            HALFTONE_TRY(
                const Evaluation found, evaluate(quantized.model, m_subject.samples, guessTask(m_subject.samples), options, m_progress));
            if (found.metric != m_target.metric)
                return Error(errc::kTargetMetric, {m_target.metric, found.metric});
            return found.value;
        }
        CompareOptions options;
        options.workers = m_options.workers;
        options.samples = m_options.samples;
        options.dims = m_options.dims;
        options.cache = m_options.cache;
        options.local = false;
        options.weights = false;
        HALFTONE_TRY(const ErrorReport report, compare(quantized.reference, quantized, m_subject.samples, options, m_progress));
        const double worst = report.outputWorstChannelDb();
        return std::isnan(worst) ? report.outputDb() : worst;
    }

    const SearchSubject &m_subject;
    PreparedGraph m_prepared;
    MomentsCache m_moments;
    const Recipe &m_recipe;
    const AccuracyTarget &m_target;
    SensitivityOptions m_options;
    Progress &m_progress;
    std::vector<std::string> m_ranked;
    Proposal m_best;
};

} // namespace

Result<AccuracyTarget> AccuracyTarget::parse(const std::string &text)
{
    std::string compact;
    std::copy_if(text.begin(), text.end(), std::back_inserter(compact), [](char c) { return c != ' '; });
    const auto sign = compact.find(">=");
    AccuracyTarget target;
    target.metric = compact.substr(0, sign);
    const bool known = std::find(kMetrics.begin(), kMetrics.end(), target.metric) != kMetrics.end();
    if (!known || sign == std::string::npos)
        return Error(errc::kBadTarget, {text});
    const std::string number = compact.substr(sign + 2);
    char *end = nullptr;
    target.value = std::strtod(number.c_str(), &end);
    if (number.empty() || *end != '\0' || !std::isfinite(target.value))
        return Error(errc::kBadTarget, {text});
    return target;
}

std::string AccuracyTarget::toString() const
{
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return metric + ">=" + text;
}

Result<Proposal> searchExclusions(const SearchSubject &subject, const Recipe &recipe, const SensitivityReport &ranking,
    const AccuracyTarget &target, const SensitivityOptions &options, Progress &progress)
{
    return Search(subject, recipe, ranking, target, options, progress).run();
}

std::vector<std::string> outstandingNodes(const SensitivityReport &ranking, double enoughDb)
{
    if (ranking.nodes.empty())
        return {};
    const double middle = ranking.nodes[ranking.nodes.size() / 2].sqnrDb;
    std::vector<std::string> nodes;
    for (const NodeSensitivity &node : ranking.nodes) {
        if (node.sqnrDb < enoughDb && node.sqnrDb < middle - kFarBelowDb)
            nodes.push_back(node.node);
    }
    return nodes;
}

} // namespace halftone
