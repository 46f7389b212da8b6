// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/attempts_panel.h"

#include "core/document/attempts.h"
#include "core/document/document.h"
#include "core/document/recipe_text.h"
#include "core/document/trade_off.h"
#include "widgets/common/elided_label.h"
#include "widgets/common/format.h"
#include "widgets/models/attempts_model.h"
#include "widgets/plots/attempts_chart.h"
#include "widgets/plots/empty_state.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

constexpr double kMebibyte = 1024.0 * 1024.0;
constexpr int kChoices = 3;
/// Widths of list and chart are as these.
constexpr int kListShare = 600;
/// Characters of an attempt's name that are always seen.
constexpr int kNameWidth = 24;
constexpr int kChartShare = 400;

} // namespace

AttemptsPanel::AttemptsPanel(TradeOff *tradeOff, Document *document, QWidget *parent)
    : QWidget(parent)
    , m_tradeOff(tradeOff)
    , m_document(document)
    , m_attempts(new AttemptsModel(document->attempts(), this))
    , m_view(new QTreeView)
    , m_chart(new AttemptsChart)
    , m_empty(nullptr)
    , m_cost(new QComboBox)
    , m_gain(new QComboBox)
    , m_difference(new ElidedLabel)
    , m_return(new QPushButton)
    , m_rename(new QPushButton)
    , m_remove(new QPushButton)
    , m_explore(new QPushButton)
{
    setObjectName(QStringLiteral("attemptsPanel"));
    m_view->setObjectName(QStringLiteral("attemptsView"));
    m_view->setModel(m_attempts);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_view->header()->setSectionResizeMode(AttemptsModel::NameColumn, QHeaderView::Interactive);
    m_view->viewport()->installEventFilter(this);
    connect(m_view->header(), &QHeaderView::sectionResized, this, [this](int column) {
        if (column != AttemptsModel::NameColumn)
            fitName();
    });
    m_explore->setObjectName(QStringLiteral("exploreTradeOff"));

    auto *bar = new QHBoxLayout;
    for (QPushButton *button : {m_return, m_rename, m_remove})
        bar->addWidget(button);
    bar->addSpacing(12);
    bar->addWidget(m_difference, 1);
    bar->addWidget(m_explore);
    bar->addSpacing(12);
    bar->addWidget(m_gain);
    bar->addWidget(m_cost);
    auto *columns = new QSplitter(Qt::Horizontal);
    columns->setChildrenCollapsible(false);
    columns->addWidget(m_view);
    columns->addWidget(m_chart);
    columns->setSizes({kListShare, kChartShare});
    m_empty = EmptyState::fill(this, bar, columns);

    for (int i = 0; i < kChoices; ++i) {
        m_cost->addItem(QString(), i);
        m_gain->addItem(QString(), i);
    }
    connect(m_cost, &QComboBox::currentIndexChanged, this, &AttemptsPanel::updateChart);
    connect(m_gain, &QComboBox::currentIndexChanged, this, &AttemptsPanel::updateChart);
    connect(m_view, &QTreeView::doubleClicked, this, [this](const QModelIndex &index) { returnTo(attemptAt(index)); });
    connect(m_return, &QPushButton::clicked, this, [this] { returnTo(attemptAt(m_view->currentIndex())); });
    connect(
        m_rename, &QPushButton::clicked, this, [this] { m_view->edit(m_view->currentIndex().siblingAtColumn(AttemptsModel::NameColumn)); });
    connect(m_remove, &QPushButton::clicked, this, [this] { m_document->attempts()->remove(attemptAt(m_view->currentIndex())); });
    connect(m_explore, &QPushButton::clicked, this, [this] {
        if (m_tradeOff->isRunning())
            m_tradeOff->cancel();
        else
            m_tradeOff->explore();
    });
    connect(m_empty, &EmptyState::actionRequested, this, &AttemptsPanel::calibrateRequested);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &AttemptsPanel::update);
    connect(document->attempts(), &Attempts::changed, this, &AttemptsPanel::update);
    connect(document->attempts(), &Attempts::changed, this, &AttemptsPanel::updateChart);
    // The list shows the latest first.
    const auto row = [this](int place) { return m_attempts->index(m_attempts->rowCount() - 1 - place, 0); };
    connect(m_chart, &AttemptsChart::pointClicked, this, [this, row](int place) {
        m_view->setCurrentIndex(row(place));
        m_view->scrollTo(row(place));
    });
    connect(m_chart, &AttemptsChart::pointActivated, this, [this, row](int place) { returnTo(attemptAt(row(place))); });
    connect(document, &Document::recipeChanged, this, &AttemptsPanel::update);
    connect(document, &Document::errorsChanged, this, &AttemptsPanel::updateExplore);
    connect(document, &Document::currencyChanged, this, &AttemptsPanel::updateExplore);
    connect(tradeOff, &TradeOff::changed, this, &AttemptsPanel::updateExplore);
    retranslate();
}

