// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/quant/convergence.h"

#include <QWidget>

class QCPGraph;
class QCustomPlot;
class QLabel;

namespace halftone {

class Document;
class EmptyState;
class SelectionController;

/// Dock page "Samples": how the range of the selected tensor, and of all tensors, grew from sample to sample, and whether the
/// samples were enough.
class SamplesPanel : public QWidget
{
    Q_OBJECT

public:
    SamplesPanel(Document *document, SelectionController *selection, QWidget *parent = nullptr);

    bool isEmpty() const;
    /// The sentence above the charts.
    QString verdict() const;

signals:
    void calibrateRequested();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void retranslate();
    void refresh();
    void showTensor();
    void updateTheme();

    Document *m_document;
    SelectionController *m_selection;
    QCustomPlot *m_tensorPlot;
    QCustomPlot *m_allPlot;
    QCPGraph *m_low;
    QCPGraph *m_high;
    QCPGraph *m_lowSoFar;
    QCPGraph *m_highSoFar;
    QCPGraph *m_mean;
    QCPGraph *m_slowest;
    QLabel *m_verdict;
    QLabel *m_tensorTitle;
    QLabel *m_allTitle;
    EmptyState *m_empty;
    Convergence m_convergence;
};

} // namespace halftone
