// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QDockWidget;
class QLabel;
class QToolButton;

namespace halftone {

/// Title bar of a dock that has room for the panel's own tools: name, tools, detach, close. The name is left out where a tab says it.
class DockTitle : public QWidget
{
    Q_OBJECT

public:
    /// `tools` may be null; it is shown and hidden by its panel.
    DockTitle(QDockWidget *dock, QWidget *tools);

protected:
    void changeEvent(QEvent *event) override;

private:
    void follow();
    void retranslate();

    QDockWidget *m_dock;
    QLabel *m_name;
    QToolButton *m_detach;
    QToolButton *m_close;
};

} // namespace halftone
