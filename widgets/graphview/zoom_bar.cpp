// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graphview/zoom_bar.h"

#include "widgets/common/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QToolButton>

#include <cmath>

namespace halftone {

ZoomBar::ZoomBar(QWidget *parent)
    : QWidget(parent)
    , m_scale(new QToolButton(this))
    , m_out(new QToolButton(this))
    , m_in(new QToolButton(this))
    , m_fit(new QToolButton(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(3, 3, 3, 3);
    layout->setSpacing(1);
    for (QToolButton *button : {m_scale, m_out, m_in, m_fit}) {
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::NoFocus);
        layout->addWidget(button);
    }
    m_out->setText(QStringLiteral("−"));
    m_in->setText(QStringLiteral("+"));
    m_scale->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("100.0 %")) + 10);
    connect(m_scale, &QToolButton::clicked, this, &ZoomBar::resetRequested);
    connect(m_out, &QToolButton::clicked, this, &ZoomBar::outRequested);
    connect(m_in, &QToolButton::clicked, this, &ZoomBar::inRequested);
    connect(m_fit, &QToolButton::clicked, this, &ZoomBar::fitRequested);
    setScale(1);
    retranslateUi();
}

void ZoomBar::retranslateUi()
{
    m_scale->setToolTip(tr("Zoom to 100 % (Shift+Backspace)"));
    m_out->setToolTip(tr("Zoom out (Shift+Down)"));
    m_out->setAccessibleName(tr("Zoom out"));
    m_in->setToolTip(tr("Zoom in (Shift+Up)"));
    m_in->setAccessibleName(tr("Zoom in"));
    m_fit->setText(tr("Fit"));
    m_fit->setToolTip(tr("Show the whole graph (Space)"));
}

void ZoomBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
    QWidget::changeEvent(event);
}

void ZoomBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::instance();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing, true);
    QColor back = theme.nodeBody();
    back.setAlpha(235);
    painter.setPen(QPen(theme.isDark() ? QColor(255, 255, 255, 40) : QColor(0, 0, 0, 40), 1));
    painter.setBrush(back);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
}

void ZoomBar::setScale(double scale)
{
    const double percent = scale * 100;
    const int digits = percent >= 9.95 ? 0 : percent >= 0.995 ? 1 : 2;
    m_scale->setText(locale().toString(percent, 'f', digits) + QStringLiteral(" %"));
}

} // namespace halftone
