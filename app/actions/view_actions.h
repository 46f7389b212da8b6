// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/actions/action_set.h"

class QActionGroup;
class QDockWidget;

namespace halftone {

class MainWindow;

/// How the graph is shown, where one has been, docks, theme and language.
class ViewActions : public ActionSet
{
    Q_OBJECT

public:
    explicit ViewActions(MainWindow *window);

    void retranslate() override;
    /// Lists the docks in View › Docks.
    void setDocks(const QList<QDockWidget *> &docks);

private:
    void addViewToggle(
        const char *id, const char *text, const char *tip, const QKeySequence &shortcut, bool fallback, std::function<void(bool)> handler);
    void addOverlays();
    void addThemes();
    void addLanguages();
    void update();

    struct Choice
    {
        QAction *action;
        std::function<QString()> text;
    };

    MainWindow *m_main;
    QMenu *m_docks = nullptr;
    std::vector<Choice> m_choices;
};

} // namespace halftone
