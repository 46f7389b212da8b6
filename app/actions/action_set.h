// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QActionGroup>
#include <QKeySequence>
#include <QMenu>
#include <QObject>

#include <functional>
#include <vector>

namespace halftone {

/// A menu's actions: their texts follow the language, and a disabled one says why in its tool tip.
class ActionSet : public QObject
{
    Q_OBJECT

public:
    explicit ActionSet(QWidget *window);

    /// The menu with all actions in it; owned by the window.
    QMenu *menu() const { return m_menu; }
    /// By object name; null when there is none.
    QAction *action(const char *id) const;
    virtual void retranslate();

protected:
    QWidget *window() const { return m_window; }
    void setTitle(const char *title);
    /// Texts are QT_TR_NOOP of the class that calls.
    QAction *add(const char *id, const char *text, const char *tip, const QKeySequence &shortcut, std::function<void()> handler);
    QAction *addToggle(const char *id, const char *text, const char *tip, const QKeySequence &shortcut, std::function<void(bool)> handler);
    void addSeparator() { m_menu->addSeparator(); }
    /// An entry of a submenu, checkable, one of its group; texts follow the language.
    QAction *addChoice(QMenu *submenu, QActionGroup *group, std::function<QString()> text, std::function<QString()> tip);
    QMenu *addSubmenu(const char *title, const char *tip);
    /// Gives every entry without a shortcut a letter that no other entry of its menu has, whenever the menu is about to be seen.
    static void watchMnemonics(QMenu *menu);
    /// Enables the action, or disables it and says why.
    void allow(const char *id, bool allowed, const QString &whyNot);
    void allowChoice(QAction *choice, bool allowed, const QString &whyNot);
    QString translated(const char *text) const;

private:
    struct Entry
    {
        QAction *action = nullptr;
        const char *text = nullptr;
        const char *tip = nullptr;
        QString whyNot;
    };
    QAction *insert(const char *id, const char *text, const char *tip, const QKeySequence &shortcut);
    void apply(const Entry &entry);

    QWidget *m_window;
    QMenu *m_menu;
    const char *m_title = nullptr;
    std::vector<Entry> m_entries;
    struct Choice
    {
        QAction *action = nullptr;
        std::function<QString()> text;
        std::function<QString()> tip;
        QString whyNot;
    };
    static void apply(const Choice &choice);
    /// Leaves the text, and the letter it was given, alone.
    static void applyTips(const Choice &choice);
    struct Submenu
    {
        QMenu *menu = nullptr;
        const char *title = nullptr;
        const char *tip = nullptr;
    };
    std::vector<Choice> m_choices;
    std::vector<Submenu> m_submenus;
};

} // namespace halftone
