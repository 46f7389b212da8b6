// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dock_title.h"

#include <QDockWidget>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMainWindow>
#include <QStyle>
#include <QToolButton>

namespace halftone {

DockTitle::DockTitle(QDockWidget *dock, QWidget *tools)
    : QWidget(dock), m_dock(dock), m_name(new QLabel(this)), m_detach(new QToolButton(this)), m_close(new QToolButton(this))
{
    QFont bold = m_name->font();
    bold.setBold(true);
    m_name->setFont(bold);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 2, 4, 2);
    layout->setSpacing(4);
    layout->addWidget(m_name);
    if (tools)
        layout->addWidget(tools, 1);
    layout->addStretch(0);
    const int side = style()->pixelMetric(QStyle::PM_TitleBarButtonIconSize, nullptr, this);
    for (QToolButton *button : {m_detach, m_close}) {
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::NoFocus);
        button->setIconSize(QSize(side, side));
        button->setFixedSize(side + 4, side + 4);
        layout->addWidget(button);
    }
    m_detach->setIcon(style()->standardIcon(QStyle::SP_TitleBarNormalButton, nullptr, dock));
    m_close->setIcon(style()->standardIcon(QStyle::SP_TitleBarCloseButton, nullptr, dock));
    connect(m_detach, &QToolButton::clicked, dock, [dock] { dock->setFloating(!dock->isFloating()); });
    connect(m_close, &QToolButton::clicked, dock, &QDockWidget::close);
    connect(dock, &QDockWidget::windowTitleChanged, this, &DockTitle::follow);
    // Whether there is a tab is known only after the window has placed the dock.
    connect(dock, &QDockWidget::visibilityChanged, this, &DockTitle::follow, Qt::QueuedConnection);
    connect(dock, &QDockWidget::topLevelChanged, this, &DockTitle::follow, Qt::QueuedConnection);
    retranslate();
    follow();
}

void DockTitle::follow()
{
    const auto *window = qobject_cast<QMainWindow *>(m_dock->parentWidget());
    m_name->setText(m_dock->windowTitle());
    m_name->setVisible(m_dock->isFloating() || !window || window->tabifiedDockWidgets(m_dock).isEmpty());
}

void DockTitle::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void DockTitle::retranslate()
{
    m_detach->setToolTip(tr("Detach the panel, or put it back"));
    m_detach->setAccessibleName(m_detach->toolTip());
    m_close->setToolTip(tr("Close the panel; View › Docks brings it back"));
    m_close->setAccessibleName(m_close->toolTip());
}

} // namespace halftone
