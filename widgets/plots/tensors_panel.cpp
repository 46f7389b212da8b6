// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/tensors_panel.h"

#include "core/document/document.h"
#include "core/document/selection.h"
#include "widgets/common/theme.h"
#include "widgets/plots/coloured_bars.h"
#include "widgets/plots/empty_state.h"
#include "widgets/plots/plot_style.h"
#include "widgets/plots/tensor_link.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <qcustomplot.h>

namespace halftone {

namespace {

const ErrorFigures &shownFigures(const TensorError &tensor) { return tensor.accumulated; }

} // namespace

TensorsPanel::TensorsPanel(Document *document, SelectionController *selection, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_selection(selection)
    , m_plot(new QCustomPlot)
    , m_bars(makeColouredBars(*m_plot))
    , m_mark(new QCPItemStraightLine(m_plot))
    , m_sort(new QComboBox)
    , m_kind(new QComboBox)
    , m_empty(nullptr)
{
    m_plot->xAxis->setTickLabels(false);
    m_plot->xAxis->setTicks(false);
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->axisRect()->setRangeDrag(Qt::Horizontal);
    m_plot->axisRect()->setRangeZoom(Qt::Horizontal);
    m_plot->setMouseTracking(true);
    m_plot->installEventFilter(this);
    m_mark->setVisible(false);

    auto *bar = new QHBoxLayout;
    bar->addStretch();
    for (QComboBox *combo : {m_kind, m_sort}) {
        combo->setFrame(false);
        combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        bar->addWidget(combo);
        connect(combo, &QComboBox::activated, this, &TensorsPanel::refresh);
    }
    m_empty = EmptyState::fill(this, bar, m_plot);

    connect(m_empty, &EmptyState::actionRequested, this, &TensorsPanel::calibrateRequested);
    connect(m_document, &Document::errorsChanged, this, &TensorsPanel::refresh);
    connect(m_document, &Document::modelChanged, this, &TensorsPanel::refresh);
    connect(m_selection, &SelectionController::changed, this, &TensorsPanel::followSelection);
    connect(&Theme::instance(), &Theme::changed, this, &TensorsPanel::updateTheme);
    retranslate();
    updateTheme();
    refresh();
}

void TensorsPanel::setWorstFirst(bool worstFirst)
{
    m_sort->setCurrentIndex(worstFirst ? 1 : 0);
    refresh();
}

void TensorsPanel::setShowWeights(bool weights)
{
    m_kind->setCurrentIndex(weights ? 1 : 0);
    refresh();
}

void TensorsPanel::refresh()
{
    const auto errors = m_document->errors();
    m_empty->showContent(errors != nullptr);
    if (!errors)
        return;
    const bool weights = m_kind->currentIndex() == 1;
    m_plot->xAxis->setLabel(m_sort->currentIndex() == 1 ? tr("tensors, worst first") : tr("tensors in execution order"));
    m_order.clear();
    for (std::size_t i = 0; i < errors->tensors.size(); ++i) {
        const TensorError &tensor = errors->tensors[i];
        if ((tensor.kind == TensorError::Kind::Weight) == weights && !std::isnan(rankingDb(shownFigures(tensor))))
            m_order.push_back(i);
    }
    if (m_sort->currentIndex() == 1)
        std::ranges::stable_sort(m_order, {}, [&](std::size_t i) { return rankingDb(shownFigures(errors->tensors[i])); });

    std::vector<double> decibels;
    for (const std::size_t index : m_order)
        decibels.push_back(rankingDb(shownFigures(errors->tensors[index])));
    const double top = setColouredBars(m_bars, decibels, kTallestDb);
    m_plot->xAxis->setRange(-1, static_cast<double>(std::max<std::size_t>(m_order.size(), 1)));
    m_plot->yAxis->setRange(0, top * 1.05);
    followSelection();
}

void TensorsPanel::followSelection()
{
    const int tensor = selectedTensor(*m_document, *m_selection);
    const auto found = tensor < 0 ? m_order.end() : std::ranges::find(m_order, static_cast<std::size_t>(tensor));
    m_mark->setVisible(found != m_order.end());
    if (found != m_order.end()) {
        const auto x = static_cast<double>(found - m_order.begin());
        m_mark->point1->setCoords(x, 0);
        m_mark->point2->setCoords(x, 1);
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

int TensorsPanel::barAt(QPoint position) const
{
    if (!m_plot->axisRect()->rect().contains(position))
        return -1;
    const auto x = static_cast<int>(std::lround(m_plot->xAxis->pixelToCoord(position.x())));
    return x >= 0 && x < static_cast<int>(m_order.size()) ? x : -1;
}

bool TensorsPanel::eventFilter(QObject *watched, QEvent *event)
{
    const auto errors = m_document->errors();
    if (watched != m_plot || !errors)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::MouseButtonRelease) {
        if (const int x = barAt(static_cast<QMouseEvent *>(event)->pos()); x >= 0)
            selectTensor(*m_document, *m_selection, errors->tensors[m_order[static_cast<std::size_t>(x)]]);
    } else if (event->type() == QEvent::MouseMove) {
        const int x = barAt(static_cast<QMouseEvent *>(event)->pos());
        m_selection->hoverNode(x < 0 ? kNone : nodeOfTensor(*m_document, errors->tensors[m_order[static_cast<std::size_t>(x)]]));
    } else if (event->type() == QEvent::Leave) {
        m_selection->hoverNode(kNone);
    } else if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const int x = barAt(help->pos());
        QString text;
        if (x >= 0) {
            const TensorError &tensor = errors->tensors[m_order[static_cast<std::size_t>(x)]];
            text = tr("%1: worst channel %2, whole tensor %3")
                       .arg(QString::fromStdString(tensor.producer.empty() ? tensor.tensor : tensor.producer),
                           decibelText(rankingDb(shownFigures(tensor))), decibelText(shownFigures(tensor).sqnrDb));
        }
        QToolTip::showText(help->globalPos(), text, m_plot);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void TensorsPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void TensorsPanel::retranslate()
{
    const int sort = std::max(0, m_sort->currentIndex());
    const int kind = std::max(0, m_kind->currentIndex());
    m_sort->clear();
    m_sort->addItems({tr("Order: execution"), tr("Order: worst first")});
    m_sort->setCurrentIndex(sort);
    m_kind->clear();
    m_kind->addItems({tr("Show: activations"), tr("Show: weights")});
    m_kind->setCurrentIndex(kind);
    m_plot->yAxis->setLabel(tr("worst channel, dB"));
    m_plot->setToolTip(tr("Signal to quantization noise ratio: 20 dB is an error of 10 %, 40 dB of 1 %."));
    m_empty->setMessage(tr("Calibrate to see where int8 hurts."), tr("Calibrate…"));
}

void TensorsPanel::updateTheme()
{
    applyTheme(*m_plot);
    recolour(m_bars);
    m_mark->setPen(QPen(Theme::instance().selection(), 2));
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

} // namespace halftone