void AttemptsPanel::fitName()
{
    const QHeaderView *header = m_view->header();
    const int others = header->length() - header->sectionSize(AttemptsModel::NameColumn);
    const int least = fontMetrics().averageCharWidth() * kNameWidth;
    m_view->header()->resizeSection(AttemptsModel::NameColumn, std::max(least, m_view->viewport()->width() - others));
}

bool AttemptsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view->viewport() && event->type() == QEvent::Resize)
        fitName();
    return QWidget::eventFilter(watched, event);
}

void AttemptsPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void AttemptsPanel::retranslate()
{
    m_empty->setMessage(tr("Every recipe that is evaluated appears here, with what it costs and what it reaches."), tr("Calibrate…"));
    m_return->setText(tr("&Return to this"));
    m_return->setToolTip(tr("Makes the recipe of the selected attempt the current one"));
    m_rename->setText(tr("Rena&me"));
    m_rename->setToolTip(tr("Gives the selected attempt a name (F2)"));
    m_remove->setText(tr("Remo&ve"));
    m_remove->setToolTip(tr("Takes the selected attempt off the list; the current recipe stays"));
    m_view->setAccessibleName(tr("Attempts"));
    m_chart->setAccessibleName(tr("Cost of the attempts against what they reach"));
    const QSignalBlocker costs(m_cost);
    const QSignalBlocker gains(m_gain);
    m_cost->setItemText(static_cast<int>(Cost::Time), tr("by time"));
    m_cost->setItemText(static_cast<int>(Cost::Size), tr("by size"));
    m_cost->setItemText(static_cast<int>(Cost::FloatMacs), tr("by MACs left in float"));
    m_cost->setToolTip(
        tr("What an attempt costs: measured time of one run on this machine, bytes of the file, or multiplications in float"));
    m_cost->setAccessibleName(tr("Cost"));
    m_gain->setItemText(static_cast<int>(Gain::WorstChannel), tr("Worst channel"));
    m_gain->setItemText(static_cast<int>(Gain::Outputs), tr("Outputs"));
    m_gain->setItemText(static_cast<int>(Gain::Accuracy), tr("Accuracy"));
    m_gain->setToolTip(tr("What an attempt reaches: SQNR of the outputs' worst channel or of the outputs as a whole, or accuracy where the "
                          "samples are labelled"));
    m_gain->setAccessibleName(tr("Gain"));
    update();
    updateChart();
    updateExplore();
}

int AttemptsPanel::attemptAt(const QModelIndex &index) const { return index.isValid() ? index.data(AttemptsModel::IdRole).toInt() : -1; }

int AttemptsPanel::placeOf(int attempt) const
{
    const auto &list = m_document->attempts()->list();
    const auto found = std::ranges::find(list, attempt, &Attempt::id);
    return found == list.end() ? -1 : static_cast<int>(found - list.begin());
}

void AttemptsPanel::update()
{
    m_empty->showContent(m_attempts->rowCount() > 0);
    const QModelIndexList rows = m_view->selectionModel()->selectedRows();
    const Attempt *chosen = rows.size() == 1 ? m_document->attempts()->find(attemptAt(rows.front())) : nullptr;
    m_return->setEnabled(chosen && !(chosen->recipe == m_document->recipe()));
    m_rename->setEnabled(chosen != nullptr);
    m_remove->setEnabled(chosen != nullptr);
    m_chart->setSelected(chosen ? placeOf(chosen->id) : -1);
    updateDifference();
}

void AttemptsPanel::updateDifference()
{
    m_difference->clear();
    const QModelIndexList rows = m_view->selectionModel()->selectedRows();
    if (rows.size() != 2)
        return;
    const Attempt *newer = m_document->attempts()->find(attemptAt(rows.front()));
    const Attempt *older = m_document->attempts()->find(attemptAt(rows.back()));
    if (newer->id < older->id)
        std::swap(newer, older);
    QString text = tr("%1: worst channel %2 → %3, size %4 → %5")
                       .arg(recipeChange(older->recipe, newer->recipe), formatDb(older->worstChannelDb), formatDb(newer->worstChannelDb),
                           formatBytes(older->bytes), formatBytes(newer->bytes));
    if (!std::isnan(older->int8Ms) && !std::isnan(newer->int8Ms))
        text += tr(", time %1 → %2").arg(formatSeconds(older->int8Ms / 1000), formatSeconds(newer->int8Ms / 1000));
    m_difference->setText(text);
}

