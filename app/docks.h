// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDockWidget>
#include <QList>
#include <QObject>

#include <functional>
#include <vector>

namespace halftone {

class AttemptsPanel;
class MainWindow;
class NodeListPanel;
class PropertiesPanel;
class SensitivityProfile;
class TimeProfile;
class TradeOff;

/// The panels around the graph, each in a dock that can be moved, closed and brought back.
class Docks : public QObject
{
    Q_OBJECT

public:
    explicit Docks(MainWindow *window);

    NodeListPanel *nodeList() const { return m_nodes; }
    PropertiesPanel *properties() const { return m_properties; }
    AttemptsPanel *attempts() const { return m_attempts; }
    TimeProfile *times() const { return m_times; }
    SensitivityProfile *sensitivity() const { return m_sensitivity; }
    TradeOff *tradeOff() const { return m_tradeOff; }
    QList<QDockWidget *> all() const;
    QDockWidget *dock(const QString &name) const;
    /// The arrangement of a first start.
    void arrange();
    void setAllVisible(bool visible);
    void raiseIssues();
    void retranslate();

signals:
    void calibrateRequested();

private:
    QDockWidget *add(const char *name, QWidget *panel, Qt::DockWidgetArea area, std::function<QString()> title);
    /// A panel whose empty state offers calibration.
    template <typename Panel>
    void addChart(const char *name, std::function<QString()> title);

    struct Entry
    {
        QDockWidget *dock;
        Qt::DockWidgetArea area;
        std::function<QString()> title;
    };

    MainWindow *m_window;
    NodeListPanel *m_nodes;
    PropertiesPanel *m_properties;
    AttemptsPanel *m_attempts;
    TimeProfile *m_times;
    SensitivityProfile *m_sensitivity;
    TradeOff *m_tradeOff;
    std::vector<Entry> m_entries;
};

} // namespace halftone
