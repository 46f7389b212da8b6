// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/histogram_panel.h"

#include "core/document/document.h"
#include "core/document/selection.h"
#include "core/quant/histogram.h"
#include "widgets/plots/channel_bars.h"
#include "widgets/plots/empty_state.h"
#include "widgets/plots/histogram_plot.h"
#include "widgets/plots/plot_style.h"
#include "widgets/plots/tensor_link.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSplitter>

namespace halftone {

HistogramPanel::HistogramPanel(Document *document, SelectionController *selection, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_selection(selection)
    , m_histogram(new HistogramPlot)
    , m_channels(new ChannelBars)
    , m_title(new QLabel)
    , m_logarithmic(new QCheckBox)
    , m_empty(nullptr)
{
    auto *bar = new QHBoxLayout;
    m_title->setTextFormat(Qt::RichText);
    // Its end is cut before the window grows.
    m_title->setMinimumWidth(1);
    bar->addWidget(m_title);
    bar->addSpacing(12);
    bar->addWidget(m_logarithmic);
    bar->addStretch(1);
    m_channels->setAxisTitles(true);
    auto *splitter = new QSplitter(Qt::Horizontal);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_histogram);
    splitter->addWidget(m_channels);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    m_empty = EmptyState::fill(this, bar, splitter);

    connect(m_logarithmic, &QCheckBox::toggled, m_histogram, &HistogramPlot::setLogarithmic);
    connect(m_empty, &EmptyState::actionRequested, this, &HistogramPanel::calibrateRequested);
    for (auto signal : {&Document::errorsChanged, &Document::statisticsChanged, &Document::modelChanged, &Document::quantizedChanged})
        connect(m_document, signal, this, &HistogramPanel::refresh);
    connect(m_selection, &SelectionController::changed, this, &HistogramPanel::refresh);
    retranslate();
    refresh();
}

bool HistogramPanel::isEmpty() const { return !m_empty->isShowingContent(); }

void HistogramPanel::refresh()
{
    const auto statistics = m_document->statistics();
    const auto errors = m_document->errors();
    if (!statistics || !errors) {
        m_empty->setMessage(tr("Calibrate to see the values of every tensor."), tr("Calibrate…"));
        m_empty->showContent(false);
        return;
    }
    const int index = selectedTensor(*m_document, *m_selection);
    if (index < 0) {
        m_empty->setMessage(tr("Select a node to see the values it makes."));
        m_empty->showContent(false);
        return;
    }
    const TensorError &tensor = errors->tensors[static_cast<std::size_t>(index)];
    const ErrorFigures &figures = tensor.accumulated;
    const auto found = statistics->tensors.find(tensor.tensor);
    const Histogram reference = !figures.floatHistogram.counts.empty() ? figures.floatHistogram
        : found != statistics->tensors.end()                           ? found->second.histogram
                                                                       : Histogram{};
    std::optional<std::pair<double, double>> range;
    if (const auto quantized = m_document->quantized()) {
        if (const auto params = quantized->params.find(tensor.tensor); params != quantized->params.end() && params->second.axis < 0)
            range = {params->second.minimum, params->second.maximum};
    }
    m_histogram->setHistograms(reference, figures.quantizedHistogram, range);
    QString title = tr("Values of <b>%1</b>: float (grey), quantized (line), range (orange)")
                        .arg(QString::fromStdString(tensor.tensor).toHtmlEscaped());
    // Of all calibrated samples, as the diagnosis says; a refresh compares some of them.
    const double clipped = range && found != statistics->tensors.end() ? shareOutside(found->second.histogram, range->first, range->second)
                                                                       : m_histogram->clippedShare();
    if (clipped > 0)
        title += QStringLiteral(" · ") + tr("%1 % clipped").arg(QLocale().toString(clipped * 100, 'g', 3));
    m_title->setText(title);
    m_channels->setChannels(figures.channelsDb);
    m_empty->showContent(true);
}

void HistogramPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refresh();
    }
    QWidget::changeEvent(event);
}

void HistogramPanel::retranslate()
{
    m_logarithmic->setText(tr("Logarithmic"));
    m_logarithmic->setToolTip(tr("Shows rare values: each step of the scale is ten times the one below"));
}

} // namespace halftone
