// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/actions/action_set.h"

#include <optional>

class QActionGroup;
class QDockWidget;

namespace halftone {

class MainWindow;
enum class OverlayKind;
struct GraphOverlay;

/// How the graph is shown, where one has been, docks, theme and language.
class ViewActions : public ActionSet
{
    Q_OBJECT

public:
    explicit ViewActions(MainWindow *window);

    void retranslate() override;
    /// Lists the docks in View › Docks.
    void setDocks(const QList<QDockWidget *> &docks);
    /// What can be coloured onto the graph; exactly one is checked.
    QActionGroup *overlays() const { return m_overlays; }

private:
    void addViewToggle(
        const char *id, const char *text, const char *tip, const QKeySequence &shortcut, bool fallback, std::function<void(bool)> handler);
    void addOverlays();
    void addOverlay(QMenu *submenu, OverlayKind kind, std::function<QString()> text, std::function<QString()> tip);
    void addThemes();
    void addLanguages();
    /// An entry for figures of the window's own; `make` gives them, none until they were measured.
    using MakeOverlay = std::function<std::optional<GraphOverlay>()>;
    QAction *addCustomOverlay(QMenu *submenu, std::function<QString()> text, std::function<QString()> tip, MakeOverlay make);
    void updateOverlays();
    void retranslateDocks();
    void update();

    MainWindow *m_main;
    QMenu *m_docks = nullptr;
    QActionGroup *m_overlays = nullptr;
    struct CustomOverlay
    {
        QAction *action;
        MakeOverlay make;
    };
    std::vector<CustomOverlay> m_custom;
};

} // namespace halftone
