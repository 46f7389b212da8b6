// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/samples_panel.h"

#include "core/document/document.h"
#include "core/document/selection.h"
#include "widgets/common/elided_label.h"
#include "widgets/common/theme.h"
#include "widgets/plots/empty_state.h"
#include "widgets/plots/plot_style.h"
#include "widgets/plots/tensor_link.h"

#include <QEvent>
#include <QGridLayout>
#include <QHelpEvent>
#include <QLabel>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <qcustomplot.h>

namespace halftone {

SamplesPanel::SamplesPanel(Document *document, SelectionController *selection, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_selection(selection)
    , m_tensorPlot(new QCustomPlot)
    , m_allPlot(new QCustomPlot)
    , m_low(m_tensorPlot->addGraph())
    , m_high(m_tensorPlot->addGraph())
    , m_lowSoFar(m_tensorPlot->addGraph())
    , m_highSoFar(m_tensorPlot->addGraph())
    , m_mean(m_allPlot->addGraph())
    , m_slowest(m_allPlot->addGraph())
    , m_verdict(new ElidedLabel)
    , m_tensorTitle(new QLabel)
    , m_allTitle(new ElidedLabel)
    , m_empty(nullptr)
{
    for (QCPGraph *graph : {m_low, m_high}) {
        graph->setLineStyle(QCPGraph::lsNone);
        graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, 4));
    }
    for (QCPGraph *graph : {m_lowSoFar, m_highSoFar, m_mean, m_slowest})
        graph->setLineStyle(QCPGraph::lsStepLeft);
    for (QCustomPlot *plot : {m_tensorPlot, m_allPlot}) {
        setWholeTicks(*plot->xAxis);
        plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
        plot->axisRect()->setRangeDrag(Qt::Horizontal);
        plot->axisRect()->setRangeZoom(Qt::Horizontal);
        plot->installEventFilter(this);
    }
    m_tensorTitle->setTextFormat(Qt::RichText);
    // Their ends are cut before the window grows.
    for (QLabel *title : {m_tensorTitle, m_allTitle})
        title->setMinimumWidth(1);
    auto *content = new QWidget;
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(8, 2, 8, 0);
    grid->addWidget(m_tensorTitle, 0, 0);
    grid->addWidget(m_allTitle, 0, 1);
    grid->addWidget(m_tensorPlot, 1, 0);
    grid->addWidget(m_allPlot, 1, 1);
    grid->setRowStretch(1, 1);
    grid->setColumnStretch(0, 3);
    grid->setColumnStretch(1, 2);
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_verdict, 1);
    m_empty = EmptyState::fill(this, bar, content);
    connect(m_empty, &EmptyState::actionRequested, this, &SamplesPanel::calibrateRequested);
    for (auto signal : {&Document::statisticsChanged, &Document::modelChanged})
        connect(m_document, signal, this, &SamplesPanel::refresh);
    connect(m_document, &Document::errorsChanged, this, &SamplesPanel::showTensor);
    connect(m_selection, &SelectionController::changed, this, &SamplesPanel::showTensor);
    connect(&Theme::instance(), &Theme::changed, this, &SamplesPanel::updateTheme);
    retranslate();
    updateTheme();
    refresh();
}

bool SamplesPanel::isEmpty() const { return !m_empty->isShowingContent(); }

QString SamplesPanel::verdict() const { return m_verdict->text(); }

void SamplesPanel::refresh()
{
    const auto statistics = m_document->statistics();
    m_convergence = statistics ? convergenceOf(*statistics) : Convergence();
    const auto samples = static_cast<int>(m_convergence.mean.size());
    if (samples == 0) {
        m_empty->showContent(false);
        return;
    }
    QVector<double> keys, mean, slowest;
    for (int i = 0; i < samples; ++i) {
        keys.push_back(i + 1);
        mean.push_back(100 * m_convergence.mean[static_cast<std::size_t>(i)]);
        slowest.push_back(100 * m_convergence.slowest[static_cast<std::size_t>(i)]);
    }
    m_mean->setData(keys, mean, true);
    m_slowest->setData(keys, slowest, true);
    m_allPlot->xAxis->setRange(1, std::max(2, samples));
    m_allPlot->yAxis->setRange(0, 104);
    const auto enough = static_cast<int>(m_convergence.enough);
    m_verdict->setText(m_convergence.settled
            ? tr("%n sample(s) are enough: with them, ranges have 98 % of their final width on average.", nullptr, enough)
            : tr("Ranges still widen at the end of %n sample(s): more samples would make the result more reliable.", nullptr, samples));
    m_empty->showContent(true);
    m_allPlot->replot(QCustomPlot::rpQueuedReplot);
    showTensor();
}

