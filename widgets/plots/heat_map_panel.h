// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"
#include "widgets/plots/heat_map_data.h"

#include <QStringList>
#include <QWidget>

#include <map>

class QComboBox;
class QLabel;

namespace halftone {

class BarList;
class Document;
class EmptyState;
class HeatMapPlot;
class SelectionController;

/// Dock page "Heat map": error of every tensor, and beside it the worst ones. Follows the document and the selection.
class HeatMapPanel : public QWidget
{
    Q_OBJECT

public:
    HeatMapPanel(Document *document, SelectionController *selection, QWidget *parent = nullptr);

    HeatMapPlot *plot() { return m_plot; }
    BarList *worstList() { return m_worst; }
    const HeatMapOptions &options() const { return m_options; }
    void setOptions(const HeatMapOptions &options);
    bool isEmpty() const;

signals:
    void calibrateRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void readOptions();
    void refresh();
    /// Rows without figures yet, in execution order as far as calibration has met the tensors.
    void showSeen(const QStringList &values);
    void forgetSeen();
    void followSelection(bool reveal);

    Document *m_document;
    SelectionController *m_selection;
    HeatMapOptions m_options;
    HeatMapPlot *m_plot;
    BarList *m_worst;
    QLabel *m_worstTitle;
    QLabel *m_note;
    QComboBox *m_order;
    QComboBox *m_columns;
    QComboBox *m_error;
    QComboBox *m_metric;
    EmptyState *m_empty;
    std::vector<std::size_t> m_worstTensors;
    /// While the first calibration runs: rows by their place in the graph.
    std::multimap<NodeId, HeatMapRow> m_seen;
};

} // namespace halftone
