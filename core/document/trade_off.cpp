// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/trade_off.h"

#include "core/document/document.h"
#include "core/document/evaluate_recipe.h"
#include "core/document/messages.h"
#include "core/document/recipe_text.h"
#include "core/document/sensitivity_profile.h"
#include "core/jobs/job_runner.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <numeric>
#include <utility>

namespace halftone {

namespace {

using namespace std::chrono_literals;
constexpr auto kCurvePollInterval = 150ms;
/// Work that a node is taken to have even when it has none: calling it and moving its values, as a share of the whole model's.
constexpr double kLeastWork = 1e-3;

} // namespace

/// What the job has found and the window has not seen.
class TradeOff::Found
{
public:
    void put(const Recipe &recipe, const RecipeFigures &figures)
    {
        const std::scoped_lock lock(m_mutex);
        m_list.emplace_back(recipe, figures);
    }
    std::vector<std::pair<Recipe, RecipeFigures>> take()
    {
        const std::scoped_lock lock(m_mutex);
        return std::exchange(m_list, {});
    }

private:
    std::mutex m_mutex;
    std::vector<std::pair<Recipe, RecipeFigures>> m_list;
};

std::vector<std::string> byHarmForWork(const SensitivityReport &ranking, const std::vector<std::int64_t> &macs)
{
    const double all = static_cast<double>(std::accumulate(macs.begin(), macs.end(), std::int64_t{0}));
    const double least = std::max(1.0, all * kLeastWork);
    std::vector<std::pair<double, std::string>> rated;
    for (std::size_t i = 0; i < ranking.nodes.size(); ++i) {
        const NodeSensitivity &node = ranking.nodes[i];
        if (std::isfinite(node.sqnrDb))
            rated.emplace_back(-node.sqnrDb / 10 - std::log10(static_cast<double>(macs[i]) + least), node.node);
    }
    std::ranges::stable_sort(rated, [](const auto &a, const auto &b) { return a.first > b.first; });
    std::vector<std::string> names;
    for (auto &[rate, name] : rated)
        names.push_back(std::move(name));
    return names;
}

std::vector<std::size_t> ladder(std::size_t nodes)
{
    std::vector<std::size_t> steps;
    for (std::size_t step = 1, next = 2; step <= (nodes + 1) / 2; step = std::exchange(next, step + next))
        steps.push_back(step);
    return steps;
}

TradeOff::TradeOff(Document *document, SensitivityProfile *sensitivity, QObject *parent)
    : QObject(parent), m_document(document), m_sensitivity(sensitivity)
{
    m_poll.setInterval(kCurvePollInterval);
    connect(&m_poll, &QTimer::timeout, this, &TradeOff::take);
    connect(document, &Document::modelChanged, this, &TradeOff::stop);
    connect(sensitivity, &SensitivityProfile::tried, this, [this](const QList<Recipe> &recipes) {
        evaluate({recipes.begin(), recipes.end()});
    });
    // Queued: the last signal of a measurement comes when its report is complete.
    connect(
        sensitivity, &SensitivityProfile::changed, this,
        [this] {
            if (m_waiting && !m_sensitivity->isMeasuring())
                climb();
        },
        Qt::QueuedConnection);
}

void TradeOff::explore()
{
    if (isRunning() || !m_document->quantized() || !m_document->comparedPath().isEmpty())
        return;
    m_waiting = true;
    m_done = m_total = 0;
    if (m_sensitivity->report() && m_sensitivity->report()->complete && m_sensitivity->isCurrent())
        return climb();
    m_sensitivity->measure();
    // Refused while a refresh runs.
    m_waiting = m_sensitivity->isMeasuring();
    emit changed();
}

void TradeOff::climb()
{
    m_waiting = false;
    const auto ranking = m_sensitivity->report();
    // Cancelled: a ranking of some of the samples would do, one of none would not.
    if (!ranking || !ranking->complete)
        return emit changed();
    std::vector<std::int64_t> macs;
    for (const NodeSensitivity &each : ranking->nodes) {
        const NodeId node = m_document->model()->graph->findNode(each.node);
        macs.push_back(node != kNone && node < m_document->costs().size() ? m_document->costs()[node].macs : 0);
    }
    const std::vector<std::string> names = byHarmForWork(*ranking, macs);
    std::vector<Recipe> recipes;
    for (const std::size_t count : ladder(names.size())) {
        Recipe recipe = m_document->recipe();
        for (std::size_t i = 0; i < count; ++i)
            recipe.exclude.push_back({names[i], false});
        recipes.push_back(std::move(recipe));
    }
    evaluate(std::move(recipes));
}

void TradeOff::evaluate(std::vector<Recipe> recipes)
{
    std::erase_if(recipes, [this](const Recipe &recipe) {
        const Attempt *known = m_document->attempts()->find(recipe);
        return known && !std::isnan(known->int8Ms);
    });
    if (recipes.empty() || !m_document->quantized())
        return emit changed();
    m_done = 0;
    m_total = static_cast<int>(recipes.size());
    m_base = m_document->recipe();
    m_found = std::make_shared<Found>();
    m_poll.start();
    EvaluationSubject subject{m_document->prepared(), m_document->statistics(), m_document->samples(), m_document->sampleSpec().dims,
        m_document->comparedSamples()};
    m_document->jobs()->start<int>(
        JobKind::Explore, tr("Evaluating recipes"),
        [subject = std::move(subject), recipes = std::move(recipes), found = m_found](Progress &progress) -> Result<int> {
            HALFTONE_CHECK(evaluateRecipes(
                subject, recipes, [&found](const Recipe &recipe, const RecipeFigures &figures) { found->put(recipe, figures); }, progress));
            return static_cast<int>(recipes.size());
        },
        [this](Result<int> result) {
            take();
            m_poll.stop();
            m_found.reset();
            if (!result && !(result.error().code() == errc::kCancelled))
                emit m_document->failed(messageText(result.error()));
            emit changed();
        });
    emit changed();
}

void TradeOff::take()
{
    if (!m_found)
        return;
    for (const auto &[recipe, figures] : m_found->take()) {
        const Effect effect = m_document->effectOf(recipe);
        Attempt attempt;
        attempt.recipe = recipe;
        attempt.change = recipeChange(m_base, recipe);
        attempt.int8Nodes = effect.nodes;
        attempt.int8Macs = effect.percent();
        attempt.bytes = figures.bytes;
        attempt.outputDb = figures.outputDb;
        attempt.worstChannelDb = figures.worstChannelDb;
        attempt.floatMs = figures.latency.floatMs;
        attempt.int8Ms = figures.latency.quantizedMs;
        attempt.accuracy = figures.latency.accuracy.value_or(Attempt::kUnknown);
        m_document->attempts()->add(std::move(attempt));
        ++m_done;
        emit changed();
    }
}

void TradeOff::stop()
{
    m_waiting = false;
    m_poll.stop();
    m_found.reset();
    m_done = m_total = 0;
    emit changed();
}

void TradeOff::cancel()
{
    if (m_waiting)
        m_sensitivity->cancel();
    m_document->jobs()->cancel(JobKind::Explore);
}

bool TradeOff::isRunning() const { return m_waiting || m_document->jobs()->isRunning(JobKind::Explore); }

} // namespace halftone
