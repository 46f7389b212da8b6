// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/graph.h"

#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;
class QPushButton;

namespace halftone {

class BarList;
class EmptyState;
class SelectionController;
class SensitivityProfile;

/// Dock page "Sensitivity": what quantizing each node alone does to the outputs, worst first, growing while it is measured. Nodes that
/// stand out are marked and can be excluded at once; a target finds the fewest exclusions that reach it.
class SensitivityPanel : public QWidget
{
    Q_OBJECT

public:
    SensitivityPanel(SensitivityProfile *profile, SelectionController *selection, QWidget *parent = nullptr);

    BarList *list() const { return m_list; }
    QPushButton *excludeButton() const { return m_exclude; }
    QLineEdit *targetLine() const { return m_target; }
    bool isEmpty() const;

signals:
    void calibrateRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void refresh();
    void showEmpty();
    void followSelection();

    SensitivityProfile *m_profile;
    SelectionController *m_selection;
    BarList *m_list;
    QLabel *m_note;
    QLabel *m_found;
    QPushButton *m_measure;
    QPushButton *m_exclude;
    QLineEdit *m_target;
    QPushButton *m_search;
    EmptyState *m_empty;
    /// Of the rows.
    std::vector<NodeId> m_nodes;
};

} // namespace halftone
