// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/document.h"

#include "core/document/document_private.h"
#include "core/document/exporter.h"
#include "core/document/messages.h"
#include "core/document/recipe_commands.h"
#include "core/document/recipe_edit.h"
#include "core/document/sample_files.h"

#include <QFileInfo>

#include <algorithm>
#include <cmath>

namespace halftone {

Document::Document(QObject *parent) : QObject(parent), d(std::make_unique<Private>(this)) { }

Document::~Document() { d->saveSession(); }

void Document::open(const QString &path) { d->openFile(path, std::nullopt, false); }

void Document::openSample()
{
    const auto files = unpackSample();
    if (!files) {
        emit openFailed(messageText(files.error()));
        return;
    }
    d->openFile(files->model, files->data, false);
}

void Document::reload()
{
    if (d->model)
        d->openFile(QString::fromStdString(d->model->path), d->spec, true);
}

bool Document::isOpening() const { return d->jobs.isRunning(JobKind::Open); }

std::shared_ptr<const Model> Document::model() const { return d->model; }
std::shared_ptr<const GraphFacts> Document::facts() const { return d->facts; }
const std::vector<NodeCost> &Document::costs() const { return d->costs; }
bool Document::isSample() const { return d->isSample; }

QString Document::displayName() const
{
    if (!d->model)
        return {};
    return QFileInfo(QString::fromStdString(d->model->path)).fileName();
}

const Recipe &Document::recipe() const { return d->recipe; }
QUndoStack *Document::undoStack() { return &d->undo; }
const std::vector<NodeDecision> &Document::decisions() const { return d->decisions; }
Effect Document::effect() const { return d->effect; }
Effect Document::previousEffect() const { return d->previousEffect; }

Effect Document::effectOf(const Recipe &recipe) const
{
    if (!d->model || !d->facts)
        return {};
    return halftone::effectOf(decideNodes(*d->model, *d->facts, recipe), d->costs);
}

void Document::editRecipe(const QString &text, const Recipe &recipe)
{
    if (!(recipe == d->recipe))
        d->push(new SetOptionCommand(text, d->recipe, recipe, d->applier()));
}

void Document::loadRecipe(const QString &text, const Recipe &recipe)
{
    if (!(recipe == d->recipe))
        d->push(new LoadRecipeCommand(text, d->recipe, recipe, d->applier()));
}

void Document::excludeNodes(const std::vector<NodeId> &nodes)
{
    if (!d->model || nodes.empty())
        return;
    const Recipe recipe = withNodesExcluded(d->recipe, *d->model->graph, nodes);
    const QString text = nodes.size() == 1 ? tr("Exclude %1").arg(QString::fromStdString(d->model->graph->node(nodes.front()).name))
                                           : tr("Exclude %n node(s)", nullptr, static_cast<int>(nodes.size()));
    if (!(recipe == d->recipe))
        d->push(new ChooseNodesCommand(text, d->recipe, recipe, d->applier()));
}

void Document::includeNodes(const std::vector<NodeId> &nodes)
{
    if (!d->model || nodes.empty())
        return;
    const Recipe recipe = withNodesIncluded(d->recipe, *d->model->graph, nodes);
    const QString text = nodes.size() == 1 ? tr("Include %1").arg(QString::fromStdString(d->model->graph->node(nodes.front()).name))
                                           : tr("Include %n node(s)", nullptr, static_cast<int>(nodes.size()));
    if (!(recipe == d->recipe))
        d->push(new ChooseNodesCommand(text, d->recipe, recipe, d->applier()));
}

void Document::toggleNodes(const std::vector<NodeId> &nodes)
{
    if (!d->model || nodes.empty())
        return;
    if (isExcluded(nodes.front()))
        includeNodes(nodes);
    else
        excludeNodes(nodes);
}

void Document::includeOnly(const std::vector<NodeId> &nodes)
{
    if (!d->model || nodes.empty())
        return;
    const Recipe recipe = withOnlyNodes(d->recipe, *d->model->graph, nodes);
    if (!(recipe == d->recipe))
        d->push(new ChooseNodesCommand(
            tr("Quantize only %n node(s)", nullptr, static_cast<int>(nodes.size())), d->recipe, recipe, d->applier()));
}

void Document::resetChoice()
{
    const Recipe recipe = withoutChoice(d->recipe);
    if (!(recipe == d->recipe))
        d->push(new ChooseNodesCommand(tr("Reset the choice of nodes"), d->recipe, recipe, d->applier()));
}

bool Document::isExcluded(NodeId node) const
{
    return d->model && node < d->model->graph->nodes().size() && isExcludedByRecipe(d->recipe, d->model->graph->node(node));
}

const SampleSpec &Document::sampleSpec() const { return d->spec; }

void Document::setSampleSpec(const SampleSpec &spec)
{
    d->spec = spec;
    d->saveTimer.start();
    emit sampleSpecChanged();
}

int Document::comparedSamples() const { return d->comparedSamples; }

void Document::setComparedSamples(int count)
{
    if (count == d->comparedSamples)
        return;
    d->comparedSamples = count;
    refresh();
}

void Document::calibrate() { d->startCalibration(nullptr); }

void Document::refresh()
{
    if (!d->calibration)
        return;
    ++d->revision;
    d->startRefresh();
}

void Document::cancel() { d->jobs.cancelAll(); }

std::shared_ptr<const Statistics> Document::statistics() const { return d->calibration ? d->calibration->statistics : nullptr; }
std::shared_ptr<const Model> Document::preparedModel() const { return d->calibration ? d->calibration->prepared.model : nullptr; }
std::shared_ptr<const PreparedGraph> Document::prepared() const
{
    return d->calibration ? std::shared_ptr<const PreparedGraph>(d->calibration, &d->calibration->prepared) : nullptr;
}
std::shared_ptr<const SampleSource> Document::samples() const { return d->calibration ? d->calibration->samples : nullptr; }
std::shared_ptr<const QuantizeResult> Document::quantized() const { return d->quantized; }
std::shared_ptr<const ErrorReport> Document::errors() const { return d->errors; }
bool Document::errorsAreCurrent() const { return d->current; }

double Document::nodeDb(NodeId node) const { return node < d->nodeDb.size() ? d->nodeDb[node] : Attempt::kUnknown; }

std::int64_t Document::quantizedBytes() const { return d->quantizedBytes; }
double Document::refreshSeconds() const { return d->refreshSeconds; }

double Document::baselineDb() const { return d->attempts.list().empty() ? Attempt::kUnknown : d->attempts.list().front().worstChannelDb; }

void Document::compareWith(const QString &path) { d->openOther(path); }

void Document::endComparison()
{
    if (d->other)
        d->setOther(nullptr);
}

QString Document::comparedPath() const { return d->other ? QString::fromStdString(d->other->path) : QString(); }

void Document::exportModel(const ExportOptions &options)
{
    if (!d->calibration)
        return;
    d->jobs.start<ExportSummary>(
        JobKind::Export, tr("Exporting"),
        [calibration = d->calibration, recipe = d->recipe, options, source = d->model](
            Progress &progress) { return exportQuantized(calibration, source, recipe, options, progress); },
        [this](Result<ExportSummary> result) {
            if (result)
                emit exported(*result);
            else
                d->fail(result.error());
        });
}

const std::optional<Session> &Document::foundSession() const { return d->found; }

void Document::restoreSession()
{
    if (!d->found)
        return;
    const Session session = *std::exchange(d->found, std::nullopt);
    setSampleSpec(session.data);
    d->attempts.reset(session.attempts);
    loadRecipe(tr("Restore session"), session.recipe);
    if (session.statisticsPath.isEmpty())
        return;
    const auto statistics = halftone::loadStatistics(session.statisticsPath.toStdString());
    if (!statistics) {
        d->fail(statistics.error());
        return;
    }
    d->startCalibration(std::make_shared<const Statistics>(*statistics));
}

void Document::saveSession() { d->saveSession(); }

Attempts *Document::attempts() { return &d->attempts; }
IssuesModel *Document::issues() { return &d->issues; }
JobRunner *Document::jobs() { return &d->jobs; }

} // namespace halftone
