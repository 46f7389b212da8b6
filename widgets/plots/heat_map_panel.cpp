// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/heat_map_panel.h"

#include "core/document/document.h"
#include "core/document/selection.h"
#include "core/jobs/job_runner.h"
#include "widgets/common/elided_label.h"
#include "widgets/common/theme.h"
#include "widgets/plots/bar_list.h"
#include "widgets/plots/empty_state.h"
#include "widgets/plots/heat_map_plot.h"
#include "widgets/plots/plot_style.h"
#include "widgets/plots/tensor_link.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>

#include <cmath>
#include <limits>

namespace halftone {

namespace {
constexpr std::size_t kWorstShown = 40;
}

HeatMapPanel::HeatMapPanel(Document *document, SelectionController *selection, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_selection(selection)
    , m_plot(new HeatMapPlot)
    , m_worst(new BarList)
    , m_worstTitle(new QLabel)
    , m_note(new ElidedLabel)
    , m_order(new QComboBox)
    , m_columns(new QComboBox)
    , m_error(new QComboBox)
    , m_metric(new QComboBox)
    , m_empty(nullptr)
{
    m_plot->setObjectName(QStringLiteral("heatMapPlot"));
    m_worst->setObjectName(QStringLiteral("worstTensors"));
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_note, 1);
    for (QComboBox *combo : {m_order, m_columns, m_error, m_metric}) {
        combo->setFrame(false);
        combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        bar->addWidget(combo);
        connect(combo, &QComboBox::activated, this, &HeatMapPanel::readOptions);
    }
    auto *side = new QWidget;
    auto *sideBox = new QVBoxLayout(side);
    sideBox->setContentsMargins(4, 4, 4, 0);
    QFont bold = m_worstTitle->font();
    bold.setBold(true);
    m_worstTitle->setFont(bold);
    sideBox->addWidget(m_worstTitle);
    sideBox->addWidget(m_worst, 1);
    auto *splitter = new QSplitter(Qt::Horizontal);
    splitter->addWidget(m_plot);
    splitter->addWidget(side);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setSizes({3000, 2000});
    splitter->setChildrenCollapsible(false);
    m_empty = EmptyState::fill(this, bar, splitter);

    connect(m_empty, &EmptyState::actionRequested, this, &HeatMapPanel::calibrateRequested);
    connect(m_plot, &HeatMapPlot::rowClicked, this, [this](int row) {
        if (const auto errors = m_document->errors())
            selectTensor(*m_document, *m_selection, errors->tensors[m_plot->row(row).tensor]);
    });
    connect(m_plot, &HeatMapPlot::rowHovered, this, [this](int row) {
        const auto errors = m_document->errors();
        m_selection->hoverNode(row >= 0 && errors ? nodeOfTensor(*m_document, errors->tensors[m_plot->row(row).tensor]) : kNone);
    });
    connect(m_worst, &BarList::rowClicked, this, [this](int row) {
        if (const auto errors = m_document->errors())
            selectTensor(*m_document, *m_selection, errors->tensors[m_worstTensors[static_cast<std::size_t>(row)]]);
    });
    connect(m_worst, &BarList::rowHovered, this, [this](int row) {
        const auto errors = m_document->errors();
        const bool any = row >= 0 && errors && row < static_cast<int>(m_worstTensors.size());
        m_selection->hoverNode(any ? nodeOfTensor(*m_document, errors->tensors[m_worstTensors[static_cast<std::size_t>(row)]]) : kNone);
    });
    connect(m_document, &Document::errorsChanged, this, &HeatMapPanel::refresh);
    connect(m_document, &Document::modelChanged, this, &HeatMapPanel::refresh);
    connect(m_document, &Document::recipeChanged, this, &HeatMapPanel::refresh);
    connect(m_document, &Document::tensorsSeen, this, &HeatMapPanel::showSeen);
    connect(m_document, &Document::modelChanged, this, &HeatMapPanel::forgetSeen);
    connect(m_document, &Document::failed, this, &HeatMapPanel::forgetSeen);
    connect(m_document->jobs(), &JobRunner::changed, this, [this] {
        // Cancelled or failed: nothing more will come.
        if (!m_seen.empty() && !m_document->statistics() && !m_document->jobs()->isRunning(JobKind::Calibrate))
            forgetSeen();
    });
    connect(m_selection, &SelectionController::changed, this, &HeatMapPanel::followSelection);
    connect(&Theme::instance(), &Theme::changed, this, &HeatMapPanel::refresh);
    retranslate();
    refresh();
}

bool HeatMapPanel::isEmpty() const { return !m_empty->isShowingContent(); }

void HeatMapPanel::setOptions(const HeatMapOptions &options)
{
    m_options = options;
    m_order->setCurrentIndex(static_cast<int>(options.order));
    m_columns->setCurrentIndex(static_cast<int>(options.columns));
    m_error->setCurrentIndex(static_cast<int>(options.error));
    m_metric->setCurrentIndex(static_cast<int>(options.metric));
    refresh();
}

void HeatMapPanel::readOptions()
{
    m_options.order = static_cast<HeatOrder>(m_order->currentIndex());
    m_options.columns = static_cast<HeatColumns>(m_columns->currentIndex());
    m_options.error = static_cast<HeatError>(m_error->currentIndex());
    m_options.metric = static_cast<HeatMetric>(m_metric->currentIndex());
    refresh();
}

void HeatMapPanel::refresh()
{
    const auto errors = m_document->errors();
    m_empty->showContent(errors != nullptr || !m_seen.empty());
    if (!errors)
        return;
    m_seen.clear();
    const bool samples = m_options.columns == HeatColumns::Samples;
    m_plot->setRows(heatMapRows(*errors, m_options), samples ? static_cast<int>(errors->sampleNames.size()) : 0,
        samples ? tr("sample") : tr("channels of each tensor, stretched to the width (%)"), m_options.metric);

    m_worstTensors = worstTensors(*errors, m_options.error, kWorstShown);
    std::vector<BarList::Bar> bars;
    double best = 1;
    for (const std::size_t index : m_worstTensors)
        best = std::max(best, rankingDb(figuresOf(errors->tensors[index], m_options.error)));
    for (const std::size_t index : m_worstTensors) {
        const TensorError &tensor = errors->tensors[index];
        const double db = rankingDb(figuresOf(tensor, m_options.error));
        BarList::Bar entry;
        entry.label = QString::fromStdString(tensor.producer.empty() ? tensor.tensor : tensor.producer);
        entry.length = db / best;
        entry.figure = decibelText(db);
        entry.colour = Theme::instance().errorColour(Theme::sqnrPosition(db));
        entry.toolTip
            = tr("%1: worst channel %2, whole tensor %3")
                  .arg(QString::fromStdString(tensor.tensor), decibelText(db), decibelText(figuresOf(tensor, m_options.error).sqnrDb));
        bars.push_back(std::move(entry));
    }
    m_worst->setBars(std::move(bars));
    m_note->setText(m_document->errorsAreCurrent() ? QString() : tr("Refreshing…"));
    followSelection(false);
}

void HeatMapPanel::showSeen(const QStringList &values)
{
    const auto model = m_document->model();
    if (m_document->errors() || !model)
        return;
    for (const QString &name : values) {
        const ValueId value = model->graph->findValue(name.toStdString());
        const NodeId producer = value == kNone ? kNone : model->graph->value(value).producer;
        HeatMapRow row;
        row.label = producer == kNone ? name : QString::fromStdString(model->graph->node(producer).name);
        row.whole = row.wholeDb = row.worstDb = std::numeric_limits<double>::quiet_NaN();
        m_seen.emplace(producer, std::move(row));
    }
    std::vector<HeatMapRow> rows;
    for (const auto &[node, row] : m_seen)
        rows.push_back(row);
    m_plot->setRows(std::move(rows), 0, {});
    m_worst->setBars({});
    m_note->setText(tr("Calibrating: %n tensor(s) met", nullptr, static_cast<int>(m_seen.size())));
    m_empty->showContent(true);
}

void HeatMapPanel::forgetSeen()
{
    m_seen.clear();
    refresh();
}

void HeatMapPanel::followSelection(bool reveal)
{
    const int tensor = selectedTensor(*m_document, *m_selection);
    int marked = -1;
    for (int row = 0; row < m_plot->rowCount() && tensor >= 0; ++row) {
        if (m_plot->row(row).tensor == static_cast<std::size_t>(tensor))
            marked = row;
    }
    m_plot->setMarkedRow(marked, reveal);
    const auto found = tensor < 0 ? m_worstTensors.end() : std::ranges::find(m_worstTensors, static_cast<std::size_t>(tensor));
    m_worst->setMarked(found == m_worstTensors.end() ? -1 : static_cast<int>(found - m_worstTensors.begin()));
}

void HeatMapPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refresh();
    }
    QWidget::changeEvent(event);
}

