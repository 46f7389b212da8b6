// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/evaluate_dialog.h"

#include "core/document/document.h"
#include "core/document/messages.h"
#include "core/document/open_data.h"
#include "core/jobs/job_runner.h"
#include "widgets/common/format.h"
#include "widgets/panels/data_fields.h"
#include "widgets/panels/form_labels.h"
#include "widgets/panels/preprocess_fields.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace halftone {

namespace {

constexpr int kRows = 2;

QString metricText(const Evaluation &found)
{
    switch (found.task) {
    case EvaluationTask::Classify:
        return EvaluateDialog::tr("Top-1");
    case EvaluationTask::Ctc:
        return EvaluateDialog::tr("Strings read exactly");
    case EvaluationTask::Detect:
        break;
    }
    return EvaluateDialog::tr("F1 of boxes");
}

} // namespace

EvaluateDialog::EvaluateDialog(Document *document, QWidget *parent)
    : QDialog(parent)
    , m_document(document)
    , m_data(new DataFields(document, this))
    , m_preprocess(new PreprocessFields(this))
    , m_task(new QComboBox(this))
    , m_results(new QTreeWidget(this))
    , m_note(new QLabel(this))
{
    setObjectName(QStringLiteral("evaluateDialog"));
    setWindowTitle(tr("Evaluate accuracy"));
    m_task->addItem(tr("as the labels say"), -1);
    m_task->addItem(tr("classes (a folder for each)"), static_cast<int>(EvaluationTask::Classify));
    m_task->addItem(tr("strings (labels.txt)"), static_cast<int>(EvaluationTask::Ctc));
    m_task->addItem(tr("boxes (boxes.json)"), static_cast<int>(EvaluationTask::Detect));
    m_task->setToolTip(tr("What the labels of the data are, and so what is counted"));
    m_results->setRootIsDecorated(false);
    m_results->setAccessibleName(tr("Accuracy"));
    m_results->setFixedHeight(fontMetrics().lineSpacing() * (kRows + 3));
    m_note->setWordWrap(true);

    auto *data = new QGroupBox(tr("Labelled data"), this);
    auto *dataLayout = new QFormLayout(data);
    dataLayout->addRow(m_data);
    dataLayout->addRow(tr("&Labels"), m_task);
    alignLabels({m_data->form(), dataLayout});
    auto *preprocess = new QGroupBox(tr("Preprocessing of images"), this);
    auto *preprocessLayout = new QVBoxLayout(preprocess);
    preprocessLayout->addWidget(m_preprocess);
    auto *columns = new QHBoxLayout;
    columns->addWidget(data, 3);
    columns->addWidget(preprocess, 2);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_start = buttons->addButton(tr("&Evaluate"), QDialogButtonBox::ActionRole);
    m_start->setObjectName(QStringLiteral("startEvaluation"));
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(columns);
    layout->addWidget(m_results);
    layout->addWidget(m_note);
    layout->addStretch(1);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 110, sizeHint().height());

    connect(m_data, &DataFields::changed, this, [this, preprocess] {
        preprocess->setEnabled(m_data->kind() == DataFields::Kind::Images);
        update();
    });
    connect(m_start, &QPushButton::clicked, this, &EvaluateDialog::start);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(document, &Document::modelChanged, this, &EvaluateDialog::follow);
    connect(document, &Document::factsChanged, this, &EvaluateDialog::update);
    connect(document, &Document::recipeChanged, this, [this] {
        if (m_results->topLevelItemCount() > 0)
            m_note->setText(tr("The recipe has changed since."));
    });
    follow();
}

void EvaluateDialog::follow()
{
    m_data->followModel();
    setSpec(m_document->sampleSpec());
    m_results->clear();
    m_results->setHeaderLabels({tr("Model"), tr("Accuracy"), tr("Top-5"), tr("Samples"), tr("Took")});
    m_results->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_results->header()->setStretchLastSection(false);
    m_results->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_note->setText(tr("Choose data with labels: best those that were not calibrated on."));
}

void EvaluateDialog::setSpec(const SampleSpec &spec)
{
    m_data->write(spec);
    m_preprocess->setText(QString::fromStdString(spec.preprocess));
    update();
}

SampleSpec EvaluateDialog::spec() const
{
    SampleSpec spec = m_document->sampleSpec();
    m_data->read(spec);
    spec.preprocess = m_data->kind() == DataFields::Kind::Images ? m_preprocess->text().toStdString() : std::string();
    return spec;
}

void EvaluateDialog::update()
{
    const bool running = m_document->jobs()->isRunning(JobKind::Evaluate);
    m_start->setText(running ? tr("Canc&el") : tr("&Evaluate"));
    m_start->setEnabled(running || (m_document->facts() && !spec().data.empty()));
}

void EvaluateDialog::start()
{
    if (m_document->jobs()->isRunning(JobKind::Evaluate))
        return m_document->jobs()->cancel(JobKind::Evaluate);
    const int task = m_task->currentData().toInt();
    const auto quantized = m_document->quantized();
    m_results->clear();
    m_note->setText(tr("Running…"));
    m_document->jobs()->start<Both>(
        JobKind::Evaluate, tr("Evaluating"),
        [model = m_document->model(), facts = m_document->facts(), after = quantized ? quantized->model : nullptr, data = spec(), task](
            Progress &progress) -> Result<Both> {
            HALFTONE_TRY(const auto samples, openData(data, *model, *facts));
            const EvaluationTask wanted = task < 0 ? guessTask(*samples) : static_cast<EvaluationTask>(task);
            EvaluateOptions options;
            options.samples = data.samples;
            options.dims = data.dims;
            Both both;
            HALFTONE_TRY(both.before, evaluate(model, *samples, wanted, options, progress));
            if (after) {
                HALFTONE_TRY(both.after, evaluate(after, *samples, wanted, options, progress));
            }
            return both;
        },
        [self = QPointer<EvaluateDialog>(this)](Result<Both> result) {
            if (!self)
                return;
            if (result)
                self->showResult(*result);
            else
                self->m_note->setText(messageText(result.error()));
            self->update();
        });
    update();
}

void EvaluateDialog::showResult(const Both &found)
{
    const auto add = [this](const QString &name, const Evaluation &each) {
        auto *item = new QTreeWidgetItem(m_results,
            {name, formatPercent(each.value * 100), each.task == EvaluationTask::Classify ? formatPercent(each.top5 * 100) : QString(),
                QString::number(each.samples), formatSeconds(each.seconds)});
        for (int column = 1; column < item->columnCount(); ++column)
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    };
    m_results->headerItem()->setText(1, metricText(found.before));
    add(tr("float"), found.before);
    if (found.after)
        add(m_document->comparedPath().isEmpty() ? tr("quantized") : tr("the file that is compared with"), *found.after);
    QStringList notes;
    if (!found.after)
        notes.append(tr("Calibrate to see the quantized model beside it."));
    if (!found.before.skipped.empty())
        notes.append(tr("%n sample(s) could not be used: %1", nullptr, static_cast<int>(found.before.skipped.size()))
                         .arg(messageText(found.before.skipped.front().message)));
    m_note->setText(notes.join(QLatin1Char('\n')));
}

} // namespace halftone
