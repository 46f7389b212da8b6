// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/document_private.h"
#include "core/document/speed_issues.h"
#include "core/quant/quantized_regions.h"

#include "core/document/latency.h"
#include "core/document/messages.h"
#include "core/model/reader.h"

#include <QFileInfo>
#include <QThreadPool>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace halftone {

namespace {

using namespace std::chrono_literals;
/// Clicks that follow each other faster are refreshed once.
constexpr auto kRefreshDelay = 40ms;
constexpr auto kSeenInterval = 120ms;
constexpr auto kSaveDelay = 1500ms;

/// The lower of the figures that are known.
double worse(double a, double b) { return std::isnan(a) || b < a ? b : a; }

std::vector<double> errorsByNode(const Graph &graph, const ErrorReport &errors)
{
    std::vector<double> result(graph.nodes().size(), Attempt::kUnknown);
    for (const TensorError &each : errors.tensors) {
        if (each.kind == TensorError::Kind::Weight)
            continue;
        NodeId node = graph.findNode(each.producer);
        if (node == kNone) {
            const ValueId value = graph.findValue(each.tensor);
            node = value == kNone ? kNone : graph.value(value).producer;
        }
        if (node == kNone)
            continue;
        const double channel = each.accumulated.worstChannelDb;
        result[node] = worse(result[node], std::isnan(channel) ? each.accumulated.sqnrDb : channel);
    }
    return result;
}

} // namespace

Document::Private::Private(Document *document) : q(document)
{
    refreshTimer.setSingleShot(true);
    refreshTimer.setInterval(kRefreshDelay);
    connect(&refreshTimer, &QTimer::timeout, this, &Private::startRefresh);
    saveTimer.setSingleShot(true);
    saveTimer.setInterval(kSaveDelay);
    connect(&saveTimer, &QTimer::timeout, this, &Private::saveSessionLater);
    connect(&attempts, &Attempts::changed, &saveTimer, qOverload<>(&QTimer::start));
    seenTimer.setInterval(kSeenInterval);
    connect(&seenTimer, &QTimer::timeout, this, [this] {
        if (const QStringList values = seen ? seen->take() : QStringList(); !values.isEmpty())
            emit q->tensorsSeen(values);
    });
}

void Document::Private::openFile(const QString &path, std::optional<SampleSpec> data, bool keepChoice)
{
    jobs.start<std::shared_ptr<const Model>>(
        JobKind::Open, tr("Opening %1").arg(QFileInfo(path).fileName()),
        [file = path.toStdString()](Progress &progress) { return readModel(file, {}, progress); },
        [this, data, keepChoice](Result<std::shared_ptr<const Model>> result) {
            if (result)
                adopt(*result, data, keepChoice);
            else if (!(result.error().code() == errc::kCancelled))
                emit q->openFailed(messageText(result.error()));
        });
}

void Document::Private::adopt(std::shared_ptr<const Model> opened, std::optional<SampleSpec> data, bool keepChoice)
{
    saveSession();
    emit q->modelAboutToChange();
    for (const JobKind kind : {JobKind::Facts, JobKind::Calibrate, JobKind::Refresh, JobKind::Measure, JobKind::Suggest, JobKind::Profile,
             JobKind::Sensitivity, JobKind::Explore, JobKind::Evaluate, JobKind::Match, JobKind::Prepare})
        jobs.drop(kind);
    model = std::move(opened);
    facts.reset();
    costs.clear();
    ++revision;
    isSample = data.has_value() && !keepChoice;
    other.reset();
    clearResults();
    if (!keepChoice) {
        undo.clear();
        recipe = {};
        attempts.reset();
    }
    spec = data.value_or(SampleSpec{});
    decisions.assign(model->graph->nodes().size(), {});
    for (NodeId id = 0; id < decisions.size(); ++id)
        decisions[id].node = model->graph->node(id).name;
    effect = previousEffect = {};
    issues.clear();
    issues.setIssues(IssuesModel::Origin::Model, model->issues);
    found.reset();
    emit q->modelChanged();
    emit q->sampleSpecChanged();
    if (!keepChoice)
        lookForSession();
    startFacts();
}

