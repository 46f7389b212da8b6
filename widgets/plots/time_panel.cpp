// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/time_panel.h"

#include "core/document/document.h"
#include "core/document/selection.h"
#include "core/document/time_profile.h"
#include "widgets/common/elided_label.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/plots/bar_list.h"
#include "widgets/plots/empty_state.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {

/// Most nodes of small models take less than a millisecond.
QString milliseconds(double value)
{
    if (!(value < 1))
        return formatSeconds(value / 1000);
    return QLocale().toString(value * 1000, 'f', value < 0.01 ? 1 : 0) + QStringLiteral(" µs");
}
double known(double value) { return std::isnan(value) ? 0 : value; }

} // namespace

TimePanel::TimePanel(TimeProfile *profile, SelectionController *selection, QWidget *parent)
    : QWidget(parent)
    , m_profile(profile)
    , m_selection(selection)
    , m_list(new BarList)
    , m_note(new ElidedLabel)
    , m_legend(new QLabel)
    , m_rows(new QComboBox)
    , m_order(new QComboBox)
    , m_measure(new QPushButton)
    , m_empty(nullptr)
{
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_note, 1);
    bar->addWidget(m_legend);
    for (QComboBox *combo : {m_rows, m_order}) {
        combo->setFrame(false);
        combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        bar->addWidget(combo);
        connect(combo, &QComboBox::activated, this, &TimePanel::refresh);
    }
    bar->addWidget(m_measure);
    m_empty = EmptyState::fill(this, bar, m_list);
    m_measure->setObjectName(QStringLiteral("measureTimes"));
    m_legend->setTextFormat(Qt::RichText);

    connect(m_empty, &EmptyState::actionRequested, m_profile, &TimeProfile::measure);
    connect(m_measure, &QPushButton::clicked, m_profile, &TimeProfile::measure);
    connect(m_profile, &TimeProfile::changed, this, &TimePanel::refresh);
    connect(
        m_list, &BarList::rowClicked, this, [this](int row) { m_selection->selectNodes(m_shown[static_cast<std::size_t>(row)].nodes); });
    connect(m_selection, &SelectionController::changed, this, &TimePanel::followSelection);
    connect(m_list, &BarList::rowHovered, this, [this](int row) {
        const bool node = row >= 0 && row < static_cast<int>(m_shown.size()) && m_shown[static_cast<std::size_t>(row)].nodes.size() == 1;
        m_selection->hoverNode(node ? m_shown[static_cast<std::size_t>(row)].nodes.front() : kNone);
    });
    connect(&Theme::instance(), &Theme::changed, this, &TimePanel::refresh);
    retranslate();
}

bool TimePanel::isEmpty() const { return !m_empty->isShowingContent(); }

void TimePanel::setRows(Rows rows)
{
    m_rows->setCurrentIndex(static_cast<int>(rows));
    refresh();
}

void TimePanel::setOrder(Order order)
{
    m_order->setCurrentIndex(static_cast<int>(order));
    refresh();
}

std::vector<TimePanel::Entry> TimePanel::entries() const
{
    const NodeTimes &times = *m_profile->times();
    const Graph &graph = *m_profile->document()->model()->graph;
    const bool byType = m_rows->currentIndex() == static_cast<int>(Rows::Types);
    std::vector<Entry> result;
    if (byType) {
        for (const NodeTimes::TypeTime &type : times.types) {
            Entry entry;
            for (NodeId id = 0; id < graph.nodes().size(); ++id) {
                if (graph.node(id).opType == type.type && !(std::isnan(times.floatMs[id]) && std::isnan(times.quantizedMs[id])))
                    entry.nodes.push_back(id);
            }
            entry.label = QStringLiteral("%1 × %2").arg(QString::fromStdString(type.type)).arg(type.nodes);
            entry.floatMs = type.floatMs;
            entry.quantizedMs = type.quantizedMs;
            result.push_back(std::move(entry));
        }
    } else {
        for (NodeId id = 0; id < graph.nodes().size(); ++id) {
            if (std::isnan(times.floatMs[id]) && std::isnan(times.quantizedMs[id]))
                continue;
            const Node &node = graph.node(id);
            Entry entry{{id}, QString::fromStdString(node.name), times.floatMs[id], times.quantizedMs[id], {}};
            entry.kernels
                = QStringLiteral("%1: %2").arg(QString::fromStdString(node.opType), QString::fromStdString(times.floatKernel[id]));
            if (!times.quantizedKernel[id].empty() && times.quantizedKernel[id] != times.floatKernel[id])
                entry.kernels += QStringLiteral(" → ") + QString::fromStdString(times.quantizedKernel[id]);
            result.push_back(std::move(entry));
        }
    }
    switch (static_cast<Order>(m_order->currentIndex())) {
    case Order::LongestFloat:
        std::ranges::stable_sort(result, std::greater(), [](const Entry &entry) { return known(entry.floatMs); });
        break;
    case Order::LongestQuantized:
        std::ranges::stable_sort(result, std::greater(), [](const Entry &entry) { return known(entry.quantizedMs); });
        break;
    case Order::LeastGained:
        std::ranges::stable_sort(
            result, std::greater(), [](const Entry &entry) { return known(entry.quantizedMs) - known(entry.floatMs); });
        break;
    case Order::Execution:
        std::ranges::stable_sort(result, {}, [](const Entry &entry) { return entry.nodes.front(); });
        break;
    }
    return result;
}