double AttemptsPanel::costOf(const Attempt &attempt) const
{
    switch (static_cast<Cost>(m_cost->currentIndex())) {
    case Cost::Time:
        return attempt.int8Ms;
    case Cost::Size:
        return static_cast<double>(attempt.bytes) / kMebibyte;
    case Cost::FloatMacs:
        break;
    }
    return 100 - attempt.int8Macs;
}

double AttemptsPanel::gainOf(const Attempt &attempt) const
{
    switch (static_cast<Gain>(m_gain->currentIndex())) {
    case Gain::WorstChannel:
        return std::isnan(attempt.worstChannelDb) ? attempt.outputDb : attempt.worstChannelDb;
    case Gain::Outputs:
        return attempt.outputDb;
    case Gain::Accuracy:
        break;
    }
    return attempt.accuracy * 100;
}

double AttemptsPanel::floatCost() const
{
    switch (static_cast<Cost>(m_cost->currentIndex())) {
    case Cost::Time: {
        double fastest = Attempt::kUnknown;
        for (const Attempt &attempt : m_document->attempts()->list())
            fastest = std::fmin(fastest, attempt.floatMs);
        return fastest;
    }
    case Cost::Size:
        return m_document->model() ? static_cast<double>(m_document->model()->fileBytes) / kMebibyte : Attempt::kUnknown;
    case Cost::FloatMacs:
        break;
    }
    return Attempt::kUnknown;
}

void AttemptsPanel::updateChart()
{
    const QString costs[kChoices]{tr("time of one run, ms"), tr("size, MiB"), tr("MACs left in float, %")};
    const QString gains[kChoices]{tr("worst channel, dB"), tr("outputs, dB"), tr("accuracy, %")};
    std::vector<AttemptsChart::Point> points;
    for (const Attempt &attempt : m_document->attempts()->list()) {
        QStringList figures{tr("worst channel %1, outputs %2").arg(formatDb(attempt.worstChannelDb), formatDb(attempt.outputDb)),
            tr("%1, %2 of MACs in integers").arg(formatBytes(attempt.bytes), formatPercent(attempt.int8Macs))};
        if (!std::isnan(attempt.int8Ms))
            figures.append(tr("%1 a run, float %2").arg(formatSeconds(attempt.int8Ms / 1000), formatSeconds(attempt.floatMs / 1000)));
        if (!std::isnan(attempt.accuracy))
            figures.append(tr("accuracy %1").arg(formatPercent(attempt.accuracy * 100)));
        figures.append(tr("Double click: return to it"));
        points.push_back({attempt.title(), costOf(attempt), gainOf(attempt), figures.join(QLatin1Char('\n'))});
    }
    m_chart->setAxes(
        {costs[m_cost->currentIndex()], gains[m_gain->currentIndex()], static_cast<Gain>(m_gain->currentIndex()) != Gain::Accuracy});
    m_chart->setPoints(std::move(points));
    m_chart->setReference(floatCost(), tr("float"));
    m_chart->setCurrent(placeOf(m_document->attempts()->current()));
}

void AttemptsPanel::updateExplore()
{
    const bool running = m_tradeOff->isRunning();
    if (running && m_tradeOff->total() > 0)
        m_explore->setText(tr("Cance&l (%1 of %2)").arg(m_tradeOff->done()).arg(m_tradeOff->total()));
    else
        m_explore->setText(running ? tr("Cance&l") : tr("E&xplore"));
    const bool ready = m_document->errors() && m_document->errorsAreCurrent() && m_document->comparedPath().isEmpty();
    m_explore->setEnabled(running || ready);
    m_explore->setToolTip(
        tr("How much float for how many milliseconds: evaluates recipes that keep more and more of the most harmful nodes "
           "float, each with its error and measured time. Takes a refresh each; the current recipe stays"));
}

void AttemptsPanel::returnTo(int attempt)
{
    if (const Attempt *found = m_document->attempts()->find(attempt))
        m_document->loadRecipe(tr("Return to “%1”").arg(found->title()), found->recipe);
}

} // namespace halftone
