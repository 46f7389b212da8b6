// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <vector>

class QCPBars;
class QCPGraph;
class QCPItemStraightLine;
class QCustomPlot;
class QLabel;

namespace halftone {

class Document;
class EmptyState;
class SelectionController;

/// Smallest and largest value of each channel of a tensor.
struct ChannelRanges
{
    QString title;
    std::vector<float> minimum;
    std::vector<float> maximum;
    /// What the quantized type can hold, one entry for all channels or one each; empty when it stays float.
    std::vector<float> lower;
    std::vector<float> upper;
};

/// Dock page "Ranges": range of every channel of the selected node's weight (or activation), with the range its scale covers.
/// Channels that use a small part of one shared scale lose their detail: that is what one looks for here.
class RangesPanel : public QWidget
{
    Q_OBJECT

public:
    RangesPanel(Document *document, SelectionController *selection, QWidget *parent = nullptr);

    void setRanges(const ChannelRanges &ranges);
    int channelCount() const { return m_count; }
    bool isEmpty() const;

signals:
    void calibrateRequested();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void retranslate();
    void refresh();
    void updateTheme();

    Document *m_document;
    SelectionController *m_selection;
    QCustomPlot *m_plot;
    QCPBars *m_below;
    QCPBars *m_above;
    QCPGraph *m_lower;
    QCPGraph *m_upper;
    QLabel *m_title;
    EmptyState *m_empty;
    ChannelRanges m_ranges;
    int m_count = 0;
};

/// Ranges of a weight's channels along `axis`; reads the tensor (milliseconds for common sizes). Null title when it cannot.
ChannelRanges weightRanges(const Document &document, std::uint32_t node);

} // namespace halftone
