// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/channel_bars.h"

#include "widgets/common/theme.h"
#include "widgets/plots/coloured_bars.h"
#include "widgets/plots/plot_style.h"

#include <QHelpEvent>
#include <QToolTip>
#include <QVBoxLayout>

#include <cmath>
#include <qcustomplot.h>

namespace halftone {

ChannelBars::ChannelBars(QWidget *parent) : QWidget(parent), m_plot(new QCustomPlot(this)), m_bars(makeColouredBars(*m_plot))
{
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(m_plot);
    setWholeTicks(*m_plot->xAxis);
    m_plot->yAxis->setSubTicks(false);
    m_plot->yAxis->ticker()->setTickCount(3);
    m_plot->installEventFilter(this);
    connect(&Theme::instance(), &Theme::changed, this, &ChannelBars::updateTheme);
    updateTheme();
}

void ChannelBars::setChannels(const std::vector<double> &decibels)
{
    m_values = decibels;
    const double top = setColouredBars(m_bars, m_values, kTallestDb);
    m_plot->xAxis->setRange(-1, std::max(1, count()));
    m_plot->yAxis->setRange(0, top * 1.05);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void ChannelBars::setAxisTitles(bool titles)
{
    m_titles = titles;
    retranslate();
}

void ChannelBars::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ChannelBars::retranslate()
{
    m_plot->xAxis->setLabel(m_titles ? tr("channel") : QString());
    m_plot->yAxis->setLabel(m_titles ? tr("SQNR, dB") : QString());
}

bool ChannelBars::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_plot || event->type() != QEvent::ToolTip)
        return QWidget::eventFilter(watched, event);
    auto *help = static_cast<QHelpEvent *>(event);
    const auto channel = static_cast<int>(std::lround(m_plot->xAxis->pixelToCoord(help->pos().x())));
    const bool inside = channel >= 0 && channel < count();
    QToolTip::showText(help->globalPos(),
        inside ? tr("Channel %1: %2").arg(channel).arg(decibelText(m_values[static_cast<std::size_t>(channel)])) : QString(), m_plot);
    return true;
}

void ChannelBars::updateTheme()
{
    applyTheme(*m_plot);
    recolour(m_bars);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

} // namespace halftone
