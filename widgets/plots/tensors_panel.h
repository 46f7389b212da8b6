// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/heat_map_data.h"

#include <QWidget>

class QCPBars;
class QCPItemStraightLine;
class QComboBox;
class QCustomPlot;

namespace halftone {

class Document;
class EmptyState;
class SelectionController;

/// Dock page "Tensors": SQNR of every tensor as bars, in execution order or worst first; a click selects.
class TensorsPanel : public QWidget
{
    Q_OBJECT

public:
    TensorsPanel(Document *document, SelectionController *selection, QWidget *parent = nullptr);

    QCustomPlot *plot() { return m_plot; }
    /// Indices into ErrorReport::tensors, left to right.
    const std::vector<std::size_t> &order() const { return m_order; }
    void setWorstFirst(bool worstFirst);
    void setShowWeights(bool weights);

signals:
    void calibrateRequested();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void retranslate();
    void refresh();
    void followSelection();
    void updateTheme();
    int barAt(QPoint position) const;

    Document *m_document;
    SelectionController *m_selection;
    QCustomPlot *m_plot;
    std::vector<QCPBars *> m_bars;
    QCPItemStraightLine *m_mark;
    QComboBox *m_sort;
    QComboBox *m_kind;
    EmptyState *m_empty;
    std::vector<std::size_t> m_order;
};

} // namespace halftone
