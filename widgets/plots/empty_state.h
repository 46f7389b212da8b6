// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLayout;
class QPushButton;
class QStackedLayout;

namespace halftone {

/// Shows a chart, or in its place one sentence and a button that says what to do next.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    EmptyState(QWidget *content, QWidget *parent = nullptr);

    /// Fills `panel` with `chart` below `bar`, or with an empty state in their place. The bar may move elsewhere (kPanelTools).
    static EmptyState *fill(QWidget *panel, QLayout *bar, QWidget *chart);

    void setMessage(const QString &sentence, const QString &buttonText = {});
    void showContent(bool content);
    bool isShowingContent() const;

signals:
    void actionRequested();

private:
    QStackedLayout *m_stack;
    QLabel *m_label;
    QPushButton *m_button;
    QWidget *m_tools = nullptr;
};

} // namespace halftone
