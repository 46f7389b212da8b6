// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/document/exporter.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace halftone {

class Document;

/// Where and how the quantized model is written, with what is in it and what error to expect. After writing the file is read back and
/// one sample is run; the dialog stays open to say how that went.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ExportDialog(Document *document, QWidget *parent = nullptr);

    QLineEdit *pathLine() const { return m_path; }
    QPushButton *exportButton() const { return m_export; }
    QString resultText() const;

private:
    void browse();
    void validate();
    void start();
    void finish(const ExportSummary &summary);
    void updateSummary();
    bool wouldReplaceOpenModel() const;

    Document *m_document;
    QLabel *m_summary;
    QLineEdit *m_path;
    QComboBox *m_externalData;
    QCheckBox *m_verify;
    QCheckBox *m_replace;
    QLabel *m_result;
    QPushButton *m_export;
    bool m_exporting = false;
};

} // namespace halftone
