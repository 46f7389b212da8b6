// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/layout_notice.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace halftone {

LayoutNotice::LayoutNotice(QWidget *parent)
    : QFrame(parent), m_text(new QLabel(this)), m_bar(new QProgressBar(this)), m_cancel(new QPushButton(this))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    m_bar->setFixedWidth(140);
    m_bar->setTextVisible(false);
    auto *layout = new QHBoxLayout(this);
    layout->addWidget(m_text);
    layout->addWidget(m_bar);
    layout->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, &LayoutNotice::cancelRequested);
    retranslateUi();
    hide();
}

void LayoutNotice::setProgress(qint64 done, qint64 total)
{
    m_bar->setRange(0, total > 1 ? static_cast<int>(total) : 0);
    m_bar->setValue(static_cast<int>(done));
}

void LayoutNotice::retranslateUi()
{
    m_text->setText(tr("Laying out the graph…"));
    m_cancel->setText(tr("Cancel"));
}

void LayoutNotice::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
    QFrame::changeEvent(event);
}

} // namespace halftone
