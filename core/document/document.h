// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/document/node_cost.h"
#include "core/document/session.h"
#include "core/model/model.h"
#include "core/ops/fact.h"
#include "core/quant/compare.h"
#include "core/quant/quantize.h"
#include "core/samples/source.h"
#include "core/samples/spec.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <memory>

namespace halftone {

class Attempts;
class IssuesModel;
class JobRunner;
struct ExportOptions;
struct ExportSummary;

/// One open model with all that was decided and computed for it. The choice (Recipe) changes only through undo commands;
/// everything else is derived in background jobs and announced by a signal. Results carry the revision of the recipe they
/// were computed for; late ones are dropped. Lives in the GUI thread.
class Document : public QObject
{
    Q_OBJECT

public:
    explicit Document(QObject *parent = nullptr);
    ~Document() override;

    /// Starts reading in the background; ends in modelChanged() or openFailed(). What was open stays until then.
    void open(const QString &path);
    /// The embedded sample with its data and preprocessing set.
    void openSample();
    /// Reads the file again and keeps recipe and data settings.
    void reload();
    bool isOpening() const;

    /// Null until something was opened.
    std::shared_ptr<const Model> model() const;
    /// Facts of model(); null until inferred.
    std::shared_ptr<const GraphFacts> facts() const;
    /// By NodeId; empty until facts() are known.
    const std::vector<NodeCost> &costs() const;
    /// File name for titles; empty when nothing is open.
    QString displayName() const;
    bool isSample() const;

    const Recipe &recipe() const;
    QUndoStack *undoStack();
    /// What every node of model() will be, by NodeId; as long as the graph as soon as a model is open, and always current.
    const std::vector<NodeDecision> &decisions() const;
    /// What the current choice is worth, and what `recipe` would be.
    Effect effect() const;
    Effect effectOf(const Recipe &recipe) const;
    /// The choice before the last edit, for "before → after".
    Effect previousEffect() const;

    /// Undoable edits of the recipe; `text` is the command's name. Edits of one gesture with the same text merge.
    void editRecipe(const QString &text, const Recipe &recipe);
    /// Replaces the recipe as a whole (file, attempt, proposal); undoable.
    void loadRecipe(const QString &text, const Recipe &recipe);
    void excludeNodes(const std::vector<NodeId> &nodes);
    void includeNodes(const std::vector<NodeId> &nodes);
    /// Excludes what is included and the other way round, as one command; what the first node becomes, all become.
    void toggleNodes(const std::vector<NodeId> &nodes);
    void includeOnly(const std::vector<NodeId> &nodes);
    void resetChoice();
    /// True when the user left the node out, by name, pattern or type.
    bool isExcluded(NodeId node) const;

    const SampleSpec &sampleSpec() const;
    void setSampleSpec(const SampleSpec &spec);
    /// Samples that every refresh compares; more are slower and truer. 0: all that were calibrated.
    int comparedSamples() const;
    void setComparedSamples(int count);

    /// One pass of the float model over the data of sampleSpec(); refreshes afterwards. Ends in statisticsChanged() or failed().
    void calibrate();
    /// Writes statistics() to a file that `halftone quantize --statistics` and loadStatistics() read. Ends in failed() when it cannot.
    void saveStatistics(const QString &path);
    /// Takes statistics of earlier runs instead of running the data, or adds them to statistics(); undoable when there are some already.
    /// Errors still come from the data of sampleSpec(). Refused with failed() when they are of another model, or of other passes.
    void loadStatistics(const QString &path);
    void mergeStatistics(const QString &path);
    /// Quantizes and compares again even if nothing changed.
    void refresh();
    void cancel();

    std::shared_ptr<const Statistics> statistics() const;
    /// The float model that was calibrated: constants and batch norms folded; null before calibration.
    std::shared_ptr<const Model> preparedModel() const;
    /// That model with what each pass changed; null before calibration.
    std::shared_ptr<const PreparedGraph> prepared() const;
    /// The data that were calibrated on; null before.
    std::shared_ptr<const SampleSource> samples() const;
    std::shared_ptr<const QuantizeResult> quantized() const;
    std::shared_ptr<const ErrorReport> errors() const;
    /// Errors are of an older recipe while a refresh runs.
    bool errorsAreCurrent() const;
    /// SQNR of what a node makes, worst channel of its worst output, accumulated; NaN when unknown.
    double nodeDb(NodeId node) const;
    /// Size of the quantized model in bytes (0: unknown), and the time the last refresh took.
    std::int64_t quantizedBytes() const;
    double refreshSeconds() const;
    /// Output error of the first evaluated attempt (everything that can be is int8), for "before → after"; NaN when unknown.
    double baselineDb() const;

    /// Reads another file in the background and from then on compares with that model instead of the one that the recipe makes, matched
    /// by name and structure. Ends in comparisonChanged() or failed(). Figures need calibrated data.
    void compareWith(const QString &path);
    /// Back to the model that the recipe makes.
    void endComparison();
    /// The file that is compared with; empty when the recipe's own model is.
    QString comparedPath() const;

    /// Writes the quantized model and checks what was written. Ends in exported() or failed().
    void exportModel(const ExportOptions &options);

    /// Autosaved state of this model, when there was one as it was opened.
    const std::optional<Session> &foundSession() const;
    void restoreSession();
    void saveSession();

    Attempts *attempts();
    IssuesModel *issues();
    JobRunner *jobs();

signals:
    /// Another graph takes the place of model(): ids of nodes and values are about to lose their meaning.
    void modelAboutToChange();
    void modelChanged();
    void openFailed(const QString &message);
    void factsChanged();
    void recipeChanged();
    void sampleSpecChanged();
    void statisticsChanged();
    void quantizedChanged();
    void errorsChanged();
    /// errorsAreCurrent() changed.
    void currencyChanged();
    void comparisonChanged();
    /// Values that calibration has seen since the last signal.
    void tensorsSeen(const QStringList &values);
    void exported(const halftone::ExportSummary &summary);
    /// A job could not do its work; a sentence for the user.
    void failed(const QString &message);
    void sessionFound();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace halftone
