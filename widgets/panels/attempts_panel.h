// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTreeView;

namespace halftone {

class AttemptsChart;
class AttemptsModel;
class Document;

/// Every recipe that was evaluated: what changed, size, error, time. Returns to one with a double click or the button, names it
/// with F2, compares two that are selected. Beside the list: size against error, a click selects.
class AttemptsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit AttemptsPanel(Document *document, QWidget *parent = nullptr);

    QTreeView *view() const { return m_view; }
    /// Makes the recipe of an attempt the current one; undoable.
    void returnTo(int attempt);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void update();
    int attemptAt(const QModelIndex &index) const;
    void updateChart();

    Document *m_document;
    AttemptsModel *m_attempts;
    QStackedWidget *m_stack;
    QLabel *m_empty;
    QTreeView *m_view;
    AttemptsChart *m_chart;
    QLabel *m_difference;
    QPushButton *m_return;
    QPushButton *m_rename;
    QPushButton *m_remove;
};

} // namespace halftone
