// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QCheckBox;
class QLabel;

namespace halftone {

class ChannelBars;
class Document;
class EmptyState;
class HistogramPlot;
class SelectionController;

/// Dock page "Histogram": values of the selected tensor, float against quantized, with its range and what is clipped;
/// beside it the SQNR of its channels.
class HistogramPanel : public QWidget
{
    Q_OBJECT

public:
    HistogramPanel(Document *document, SelectionController *selection, QWidget *parent = nullptr);

    HistogramPlot *histogram() { return m_histogram; }
    ChannelBars *channels() { return m_channels; }
    bool isEmpty() const;

signals:
    void calibrateRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void refresh();

    Document *m_document;
    SelectionController *m_selection;
    HistogramPlot *m_histogram;
    ChannelBars *m_channels;
    QLabel *m_title;
    QCheckBox *m_logarithmic;
    EmptyState *m_empty;
};

} // namespace halftone
