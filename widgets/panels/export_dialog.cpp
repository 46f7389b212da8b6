// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/export_dialog.h"

#include "core/document/attempts.h"
#include "core/document/document.h"
#include "core/document/messages.h"
#include "core/document/recipe_text.h"
#include "widgets/common/format.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace halftone {

ExportDialog::ExportDialog(Document *document, QWidget *parent)
    : QDialog(parent)
    , m_document(document)
    , m_summary(new QLabel(this))
    , m_path(new QLineEdit(this))
    , m_externalData(new QComboBox(this))
    , m_verify(new QCheckBox(tr("&Check the file: read it back and run one sample"), this))
    , m_replace(new QCheckBox(tr("&Replace the file of the open model"), this))
    , m_result(new QLabel(this))
{
    setObjectName(QStringLiteral("exportDialog"));
    setWindowTitle(tr("Export quantized model"));
    setModal(true);
    m_path->setObjectName(QStringLiteral("exportPath"));
    m_path->setMinimumWidth(fontMetrics().averageCharWidth() * 60);
    const QFileInfo file(QString::fromStdString(document->model()->path));
    const QString folder = document->isSample() ? QDir::homePath() : file.absolutePath();
    m_path->setText(QStringLiteral("%1/%2_int8.onnx").arg(folder, file.completeBaseName()));
    m_externalData->addItem(tr("in the file; beside it above 1.5 GiB"), static_cast<int>(WriteOptions::ExternalData::Auto));
    m_externalData->addItem(tr("always beside the file"), static_cast<int>(WriteOptions::ExternalData::On));
    m_externalData->addItem(tr("always in the file"), static_cast<int>(WriteOptions::ExternalData::Off));
    m_verify->setChecked(true);
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_result->setObjectName(QStringLiteral("exportResult"));
    m_summary->setTextFormat(Qt::RichText);

    auto *browseButton = new QPushButton(tr("&Browse…"), this);
    auto *pathRow = new QHBoxLayout;
    pathRow->addWidget(m_path, 1);
    pathRow->addWidget(browseButton);
    auto *form = new QFormLayout;
    auto *fileLabel = new QLabel(tr("&File"), this);
    fileLabel->setBuddy(m_path);
    form->addRow(fileLabel, pathRow);
    form->addRow(tr("&Weights"), m_externalData);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_export = buttons->addButton(tr("&Export"), QDialogButtonBox::ActionRole);
    m_export->setObjectName(QStringLiteral("startExport"));
    m_export->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addWidget(m_summary);
    layout->addLayout(form);
    layout->addWidget(m_verify);
    layout->addWidget(m_replace);
    layout->addWidget(m_result);
    layout->addStretch(1);
    layout->addWidget(buttons);

    connect(browseButton, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(m_path, &QLineEdit::textChanged, this, &ExportDialog::validate);
    connect(m_replace, &QCheckBox::toggled, this, &ExportDialog::validate);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::start);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(document, &Document::exported, this, &ExportDialog::finish);
    connect(document, &Document::failed, this, [this](const QString &message) {
        if (!m_exporting)
            return;
        m_exporting = false;
        m_result->setText(message);
        validate();
    });
    connect(document, &Document::errorsChanged, this, &ExportDialog::updateSummary);
    updateSummary();
    validate();
}

void ExportDialog::updateSummary()
{
    const Effect effect = m_document->effect();
    const Attempt *attempt = m_document->attempts()->find(m_document->recipe());
    const auto line = [](const QString &name, const QString &value) {
        return QStringLiteral("<tr><td style=\"padding-right:16px\">%1</td><td>%2</td></tr>").arg(name, value.toHtmlEscaped());
    };
    QString rows = line(
        tr("Format"), QStringLiteral("%1, %2").arg(formatText(m_document->recipe().format.type), recipeSummary(m_document->recipe())));
    rows += line(
        tr("Nodes in int8"), tr("%1 of %2, %3 of MACs").arg(effect.nodes).arg(effect.totalNodes).arg(formatPercent(effect.percent())));
    if (attempt) {
        rows += line(tr("Size"), tr("%1 → %2").arg(formatBytes(m_document->model()->fileBytes), formatBytes(attempt->bytes)));
        rows += line(tr("Expected error of the outputs"),
            tr("%1, worst channel %2").arg(formatDb(attempt->outputDb), formatDb(attempt->worstChannelDb)));
    }
    m_summary->setText(QStringLiteral("<table>%1</table>").arg(rows));
}

void ExportDialog::browse()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Export quantized model"), m_path->text(), tr("ONNX models (*.onnx)"));
    if (!path.isEmpty())
        m_path->setText(path);
}

bool ExportDialog::wouldReplaceOpenModel() const
{
    const QString open = QFileInfo(QString::fromStdString(m_document->model()->path)).canonicalFilePath();
    return !open.isEmpty() && QFileInfo(m_path->text()).canonicalFilePath() == open;
}

void ExportDialog::validate()
{
    const bool replaces = wouldReplaceOpenModel();
    m_replace->setVisible(replaces);
    m_export->setEnabled(!m_exporting && !m_path->text().trimmed().isEmpty() && (!replaces || m_replace->isChecked()));
}

void ExportDialog::start()
{
    ExportOptions options;
    options.path = m_path->text().trimmed().toStdString();
    options.externalData = static_cast<WriteOptions::ExternalData>(m_externalData->currentData().toInt());
    options.mayReplaceOpenModel = m_replace->isChecked();
    options.verify = m_verify->isChecked();
    m_exporting = true;
    m_result->setText(tr("Writing…"));
    validate();
    m_document->exportModel(options);
}

void ExportDialog::finish(const ExportSummary &summary)
{
    m_exporting = false;
    QString text = tr("Written: %1.").arg(formatBytes(summary.bytes + summary.externalBytes));
    if (summary.verified)
        text += QLatin1Char(' ') + tr("Read back and run: the outputs are equal.");
    for (const Issue &issue : summary.issues)
        text += QLatin1Char(' ') + messageText(issue.message);
    m_result->setText(text);
    validate();
}

QString ExportDialog::resultText() const { return m_result->text(); }

} // namespace halftone
