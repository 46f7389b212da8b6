// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/document/sample_preview.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QFormLayout;
class QLabel;
class QListWidget;
class QPushButton;

namespace halftone {

class DataFields;
class Document;
class PreprocessFields;

/// Chooses data and preprocessing, shows one sample as the model will see it, and starts calibration. Not modal: the graph stays usable.
class CalibrateDialog : public QDialog
{
    Q_OBJECT

public:
    explicit CalibrateDialog(Document *document, QWidget *parent = nullptr);

    /// Fills the fields from the document.
    void follow();
    /// What the preview shows; empty until it was made.
    const SamplePreview &preview() const { return m_shown; }
    QPushButton *startButton() const { return m_start; }

private:
    SampleSpec spec() const;
    void schedule();
    void updatePreview();
    void showPreview(const SamplePreview &preview);
    void showProblem(const QString &text);
    void start();

    Document *m_document;
    DataFields *m_data;
    PreprocessFields *m_preprocess;
    QComboBox *m_method;
    QFormLayout *m_rangeForm;
    QLabel *m_image;
    QLabel *m_description;
    QPushButton *m_previous;
    QPushButton *m_next;
    QLabel *m_problemsTitle;
    QListWidget *m_problems;
    QPushButton *m_start;
    QTimer m_timer;
    SamplePreview m_shown;
    std::int64_t m_index = 0;
    bool m_following = false;
};

} // namespace halftone
