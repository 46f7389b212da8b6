// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/ranges_plot.h"

#include <QWidget>

class QLabel;

namespace halftone {

class Document;
class EmptyState;
class SelectionController;

/// Dock page "Ranges": range of every channel of the selected node's weight (or activation), with the range its scale covers.
/// Channels that use a small part of one shared scale lose their detail: that is what one looks for here.
class RangesPanel : public QWidget
{
    Q_OBJECT

public:
    RangesPanel(Document *document, SelectionController *selection, QWidget *parent = nullptr);

    void setRanges(const ChartRanges &ranges);
    int channelCount() const { return m_plot->channelCount(); }
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
    RangesPlot *m_plot;
    QLabel *m_title;
    EmptyState *m_empty;
};

/// Ranges of a weight's channels along `axis`; reads the tensor (milliseconds for common sizes). Null title when it cannot.
ChartRanges weightRanges(const Document &document, std::uint32_t node);

} // namespace halftone