void HeatMapPanel::retranslate()
{
    const auto fill = [](QComboBox *combo, int current, const QStringList &texts, const QString &toolTip) {
        combo->clear();
        combo->addItems(texts);
        combo->setCurrentIndex(current);
        combo->setToolTip(toolTip);
    };
    fill(m_order, static_cast<int>(m_options.order), {tr("Rows: execution order"), tr("Rows: worst first")},
        tr("Order of the tensors from top to bottom"));
    fill(m_columns, static_cast<int>(m_options.columns), {tr("Columns: samples"), tr("Columns: channels")},
        tr("What a column stands for: one calibration sample, or one channel of the tensor"));
    fill(m_error, static_cast<int>(m_options.error), {tr("Error: accumulated"), tr("Error: local")},
        tr("Accumulated: the whole model is quantized. Local: only this node is, and its inputs are exact."));
    fill(m_metric, static_cast<int>(m_options.metric),
        {tr("Metric: SQNR"), tr("Metric: worst channel"), tr("Metric: mean squared error"), tr("Metric: largest error"),
            tr("Metric: cosine")},
        tr("SQNR in dB tells how large the error is beside the values; mean squared and largest error are in the tensor's own unit; cosine "
           "is 1 for vectors of one direction."));
    m_worstTitle->setText(tr("Worst tensors (worst channel)"));
    m_empty->setMessage(tr("Calibrate to see where int8 hurts."), tr("Calibrate…"));
}

} // namespace halftone
