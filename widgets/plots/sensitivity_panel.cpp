// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/sensitivity_panel.h"

#include "core/document/document.h"
#include "core/document/selection.h"
#include "core/document/sensitivity_profile.h"
#include "widgets/common/elided_label.h"
#include "widgets/common/theme.h"
#include "widgets/plots/bar_list.h"
#include "widgets/plots/empty_state.h"
#include "widgets/plots/plot_style.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

#include <algorithm>
#include <cmath>

namespace halftone {

namespace {
/// Bars of nodes that do no harm are as long as this; longer ones would say nothing more.
constexpr double kLongestDb = 80;
} // namespace

SensitivityPanel::SensitivityPanel(SensitivityProfile *profile, SelectionController *selection, QWidget *parent)
    : QWidget(parent)
    , m_profile(profile)
    , m_selection(selection)
    , m_list(new BarList)
    , m_note(new ElidedLabel)
    , m_found(new QLabel)
    , m_measure(new QPushButton)
    , m_exclude(new QPushButton)
    , m_target(new QLineEdit)
    , m_search(new QPushButton)
    , m_empty(nullptr)
{
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_note, 1);
    bar->addWidget(m_found);
    bar->addWidget(m_target);
    bar->addWidget(m_search);
    bar->addWidget(m_exclude);
    bar->addWidget(m_measure);
    m_target->setFixedWidth(fontMetrics().averageCharWidth() * 14);
    m_exclude->setObjectName(QStringLiteral("excludeSensitive"));
    m_empty = EmptyState::fill(this, bar, m_list);

    connect(m_empty, &EmptyState::actionRequested, this, [this] {
        if (m_profile->document()->errors())
            m_profile->measure();
        else
            emit calibrateRequested();
    });
    connect(m_list, &BarList::rowHovered, this, [this](int row) {
        m_selection->hoverNode(row >= 0 && row < static_cast<int>(m_nodes.size()) ? m_nodes[static_cast<std::size_t>(row)] : kNone);
    });
    connect(m_measure, &QPushButton::clicked, this, [this] {
        if (m_profile->isMeasuring())
            m_profile->cancel();
        else
            m_profile->measure();
    });
    connect(m_exclude, &QPushButton::clicked, this, [this] { m_profile->document()->excludeNodes(m_profile->proposal()); });
    const auto search = [this] { m_profile->search(m_target->text().isEmpty() ? m_target->placeholderText() : m_target->text()); };
    connect(m_search, &QPushButton::clicked, this, search);
    connect(m_target, &QLineEdit::returnPressed, this, search);
    connect(m_profile, &SensitivityProfile::searched, this, [this](bool, const QString &text) { m_found->setText(text); });
    connect(m_profile, &SensitivityProfile::changed, this, &SensitivityPanel::refresh);
    connect(m_list, &BarList::rowClicked, this, [this](int row) {
        if (const NodeId node = m_nodes[static_cast<std::size_t>(row)]; node != kNone)
            m_selection->selectNodes({node});
    });
    connect(m_selection, &SelectionController::changed, this, &SensitivityPanel::followSelection);
    connect(&Theme::instance(), &Theme::changed, this, &SensitivityPanel::refresh);
    retranslate();
}

bool SensitivityPanel::isEmpty() const { return !m_empty->isShowingContent(); }

void SensitivityPanel::showEmpty()
{
    if (m_profile->document()->errors()) {
        m_empty->setMessage(
            tr("Measure what quantizing each node alone does to the outputs: it tells which nodes to exclude first."), tr("Measure"));
    } else {
        m_empty->setMessage(tr("Calibrate, then measure what quantizing each node alone does to the outputs."), tr("Calibrate…"));
    }
    m_empty->showContent(false);
}

void SensitivityPanel::refresh()
{
    const auto report = m_profile->report();
    const bool measuring = m_profile->isMeasuring();
    if (!report && !measuring)
        return showEmpty();
    m_empty->showContent(true);
    const Document &document = *m_profile->document();
    const std::vector<NodeId> proposal = m_profile->proposal();
    std::vector<BarList::Bar> bars;
    m_nodes.clear();
    if (report) {
        for (const NodeSensitivity &each : report->nodes) {
            const NodeId node = document.model()->graph->findNode(each.node);
            const bool standsOut = std::ranges::find(proposal, node) != proposal.end();
            BarList::Bar bar;
            bar.label = (standsOut ? QStringLiteral("✕ ") : QString()) + QString::fromStdString(each.node);
            bar.length = std::isnan(each.sqnrDb) ? 0 : std::clamp(each.sqnrDb, 0.0, kLongestDb) / kLongestDb;
            bar.figure = decibelText(each.sqnrDb);
            bar.colour = Theme::instance().errorColour(std::max(0.0, Theme::sqnrPosition(each.sqnrDb)));
            bar.toolTip = tr("Only %1 quantized: worst output channel %2, worst output %3")
                              .arg(QString::fromStdString(each.node), decibelText(each.sqnrDb), decibelText(each.wholeDb));
            bars.push_back(std::move(bar));
            m_nodes.push_back(node);
        }
    }
    m_list->setBars(std::move(bars));
    QString note;
    if (report) {
        note = tr("%n node(s)", nullptr, static_cast<int>(report->nodes.size())) + QStringLiteral(" · ")
            + tr("%n sample(s)", nullptr, static_cast<int>(report->samples));
        if (report->seconds > 0)
            note += QStringLiteral(" · ") + tr("%1 s").arg(QLocale().toString(report->seconds, 'f', 1));
        if (!report->complete && !measuring)
            note += QStringLiteral(" · ") + tr("cancelled, as far as it came");
    }
    if (measuring)
        note += QStringLiteral(" · ") + tr("measuring…");
    else if (!m_profile->isCurrent())
        note += QStringLiteral(" · ") + tr("measured before the last change");
    m_note->setText(note);
    m_exclude->setText(tr("E&xclude these (%1)").arg(proposal.size()));
    m_exclude->setEnabled(!measuring && !proposal.empty());
    m_exclude->setToolTip(proposal.empty() ? tr("No node stands out.") : tr("The marked nodes stay in floating point; can be undone"));
    m_search->setEnabled(!measuring && report != nullptr);
    m_measure->setText(measuring ? tr("Cance&l") : tr("&Measure again"));
    followSelection();
}

void SensitivityPanel::followSelection()
{
    const auto &chosen = m_selection->nodes();
    const auto found = chosen.empty() ? m_nodes.end() : std::ranges::find(m_nodes, chosen.front());
    m_list->setMarked(found == m_nodes.end() ? -1 : static_cast<int>(found - m_nodes.begin()));
}

void SensitivityPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void SensitivityPanel::retranslate()
{
    m_target->setPlaceholderText(QStringLiteral("sqnr>=30"));
    m_target->setToolTip(
        tr("What the outputs shall reach: sqnr>=30 (dB, worst channel), or on labelled data top1>=0.99, exact>=0.9, f1>=0.98"));
    m_target->setAccessibleName(tr("Target"));
    m_search->setText(tr("&Find fewest"));
    m_search->setToolTip(
        tr("Quantizes and measures again and again until the shortest list of exclusions that reaches the target is found"));
    m_measure->setToolTip(tr("Cancelled, the ranking stays as far as it came"));
    m_list->setAccessibleName(tr("Effect of each node on the outputs"));
    refresh();
}

} // namespace halftone