void Document::Private::clearResults()
{
    calibration.reset();
    used.reset();
    quantized.reset();
    errors.reset();
    nodeDb.clear();
    quantizedBytes = 0;
    refreshSeconds = 0;
    current = true;
}

void Document::Private::startFacts()
{
    jobs.start<Insight>(
        JobKind::Facts, tr("Inferring shapes"), [opened = model](Progress &progress) { return gainInsight(opened, progress); },
        [this](Result<Insight> result) {
            if (!result)
                return fail(result.error());
            facts = result->facts;
            costs = std::move(result->costs);
            std::vector<Issue> known = facts->issues;
            if (auto before = quantizedAlready(*model->graph))
                known.push_back(std::move(*before));
            issues.setIssues(IssuesModel::Origin::Facts, std::move(known));
            decide();
            previousEffect = effect;
            emit q->factsChanged();
            emit q->recipeChanged();
        });
}

void Document::Private::decide()
{
    previousEffect = effect;
    if (!model || !facts)
        return;
    decisions = decideNodes(*model, *facts, recipe);
    effect = halftone::effectOf(decisions, costs);
}

void Document::Private::push(QUndoCommand *command) { undo.push(command); }

std::function<void(const Recipe &)> Document::Private::applier()
{
    return [this](const Recipe &changed) { applyRecipe(changed); };
}

void Document::Private::applyRecipe(const Recipe &changed)
{
    recipe = changed;
    ++revision;
    decide();
    saveTimer.start();
    emit q->recipeChanged();
    if (!calibration)
        return;
    if (std::exchange(current, false))
        emit q->currencyChanged();
    if (passesChanged())
        startCalibration(nullptr);
    else
        refreshTimer.start();
}

bool Document::Private::passesChanged() const { return calibration && !(calibration->passes == recipe.preprocess); }

void Document::Private::openOther(const QString &path)
{
    jobs.start<std::shared_ptr<const Model>>(
        JobKind::Match, tr("Opening %1").arg(QFileInfo(path).fileName()),
        [file = path.toStdString()](Progress &progress) { return readModel(file, {}, progress); },
        [this](Result<std::shared_ptr<const Model>> result) {
            if (result)
                setOther(*result);
            else
                fail(result.error());
        });
}

void Document::Private::setOther(std::shared_ptr<const Model> opened)
{
    other = std::move(opened);
    ++revision;
    emit q->comparisonChanged();
    if (!calibration)
        return;
    if (std::exchange(current, false))
        emit q->currencyChanged();
    startRefresh();
}

void Document::Private::startCalibration(std::shared_ptr<const Statistics> known)
{
    if (!model || !facts)
        return;
    jobs.drop(JobKind::Refresh);
    used = known;
    seen = known ? nullptr : std::make_shared<SeenTensors>();
    seenTimer.start();
    jobs.start<Calibration>(
        JobKind::Calibrate, tr("Calibrating"),
        [opened = model, known, what = facts, data = spec, passes = recipe.preprocess, collector = seen](
            Progress &progress) { return calibrateModel(opened, what, data, passes, collector, known, progress); },
        [this](Result<Calibration> result) {
            seenTimer.stop();
            seen.reset();
            if (!result) {
                used = calibration ? calibration->statistics : nullptr;
                // A refresh of the former statistics was dropped in favour of this.
                if (calibration && !current && !passesChanged())
                    refreshTimer.start();
                return fail(result.error());
            }
            calibration = std::make_shared<const Calibration>(std::move(*result));
            used = calibration->statistics;
            std::vector<Issue> problems = calibration->samples->issues();
            const auto &skipped = calibration->statistics->skipped;
            problems.insert(problems.end(), skipped.begin(), skipped.end());
            const auto &found = calibration->statistics->issues;
            problems.insert(problems.end(), found.begin(), found.end());
            issues.setIssues(IssuesModel::Origin::Data, std::move(problems));
            ++revision;
            emit q->statisticsChanged();
            if (std::exchange(current, false))
                emit q->currencyChanged();
            // The passes were changed while this ran.
            if (passesChanged())
                startCalibration(nullptr);
            else
                startRefresh();
        });
}

