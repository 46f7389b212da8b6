// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/sensitivity_profile.h"

#include "core/document/document.h"
#include "core/document/messages.h"
#include "core/jobs/job_runner.h"
#include "core/quant/compare_cache.h"
#include "core/quant/sensitivity_search.h"

#include <limits>
#include <mutex>
#include <utility>

namespace halftone {

namespace {

using namespace std::chrono_literals;
constexpr auto kProfilePollInterval = 150ms;
constexpr std::int64_t kProfileCacheBytes = 256LL << 20;

/// All that a job reads.
struct Subject
{
    std::shared_ptr<const PreparedGraph> prepared;
    std::shared_ptr<const QuantizeResult> quantized;
    std::shared_ptr<const SampleSource> samples;
    std::shared_ptr<const Statistics> statistics;
    SensitivityOptions options;
    Recipe recipe;
};

Result<SensitivityReport> measureNodes(const Subject &subject, Progress &progress)
{
    return measureSensitivity(subject.quantized->reference, *subject.quantized, *subject.samples, subject.options, progress);
}

Subject subjectOf(const Document &document)
{
    Subject subject{document.prepared(), document.quantized(), document.samples(), document.statistics(), {}, document.recipe()};
    subject.options.samples = document.comparedSamples();
    subject.options.dims = document.sampleSpec().dims;
    subject.options.cache = std::make_shared<CompareCache>(kProfileCacheBytes);
    return subject;
}

bool canMeasure(const Document &document)
{
    // Another file's model says nothing about nodes of this one.
    return document.quantized() && document.errorsAreCurrent() && document.quantized()->reference;
}

} // namespace

/// The latest ranking of a running job.
class SensitivityProfile::Partial
{
public:
    void put(const SensitivityReport &report)
    {
        const std::scoped_lock lock(m_mutex);
        m_latest = std::make_shared<const SensitivityReport>(report);
    }
    std::shared_ptr<const SensitivityReport> take()
    {
        const std::scoped_lock lock(m_mutex);
        return std::exchange(m_latest, nullptr);
    }

private:
    std::mutex m_mutex;
    std::shared_ptr<const SensitivityReport> m_latest;
};

SensitivityProfile::SensitivityProfile(Document *document, QObject *parent) : QObject(parent), m_document(document)
{
    m_poll.setInterval(kProfilePollInterval);
    connect(&m_poll, &QTimer::timeout, this, &SensitivityProfile::takePartial);
    connect(document, &Document::modelChanged, this, &SensitivityProfile::forget);
    connect(document, &Document::recipeChanged, this, &SensitivityProfile::age);
    connect(document, &Document::errorsChanged, this, &SensitivityProfile::changed);
}

void SensitivityProfile::measure()
{
    if (!canMeasure(*m_document))
        return;
    m_report.reset();
    m_current = true;
    m_partial = std::make_shared<Partial>();
    m_poll.start();
    Subject subject = subjectOf(*m_document);
    subject.options.partial = [partial = m_partial](const SensitivityReport &report) { partial->put(report); };
    m_document->jobs()->start<SensitivityReport>(
        JobKind::Sensitivity, tr("Measuring each node"),
        [subject = std::move(subject)](Progress &progress) { return measureNodes(subject, progress); },
        [this](Result<SensitivityReport> result) {
            takePartial();
            m_poll.stop();
            m_partial.reset();
            if (result)
                m_report = std::make_shared<const SensitivityReport>(std::move(*result));
            else if (!(result.error().code() == errc::kCancelled))
                emit m_document->failed(messageText(result.error()));
            emit changed();
        });
    emit changed();
}

void SensitivityProfile::cancel() { m_document->jobs()->cancel(JobKind::Sensitivity); }

bool SensitivityProfile::isMeasuring() const { return m_document->jobs()->isRunning(JobKind::Sensitivity); }

void SensitivityProfile::takePartial()
{
    if (!m_partial)
        return;
    if (auto latest = m_partial->take()) {
        m_report = std::move(latest);
        emit changed();
    }
}

void SensitivityProfile::search(const QString &text)
{
    const auto target = AccuracyTarget::parse(text.toStdString());
    if (!target) {
        emit searched(false, messageText(target.error()));
        return;
    }
    if (!m_report || !canMeasure(*m_document))
        return;
    m_document->jobs()->start<Proposal>(
        JobKind::Sensitivity, tr("Searching for the fewest exclusions"),
        [subject = subjectOf(*m_document), ranking = m_report, target = *target](Progress &progress) -> Result<Proposal> {
            HALFTONE_TRY(const GraphFacts facts, inferFacts(*subject.prepared->model, subject.options.dims, progress));
            return searchExclusions({*subject.prepared, facts, *subject.statistics, *subject.samples}, subject.recipe, *ranking, target,
                subject.options, progress);
        },
        [this, target = *target, before = m_document->recipe()](Result<Proposal> result) {
            emit changed();
            if (!result) {
                if (!(result.error().code() == errc::kCancelled))
                    emit m_document->failed(messageText(result.error()));
                return;
            }
            QList<Recipe> recipes;
            for (const SearchStep &step : result->steps) {
                Recipe recipe = before;
                for (const std::string &node : step.nodes)
                    recipe.exclude.push_back({node, false});
                recipes.append(std::move(recipe));
            }
            emit tried(recipes);
            const QString wanted = QString::fromStdString(target.toString());
            m_document->loadRecipe(tr("Exclusions for %1").arg(wanted), result->recipe);
            const QString figures = tr("%n node(s) excluded: %1 before, %2 after", nullptr, static_cast<int>(result->nodes.size()))
                                        .arg(result->before, 0, 'f', 2)
                                        .arg(result->after, 0, 'f', 2);
            emit searched(result->reached, result->reached ? figures : tr("%1 cannot be reached. %2").arg(wanted, figures));
        });
    emit changed();
}

std::vector<NodeId> SensitivityProfile::proposal() const
{
    std::vector<NodeId> nodes;
    if (!m_report || !m_document->model())
        return nodes;
    for (const std::string &name : outstandingNodes(*m_report)) {
        if (const NodeId node = m_document->model()->graph->findNode(name); node != kNone)
            nodes.push_back(node);
    }
    return nodes;
}

std::vector<double> SensitivityProfile::decibels() const
{
    std::vector<double> result;
    if (!m_report || !m_document->model())
        return result;
    const Graph &graph = *m_document->model()->graph;
    result.assign(graph.nodes().size(), std::numeric_limits<double>::quiet_NaN());
    for (const NodeSensitivity &each : m_report->nodes) {
        if (const NodeId node = graph.findNode(each.node); node != kNone)
            result[node] = each.sqnrDb;
    }
    return result;
}

void SensitivityProfile::forget()
{
    m_poll.stop();
    m_partial.reset();
    m_report.reset();
    m_current = false;
    emit changed();
}

void SensitivityProfile::age()
{
    m_current = false;
    emit changed();
}

} // namespace halftone
