// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/docks.h"

#include "app/dock_title.h"
#include "app/main_window.h"
#include "core/document/document.h"
#include "core/document/issues_model.h"
#include "core/document/sensitivity_profile.h"
#include "core/document/time_profile.h"
#include "core/document/trade_off.h"
#include "widgets/common/panel_tools.h"
#include "widgets/panels/attempts_panel.h"
#include "widgets/panels/issues_panel.h"
#include "widgets/panels/node_list_panel.h"
#include "widgets/panels/properties_panel.h"
#include "widgets/plots/heat_map_panel.h"
#include "widgets/plots/histogram_panel.h"
#include "widgets/plots/ranges_panel.h"
#include "widgets/plots/samples_panel.h"
#include "widgets/plots/sensitivity_panel.h"
#include "widgets/plots/tensors_panel.h"
#include "widgets/plots/time_panel.h"

#include <algorithm>

namespace halftone {

namespace {

constexpr int kLeftWidth = 370;
constexpr int kRightWidth = 330;
constexpr int kBottomHeight = 270;
/// In a low window the graph has more room than the charts.
constexpr double kBottomShare = 0.33;

} // namespace

template <typename Panel>
void Docks::addChart(const char *name, std::function<QString()> title)
{
    auto *panel = new Panel(m_window->document(), m_window->selection());
    connect(panel, &Panel::calibrateRequested, this, &Docks::calibrateRequested);
    add(name, panel, Qt::BottomDockWidgetArea, std::move(title));
}

Docks::Docks(MainWindow *window) : QObject(window), m_window(window)
{
    Document *document = window->document();
    SelectionController *selection = window->selection();
    m_nodes = new NodeListPanel(document, selection);
    m_properties = new PropertiesPanel(document, selection);
    add("nodesDock", m_nodes, Qt::LeftDockWidgetArea, [] { return tr("Nodes"); });
    add("propertiesDock", m_properties, Qt::RightDockWidgetArea, [] { return tr("Properties"); });
    addChart<HeatMapPanel>("heatMapDock", [] { return tr("Heat map"); });
    addChart<TensorsPanel>("tensorsDock", [] { return tr("Tensors"); });
    addChart<HistogramPanel>("histogramDock", [] { return tr("Histogram"); });
    addChart<RangesPanel>("rangesDock", [] { return tr("Ranges"); });
    addChart<SamplesPanel>("samplesDock", [] { return tr("Samples"); });
    m_sensitivity = new SensitivityProfile(document, this);
    auto *sensitivity = new SensitivityPanel(m_sensitivity, selection);
    connect(sensitivity, &SensitivityPanel::calibrateRequested, this, &Docks::calibrateRequested);
    add("sensitivityDock", sensitivity, Qt::BottomDockWidgetArea, [] { return tr("Sensitivity"); });
    m_times = new TimeProfile(document, this);
    add("timeDock", new TimePanel(m_times, selection), Qt::BottomDockWidgetArea, [] { return tr("Time"); });
    m_tradeOff = new TradeOff(document, m_sensitivity, this);
    m_attempts = new AttemptsPanel(m_tradeOff, document);
    connect(m_attempts, &AttemptsPanel::calibrateRequested, this, &Docks::calibrateRequested);
    add("attemptsDock", m_attempts, Qt::BottomDockWidgetArea, [] { return tr("Attempts"); });
    add("issuesDock", new IssuesPanel(document, selection), Qt::BottomDockWidgetArea, [document] {
        const int count = document->issues()->seriousCount();
        return count > 0 ? tr("Issues (%1)").arg(count) : tr("Issues");
    });
    connect(document->issues(), &IssuesModel::countChanged, this, &Docks::retranslate);
    window->setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    window->setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    arrange();
}

QDockWidget *Docks::add(const char *name, QWidget *panel, Qt::DockWidgetArea area, std::function<QString()> title)
{
    auto *dock = new QDockWidget(m_window);
    dock->setObjectName(QLatin1String(name));
    dock->setWidget(panel);
    dock->setTitleBarWidget(new DockTitle(dock, panel->findChild<QWidget *>(QLatin1String(kPanelTools))));
    m_entries.push_back({dock, area, std::move(title)});
    return dock;
}

QList<QDockWidget *> Docks::all() const
{
    QList<QDockWidget *> result;
    for (const Entry &entry : m_entries)
        result.append(entry.dock);
    return result;
}

QDockWidget *Docks::dock(const QString &name) const { return m_window->findChild<QDockWidget *>(name); }

void Docks::arrange()
{
    QDockWidget *firstBottom = nullptr;
    QDockWidget *left = nullptr;
    QDockWidget *right = nullptr;
    for (const Entry &entry : m_entries) {
        entry.dock->setFloating(false);
        m_window->addDockWidget(entry.area, entry.dock);
        if (entry.area == Qt::LeftDockWidgetArea)
            left = entry.dock;
        else if (entry.area == Qt::RightDockWidgetArea)
            right = entry.dock;
        else if (firstBottom)
            m_window->tabifyDockWidget(firstBottom, entry.dock);
        else
            firstBottom = entry.dock;
    }
    m_window->resizeDocks({left, right}, {kLeftWidth, kRightWidth}, Qt::Horizontal);
    const int height = std::min(kBottomHeight, static_cast<int>(m_window->height() * kBottomShare));
    m_window->resizeDocks({firstBottom}, {height}, Qt::Vertical);
    firstBottom->raise();
}

void Docks::setAllVisible(bool visible)
{
    for (const Entry &entry : m_entries)
        entry.dock->setVisible(visible);
}

void Docks::raiseIssues()
{
    QDockWidget *issues = dock(QStringLiteral("issuesDock"));
    issues->show();
    issues->raise();
}

void Docks::retranslate()
{
    for (const Entry &entry : m_entries)
        entry.dock->setWindowTitle(entry.title());
}

} // namespace halftone