void Document::Private::startRefresh()
{
    if (!calibration)
        return;
    refreshTimer.stop();
    jobs.drop(JobKind::Measure);
    jobs.start<Refresh>(
        JobKind::Refresh, tr("Quantizing and comparing"),
        [input = calibration, choice = recipe, with = other, samples = comparedSamples](
            Progress &progress) { return refreshModel(input, choice, with, samples, progress); },
        [this, startedFor = revision, choice = recipe](Result<Refresh> result) {
            if (startedFor != revision)
                return;
            if (!result)
                return fail(result.error());
            adoptRefresh(std::move(*result), choice);
        });
}

void Document::Private::adoptRefresh(Refresh result, const Recipe &evaluated)
{
    // Taking apart the results of a large model takes longer than showing new ones.
    QThreadPool::globalInstance()->start([before = std::move(quantized), figures = std::move(errors)]() mutable {
        before.reset();
        figures.reset();
    });
    quantized = std::move(result.quantized);
    errors = std::move(result.errors);
    quantizedBytes = result.bytes;
    refreshSeconds = result.seconds;
    resultRevision = revision;
    nodeDb = errorsByNode(*model->graph, *errors);
    issues.setIssues(IssuesModel::Origin::Quantization, quantized->issues);

    if (!other)
        recordAttempt(evaluated);
    if (!std::exchange(current, true))
        emit q->currencyChanged();
    emit q->quantizedChanged();
    emit q->errorsChanged();
    if (!other)
        startMeasuring();
}

void Document::Private::recordAttempt(const Recipe &evaluated)
{
    Attempt attempt;
    attempt.recipe = evaluated;
    attempt.int8Nodes = effect.nodes;
    attempt.int8Macs = effect.percent();
    attempt.bytes = quantizedBytes;
    attempt.outputDb = errors->outputDb();
    attempt.worstChannelDb = errors->outputWorstChannelDb();
    attempts.record(std::move(attempt));
}

void Document::Private::startMeasuring()
{
    const int attempt = attempts.current();
    jobs.start<Latency>(
        JobKind::Measure, tr("Measuring"),
        [input = calibration, result = quantized](Progress &progress) { return measureLatency(input, result, progress); },
        [this, attempt](Result<Latency> result) {
            if (!result)
                return;
            issues.setIssues(IssuesModel::Origin::Speed, speedIssues(recipe, effect, *quantized->model->graph, *result));
            attempts.setLatency(attempt, result->floatMs, result->quantizedMs);
            if (result->accuracy)
                attempts.setAccuracy(attempt, *result->accuracy);
        });
}

void Document::Private::fail(const Error &error)
{
    if (!(error.code() == errc::kCancelled))
        emit q->failed(messageText(error));
}

void Document::Private::lookForSession()
{
    const QString path = sessionPath(QString::fromStdString(model->path));
    if (isSample || !QFile::exists(path))
        return;
    const auto session = readSession(path);
    if (!session || !session->matchesFile())
        return;
    found = *session;
    emit q->sessionFound();
}

void Document::Private::saveSession()
{
    saveSessionLater();
    sessionWriter.wait();
}

void Document::Private::saveSessionLater()
{
    saveTimer.stop();
    const bool worthIt = model && !model->path.empty() && (calibration || undo.count() > 0);
    if (!worthIt || isSample)
        return;
    Session session;
    session.modelPath = QString::fromStdString(model->path);
    const QFileInfo file(session.modelPath);
    session.modelBytes = file.size();
    session.modelTime = file.lastModified();
    session.data = spec;
    session.recipe = recipe;
    session.attempts = attempts.list();
    session.saved = QDateTime::currentDateTime();
    sessionWriter.write(std::move(session), calibration ? calibration->statistics : nullptr, [this](const Error &error) {
        QMetaObject::invokeMethod(
            this, [this, error] { fail(error); }, Qt::QueuedConnection);
    });
}

} // namespace halftone
