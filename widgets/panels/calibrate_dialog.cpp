// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/calibrate_dialog.h"

#include "core/document/document.h"
#include "core/document/messages.h"
#include "core/document/quant_choices.h"
#include "core/document/recipe_text.h"
#include "core/jobs/job_runner.h"
#include "widgets/panels/data_fields.h"
#include "widgets/panels/form_labels.h"
#include "widgets/panels/preprocess_fields.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QVBoxLayout>

namespace halftone {

namespace {

using namespace std::chrono_literals;
constexpr auto kPreviewDelay = 250ms;
constexpr int kImageSize = 240;

QString issueLine(const Issue &issue)
{
    const QString text = messageText(issue.message);
    return issue.targetName.empty() ? text : QStringLiteral("%1: %2").arg(QString::fromStdString(issue.targetName), text);
}

} // namespace

CalibrateDialog::CalibrateDialog(Document *document, QWidget *parent)
    : QDialog(parent)
    , m_document(document)
    , m_data(new DataFields(document, this))
    , m_preprocess(new PreprocessFields(this))
    , m_method(new QComboBox(this))
    , m_image(new QLabel(this))
    , m_description(new QLabel(this))
    , m_previous(new QPushButton(QStringLiteral("‹"), this))
    , m_next(new QPushButton(QStringLiteral("›"), this))
    , m_problemsTitle(new QLabel(this))
    , m_problems(new QListWidget(this))
{
    setObjectName(QStringLiteral("calibrateDialog"));
    setWindowTitle(tr("Calibrate"));
    m_method->setObjectName(QStringLiteral("calibrateMethod"));
    for (const RangeMethod method : rangeMethods())
        m_method->addItem(rangeMethodText(method), static_cast<int>(method));
    m_image->setFixedSize(kImageSize, kImageSize);
    m_image->setAlignment(Qt::AlignCenter);
    m_image->setFrameShape(QFrame::StyledPanel);
    m_image->setAccessibleName(tr("One sample as the model sees it"));
    m_description->setWordWrap(true);
    m_description->setForegroundRole(QPalette::PlaceholderText);
    m_previous->setAccessibleName(tr("Previous sample"));
    m_next->setAccessibleName(tr("Next sample"));
    for (QPushButton *button : {m_previous, m_next})
        button->setFixedWidth(fontMetrics().height() * 2);
    m_problems->setWordWrap(true);
    m_problems->setAccessibleName(tr("Problems with the data"));
    m_problemsTitle->setText(tr("Problems with the data"));

    auto *range = new QGroupBox(tr("Ranges"), this);
    m_rangeForm = new QFormLayout(range);
    m_rangeForm->addRow(tr("Ra&nge"), m_method);
    m_method->setToolTip(tr("How a tensor's range is chosen from what was seen. It can be changed later without calibrating again"));
    auto *data = new QGroupBox(tr("Data"), this);
    auto *dataLayout = new QVBoxLayout(data);
    dataLayout->addWidget(m_data);
    auto *preprocess = new QGroupBox(tr("Preprocessing of images"), this);
    preprocess->setObjectName(QStringLiteral("preprocessGroup"));
    auto *preprocessLayout = new QVBoxLayout(preprocess);
    preprocessLayout->addWidget(m_preprocess);
    auto *left = new QVBoxLayout;
    left->addWidget(data);
    left->addWidget(preprocess);
    left->addWidget(range);
    left->addStretch(1);

    auto *right = new QVBoxLayout;
    auto *title = new QLabel(tr("One sample as the model sees it"), this);
    auto *picker = new QHBoxLayout;
    picker->addWidget(m_previous);
    picker->addWidget(m_next);
    picker->addWidget(m_description, 1);
    right->addWidget(title);
    right->addWidget(m_image);
    right->addLayout(picker);
    right->addWidget(m_problemsTitle);
    right->addWidget(m_problems, 1);
    right->addStretch(0);
    auto *columns = new QHBoxLayout;
    columns->addLayout(left, 1);
    columns->addLayout(right);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_start = buttons->addButton(tr("&Calibrate"), QDialogButtonBox::AcceptRole);
    m_start->setObjectName(QStringLiteral("startCalibration"));
    m_start->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(columns, 1);
    layout->addWidget(buttons);

    m_timer.setSingleShot(true);
    m_timer.setInterval(kPreviewDelay);
    connect(&m_timer, &QTimer::timeout, this, &CalibrateDialog::updatePreview);
    connect(m_data, &DataFields::changed, this, [this, preprocess] {
        preprocess->setEnabled(m_data->kind() == DataFields::Kind::Images);
        schedule();
    });
    connect(m_preprocess, &PreprocessFields::changed, this, &CalibrateDialog::schedule);
    connect(m_previous, &QPushButton::clicked, this, [this] {
        --m_index;
        updatePreview();
    });
    connect(m_next, &QPushButton::clicked, this, [this] {
        ++m_index;
        updatePreview();
    });
    connect(m_start, &QPushButton::clicked, this, &CalibrateDialog::start);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(document, &Document::modelChanged, this, &CalibrateDialog::follow);
    connect(document, &Document::factsChanged, this, &CalibrateDialog::schedule);
    connect(document, &Document::sampleSpecChanged, this, &CalibrateDialog::follow);
    follow();
}

void CalibrateDialog::follow()
{
    if (m_following)
        return;
    m_data->followModel();
    m_data->write(m_document->sampleSpec());
    m_preprocess->setText(QString::fromStdString(m_document->sampleSpec().preprocess));
    alignLabels({m_data->form(), static_cast<QFormLayout *>(m_preprocess->layout()), m_rangeForm});
    m_method->setCurrentIndex(m_method->findData(static_cast<int>(m_document->recipe().method)));
    m_index = 0;
    schedule();
}

SampleSpec CalibrateDialog::spec() const
{
    SampleSpec spec = m_document->sampleSpec();
    m_data->read(spec);
    spec.preprocess = m_data->kind() == DataFields::Kind::Images ? m_preprocess->text().toStdString() : std::string();
    return spec;
}

void CalibrateDialog::schedule()
{
    m_start->setEnabled(m_document->facts() && !spec().data.empty());
    m_timer.start();
}

void CalibrateDialog::updatePreview()
{
    if (!m_document->facts() || spec().data.empty()) {
        showProblem({});
        m_description->setText(tr("Choose the data to calibrate with."));
        return;
    }
    m_document->jobs()->start<SamplePreview>(
        JobKind::Preview, tr("Loading a sample"),
        [model = m_document->model(), facts = m_document->facts(), data = spec(), index = m_index](
            Progress &progress) { return previewSample(model, facts, data, index, progress); },
        [self = QPointer<CalibrateDialog>(this)](Result<SamplePreview> result) {
            if (!self)
                return;
            if (result && result->arePictures && self->m_data->kind() != DataFields::Kind::Images)
                self->showProblem(tr("There are pictures here, which need preprocessing: choose “Images in a folder” above."));
            else if (result)
                self->showPreview(*result);
            else
                self->showProblem(messageText(result.error()));
        });
}

void CalibrateDialog::showPreview(const SamplePreview &preview)
{
    m_shown = preview;
    m_image->clear();
    QStringList lines;
    lines.append(tr("%n sample(s)", nullptr, static_cast<int>(preview.count)));
    if (!preview.sampleName.isEmpty())
        lines.append(preview.sampleName);
    for (const InputPreview &input : preview.inputs) {
        lines.append(QStringLiteral("%1: %2").arg(input.name, input.description));
        if (!input.image.isNull() && m_image->pixmap(Qt::ReturnByValue).isNull()) {
            const qreal ratio = devicePixelRatioF();
            QPixmap pixmap = QPixmap::fromImage(input.image.scaled(QSize(kImageSize, kImageSize) * ratio, Qt::KeepAspectRatio,
                input.image.width() < kImageSize ? Qt::FastTransformation : Qt::SmoothTransformation));
            pixmap.setDevicePixelRatio(ratio);
            m_image->setPixmap(pixmap);
        }
    }
    if (m_image->pixmap(Qt::ReturnByValue).isNull())
        m_image->setText(tr("not a picture"));
    m_description->setText(lines.join(QLatin1Char('\n')));
    m_problems->clear();
    for (const Issue &issue : preview.issues)
        m_problems->addItem(issueLine(issue));
    m_problemsTitle->setVisible(m_problems->count() > 0);
    m_problems->setVisible(m_problems->count() > 0);
    m_previous->setEnabled(preview.count > 1);
    m_next->setEnabled(preview.count > 1);
    m_start->setEnabled(preview.count > 0);
}

void CalibrateDialog::showProblem(const QString &text)
{
    m_shown = {};
    m_image->clear();
    m_description->clear();
    m_previous->setEnabled(false);
    m_next->setEnabled(false);
    m_problems->clear();
    if (!text.isEmpty())
        m_problems->addItem(text);
    m_problemsTitle->setVisible(!text.isEmpty());
    m_problems->setVisible(!text.isEmpty());
    m_start->setEnabled(false);
}

void CalibrateDialog::start()
{
    {
        const QScopedValueRollback guard(m_following, true);
        m_document->setSampleSpec(spec());
    }
    Recipe recipe = m_document->recipe();
    recipe.method = static_cast<RangeMethod>(m_method->currentData().toInt());
    m_document->editRecipe(tr("Range %1").arg(rangeMethodText(recipe.method)), recipe);
    m_document->calibrate();
    accept();
}

} // namespace halftone