void TimePanel::refresh()
{
    const auto times = m_profile->times();
    m_empty->showContent(times != nullptr);
    m_empty->setEnabled(!m_profile->isMeasuring() && m_profile->document()->facts());
    if (!times)
        return;
    const Theme &theme = Theme::instance();
    m_shown = entries();
    double longest = 1e-9;
    for (const Entry &entry : m_shown)
        longest = std::max({longest, known(entry.floatMs), known(entry.quantizedMs)});
    const bool both = !std::isnan(times->quantizedTotalMs);
    std::vector<BarList::Bar> bars;
    for (const Entry &entry : m_shown) {
        BarList::Bar bar;
        bar.label = entry.label;
        bar.length = known(entry.floatMs) / longest;
        bar.colour = theme.mutedText();
        bar.figure = milliseconds(entry.floatMs);
        if (both) {
            bar.second = known(entry.quantizedMs) / longest;
            bar.secondColour = theme.accent();
            bar.figure = QStringLiteral("%1 → %2").arg(milliseconds(entry.floatMs), milliseconds(entry.quantizedMs));
        }
        bar.toolTip = entry.label + QLatin1Char('\n') + bar.figure;
        if (!entry.kernels.isEmpty())
            bar.toolTip += QLatin1Char('\n') + entry.kernels;
        bars.push_back(std::move(bar));
    }
    m_list->setBars(std::move(bars));

    QString note = both ? tr("%1 → %2 a run on %n thread(s)", nullptr, times->threads)
                              .arg(milliseconds(times->floatTotalMs), milliseconds(times->quantizedTotalMs))
                        : tr("%1 a run on %n thread(s), float", nullptr, times->threads).arg(milliseconds(times->floatTotalMs));
    if (both && times->conversionMs > 0)
        note += QStringLiteral(" · ") + tr("%1 of it in conversions").arg(milliseconds(times->conversionMs));
    if (m_profile->isMeasuring())
        note += QStringLiteral(" · ") + tr("measuring…");
    else if (!m_profile->isCurrent())
        note += QStringLiteral(" · ") + tr("measured before the last change");
    m_note->setText(note);
    const QString square = QStringLiteral("<span style=\"color:%1\">■</span> %2");
    m_legend->setText(square.arg(theme.mutedText().name(), tr("float"))
        + (both ? QStringLiteral(" &nbsp; ") + square.arg(theme.accent().name(), tr("quantized")) : QString()));
    m_measure->setEnabled(!m_profile->isMeasuring());
    followSelection();
}

void TimePanel::followSelection()
{
    const auto &chosen = m_selection->nodes();
    int marked = -1;
    for (std::size_t row = 0; row < m_shown.size() && !chosen.empty() && marked < 0; ++row) {
        const auto &nodes = m_shown[row].nodes;
        if (std::find(nodes.begin(), nodes.end(), chosen.front()) != nodes.end())
            marked = static_cast<int>(row);
    }
    m_list->setMarked(marked);
}

void TimePanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void TimePanel::retranslate()
{
    const auto fill = [](QComboBox *combo, const QStringList &texts, const QString &toolTip) {
        const int current = std::max(0, combo->currentIndex());
        combo->clear();
        combo->addItems(texts);
        combo->setCurrentIndex(current);
        combo->setToolTip(toolTip);
    };
    fill(m_rows, {tr("Rows: nodes"), tr("Rows: operator types")}, tr("What a bar stands for"));
    fill(m_order, {tr("Order: longest in float"), tr("Order: longest quantized"), tr("Order: least gained"), tr("Order: execution")},
        tr("Least gained: nodes that int8 makes slower come first"));
    m_measure->setText(tr("&Measure again"));
    m_measure->setToolTip(tr("Runs the float and the quantized model a few times on the first sample, on all cores"));
    m_list->setAccessibleName(tr("Time of each node"));
    m_empty->setMessage(tr("Measure what each node takes here. After a calibration the quantized model is measured, too."), tr("Measure"));
    refresh();
}

} // namespace halftone
