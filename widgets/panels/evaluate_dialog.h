// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/evaluate.h"
#include "core/samples/spec.h"

#include <QDialog>

#include <optional>

class QComboBox;
class QLabel;
class QPushButton;
class QTreeWidget;

namespace halftone {

class DataFields;
class Document;
class PreprocessFields;

/// Accuracy of the float model and of the quantized one on labelled data of their own: what errors in dB are worth. Not modal.
class EvaluateDialog : public QDialog
{
    Q_OBJECT

public:
    explicit EvaluateDialog(Document *document, QWidget *parent = nullptr);

    QPushButton *startButton() const { return m_start; }
    QComboBox *taskBox() const { return m_task; }
    QTreeWidget *results() const { return m_results; }
    /// Shows other data than those of calibration.
    void setSpec(const SampleSpec &spec);

private:
    struct Both
    {
        Evaluation before;
        std::optional<Evaluation> after;
    };

    SampleSpec spec() const;
    void follow();
    void start();
    void update();
    void showResult(const Both &found);

    Document *m_document;
    DataFields *m_data;
    PreprocessFields *m_preprocess;
    QComboBox *m_task;
    QTreeWidget *m_results;
    QLabel *m_note;
    QPushButton *m_start = nullptr;
};

} // namespace halftone