void SamplesPanel::showTensor()
{
    const auto statistics = m_document->statistics();
    if (!statistics || m_convergence.mean.empty())
        return;
    std::string name;
    if (const int index = selectedTensor(*m_document, *m_selection); index >= 0)
        name = m_document->errors()->tensors[static_cast<std::size_t>(index)].tensor;
    const auto found = statistics->tensors.find(name);
    const bool known = found != statistics->tensors.end();
    m_tensorTitle->setText(known
            ? tr("Extremes of <b>%1</b> in each sample, and its range so far").arg(QString::fromStdString(name).toHtmlEscaped())
            : tr("Select a node to see the extremes of its output in each sample."));
    QVector<double> keys, low, high, lowSoFar, highSoFar;
    for (std::size_t i = 0; known && i < found->second.sampleMinimum.size(); ++i) {
        keys.push_back(static_cast<double>(i) + 1);
        low.push_back(static_cast<double>(found->second.sampleMinimum[i]));
        high.push_back(static_cast<double>(found->second.sampleMaximum[i]));
        lowSoFar.push_back(i == 0 ? low.back() : std::min(lowSoFar.back(), low.back()));
        highSoFar.push_back(i == 0 ? high.back() : std::max(highSoFar.back(), high.back()));
    }
    m_low->setData(keys, low, true);
    m_high->setData(keys, high, true);
    m_lowSoFar->setData(keys, lowSoFar, true);
    m_highSoFar->setData(keys, highSoFar, true);
    if (!keys.isEmpty()) {
        const double margin = std::max((highSoFar.back() - lowSoFar.back()) * 0.06, 1e-9);
        m_tensorPlot->yAxis->setRange(lowSoFar.back() - margin, highSoFar.back() + margin);
        m_tensorPlot->xAxis->setRange(0.5, static_cast<double>(keys.size()) + 0.5);
    }

    m_tensorPlot->replot(QCustomPlot::rpQueuedReplot);
}

bool SamplesPanel::eventFilter(QObject *watched, QEvent *event)
{
    auto *plot = qobject_cast<QCustomPlot *>(watched);
    if (!plot || event->type() != QEvent::ToolTip)
        return QWidget::eventFilter(watched, event);
    auto *help = static_cast<QHelpEvent *>(event);
    const auto statistics = m_document->statistics();
    const auto sample = static_cast<int>(std::lround(plot->xAxis->pixelToCoord(help->pos().x()))) - 1;
    QString text;
    if (statistics && sample >= 0 && sample < static_cast<int>(m_convergence.mean.size())) {
        const auto index = static_cast<std::size_t>(sample);
        if (index < statistics->sampleNames.size())
            text = QString::fromStdString(statistics->sampleNames[index]) + QLatin1Char('\n');
        if (plot == m_allPlot)
            text += tr("After %n sample(s): %1 % of the final range on average, %2 % for the slowest tensors", nullptr, sample + 1)
                        .arg(100 * m_convergence.mean[index], 0, 'f', 1)
                        .arg(100 * m_convergence.slowest[index], 0, 'f', 1);
        else if (sample < m_low->dataCount())
            text += tr("%1 … %2").arg(figureLabel(m_low->dataMainValue(sample)), figureLabel(m_high->dataMainValue(sample)));
    }
    QToolTip::showText(help->globalPos(), text, plot);
    return true;
}

void SamplesPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refresh();
    }
    QWidget::changeEvent(event);
}

void SamplesPanel::retranslate()
{
    m_empty->setMessage(tr("Calibrate to see whether the samples are enough."), tr("Calibrate…"));
    m_allTitle->setText(tr("All tensors: share of the final range reached, mean and slowest hundredth"));
    m_tensorPlot->xAxis->setLabel(tr("sample"));
    m_allPlot->xAxis->setLabel(tr("samples"));
    m_allPlot->yAxis->setLabel(QStringLiteral("%"));
}

void SamplesPanel::updateTheme()
{
    const Theme &theme = Theme::instance();
    for (QCustomPlot *plot : {m_tensorPlot, m_allPlot})
        applyTheme(*plot);
    for (QCPGraph *graph : {m_low, m_high})
        graph->setPen(QPen(theme.accent(), 1));
    for (QCPGraph *graph : {m_lowSoFar, m_highSoFar})
        graph->setPen(QPen(theme.selection(), 1.5));
    m_mean->setPen(QPen(theme.accent(), 1.5));
    m_slowest->setPen(QPen(theme.accent(), 1.5, Qt::DashLine));
    for (QCustomPlot *plot : {m_tensorPlot, m_allPlot})
        plot->replot(QCustomPlot::rpQueuedReplot);
}

} // namespace halftone
