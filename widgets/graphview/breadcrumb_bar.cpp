// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/breadcrumb_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace halftone {

BreadcrumbBar::BreadcrumbBar(QWidget *parent) : QWidget(parent), m_layout(new QHBoxLayout(this))
{
    m_layout->setContentsMargins(8, 3, 8, 3);
    m_layout->setSpacing(2);
    setAccessibleName(tr("Place in the model"));
    hide();
}

void BreadcrumbBar::setPath(const QStringList &names)
{
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    for (int level = 0; level < names.size(); ++level) {
        if (level > 0)
            m_layout->addWidget(new QLabel(QStringLiteral("›"), this));
        auto *button = new QToolButton(this);
        button->setText(names[level]);
        button->setAutoRaise(true);
        button->setEnabled(level + 1 < names.size());
        connect(button, &QToolButton::clicked, this, [this, level] { emit levelChosen(level); });
        m_layout->addWidget(button);
    }
    m_layout->addStretch(1);
    setVisible(names.size() > 1);
}

} // namespace halftone
