// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/model.h"
#include "core/ops/fact.h"
#include "core/quant/compare.h"
#include "core/quant/quantize.h"
#include "core/samples/source.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <memory>

namespace halftone {

class Attempts;
class IssuesModel;
class JobRunner;
class SampleSpec;

/// One open model with all that was decided and computed for it. The choice (Recipe) changes only through undo commands;
/// everything else is derived in background jobs and announced by a signal. Results carry the revision of the recipe they
/// were computed for; late ones are dropped. Lives in the GUI thread.
class Document : public QObject
{
    Q_OBJECT

public:
    explicit Document(QObject *parent = nullptr);
    ~Document() override;

    /// Starts reading in the background; ends in modelChanged() or openFailed().
    void open(const QString &path);
    /// The embedded sample with its data and preprocessing set.
    void openSample();

    std::shared_ptr<const Model> model() const;
    /// Facts of model(); null until inferred.
    std::shared_ptr<const GraphFacts> facts() const;

    const Recipe &recipe() const;
    QUndoStack *undoStack();
    /// What every node of model() will be, by NodeId; always current (decideNodes on every change of the recipe).
    const std::vector<NodeDecision> &decisions() const;

    /// Undoable edits of the recipe; `text` is the command's name. Edits of one gesture with the same text merge.
    void editRecipe(const QString &text, const Recipe &recipe);
    void excludeNodes(const std::vector<NodeId> &nodes);
    void includeNodes(const std::vector<NodeId> &nodes);

    const SampleSpec &sampleSpec() const;
    void setSampleSpec(const SampleSpec &spec);
    void calibrate();
    void cancel();

    std::shared_ptr<const Statistics> statistics() const;
    std::shared_ptr<const QuantizeResult> quantized() const;
    std::shared_ptr<const ErrorReport> errors() const;
    /// Errors are of an older recipe while a refresh runs.
    bool errorsAreCurrent() const;

    Attempts *attempts();
    IssuesModel *issues();
    JobRunner *jobs();

signals:
    void modelChanged();
    void openFailed(const QString &message);
    void factsChanged();
    void recipeChanged();
    void statisticsChanged();
    void quantizedChanged();
    void errorsChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace halftone
