// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/overlay_box.h"

#include <QActionGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QStandardItemModel>

namespace halftone {

OverlayBox::OverlayBox(QActionGroup *overlays, QWidget *parent)
    : QWidget(parent), m_overlays(overlays), m_label(new QLabel(this)), m_box(new QComboBox(this))
{
    m_box->setObjectName(QStringLiteral("overlayBox"));
    m_box->setFocusPolicy(Qt::StrongFocus);
    m_label->setForegroundRole(QPalette::PlaceholderText);
    m_label->setContentsMargins(8, 0, 4, 0);
    m_label->setBuddy(m_box);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 8, 0);
    layout->setSpacing(0);
    layout->addWidget(m_label);
    layout->addWidget(m_box);
    connect(m_box, &QComboBox::activated, this, [this](int row) { m_overlays->actions().at(row)->trigger(); });
    connect(m_overlays, &QActionGroup::triggered, this, &OverlayBox::follow);
    for (QAction *action : m_overlays->actions())
        connect(action, &QAction::enabledChanged, this, &OverlayBox::follow);
    retranslate();
}

void OverlayBox::retranslate()
{
    m_label->setText(tr("Overlay"));
    m_box->setToolTip(tr("What the stripes beside the nodes and the minimap show"));
    m_box->setAccessibleName(m_label->text());
    m_box->clear();
    for (const QAction *action : m_overlays->actions())
        m_box->addItem(QString(action->text()).remove(QLatin1Char('&')));
    follow();
}

void OverlayBox::follow()
{
    auto *items = qobject_cast<QStandardItemModel *>(m_box->model());
    const QList<QAction *> actions = m_overlays->actions();
    for (int row = 0; row < static_cast<int>(actions.size()); ++row) {
        items->item(row)->setEnabled(actions[row]->isEnabled());
        items->item(row)->setToolTip(actions[row]->toolTip());
        if (actions[row]->isChecked())
            m_box->setCurrentIndex(row);
    }
}

} // namespace halftone
