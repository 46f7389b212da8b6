// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/document/attempts.h"
#include "core/document/document.h"
#include "core/document/issues_model.h"
#include "core/document/pipeline.h"
#include "core/document/session_writer.h"
#include "core/jobs/job_runner.h"

#include <QTimer>

namespace halftone {

/// State of a Document and the jobs that derive one part of it from another.
class Document::Private : public QObject
{
    Q_OBJECT

public:
    explicit Private(Document *document);

    void openFile(const QString &path, std::optional<SampleSpec> data, bool keepChoice);
    void adopt(std::shared_ptr<const Model> opened, std::optional<SampleSpec> data, bool keepChoice);
    void clearResults();
    void startFacts();
    void startCalibration(std::shared_ptr<const Statistics> known);
    void takeStatistics(const QString &text, const QString &path, std::shared_ptr<const Statistics> earlier);
    void startRefresh();
    void openOther(const QString &path);
    void setOther(std::shared_ptr<const Model> model);
    /// True when the calibrated graph was made by other passes than the recipe asks for.
    bool passesChanged() const;
    void startMeasuring();
    void adoptRefresh(Refresh result, const Recipe &recipe);
    void recordAttempt(const Recipe &evaluated);
    void push(QUndoCommand *command);
    /// Stores a recipe and all that follows from it at once; the rest follows in the background.
    void applyRecipe(const Recipe &changed);
    void decide();
    void fail(const Error &error);
    void lookForSession();
    void saveSession();
    /// The same in the background.
    void saveSessionLater();
    std::function<void(const Recipe &)> applier();

    Document *q;

    std::shared_ptr<const Model> model;
    std::shared_ptr<const GraphFacts> facts;
    std::vector<NodeCost> costs;
    std::vector<NodeDecision> decisions;
    Effect effect;
    Effect previousEffect;
    bool isSample = false;

    Recipe recipe;
    /// Counts changes of the recipe and of what it is applied to.
    quint64 revision = 0;
    quint64 resultRevision = 0;
    SampleSpec spec;
    int comparedSamples = 8;

    std::shared_ptr<const Calibration> calibration;
    /// Statistics of `calibration`, or those that the running job will put there; null while the data are run anew.
    std::shared_ptr<const Statistics> used;
    /// Compared with instead of what the recipe makes; null: the latter.
    std::shared_ptr<const Model> other;
    std::shared_ptr<const QuantizeResult> quantized;
    std::shared_ptr<const ErrorReport> errors;
    std::vector<double> nodeDb;
    std::int64_t quantizedBytes = 0;
    double refreshSeconds = 0;
    bool current = true;

    std::optional<Session> found;
    std::shared_ptr<SeenTensors> seen;
    QTimer seenTimer;
    QTimer refreshTimer;
    QTimer saveTimer;

    QUndoStack undo;
    Attempts attempts;
    SessionWriter sessionWriter;
    IssuesModel issues;
    /// Last, so that it stops before what its results are stored in is gone.
    JobRunner jobs;
};

} // namespace halftone
