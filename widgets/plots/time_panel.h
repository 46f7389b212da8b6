// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"

#include <QWidget>

#include <memory>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;

namespace halftone {

class BarList;
class EmptyState;
class SelectionController;
class TimeProfile;

/// Dock page "Time": what each node or operator type takes, float beside quantized, as bars. A click selects the nodes.
class TimePanel : public QWidget
{
    Q_OBJECT

public:
    enum class Rows { Nodes, Types };
    enum class Order { LongestFloat, LongestQuantized, LeastGained, Execution };

    TimePanel(TimeProfile *profile, SelectionController *selection, QWidget *parent = nullptr);

    BarList *list() const { return m_list; }
    void setRows(Rows rows);
    void setOrder(Order order);
    bool isEmpty() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    /// One bar: the nodes it stands for and what they take.
    struct Entry
    {
        std::vector<NodeId> nodes;
        QString label;
        double floatMs = 0;
        double quantizedMs = 0;
        QString kernels;
    };
    std::vector<Entry> entries() const;
    void retranslate();
    void refresh();
    void followSelection();

    TimeProfile *m_profile;
    SelectionController *m_selection;
    BarList *m_list;
    QLabel *m_note;
    QLabel *m_legend;
    QComboBox *m_rows;
    QComboBox *m_order;
    QPushButton *m_measure;
    EmptyState *m_empty;
    std::vector<Entry> m_shown;
};

} // namespace halftone
