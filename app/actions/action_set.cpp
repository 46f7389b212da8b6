// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/actions/action_set.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QWidget>

#include <algorithm>

namespace halftone {

ActionSet::ActionSet(QWidget *window) : QObject(window), m_window(window), m_menu(new QMenu(window))
{
    m_menu->setToolTipsVisible(true);
    watchMnemonics(m_menu);
}

QString ActionSet::translated(const char *text) const { return QCoreApplication::translate(metaObject()->className(), text); }

void ActionSet::setTitle(const char *title) { m_title = title; }

QAction *ActionSet::insert(const char *id, const char *text, const char *tip, const QKeySequence &shortcut)
{
    auto *action = new QAction(m_window);
    action->setObjectName(QLatin1String(id));
    action->setShortcut(shortcut);
    m_menu->addAction(action);
    // Shortcuts work while the menu is hidden.
    m_window->addAction(action);
    m_entries.push_back({action, text, tip, {}});
    return action;
}

QAction *ActionSet::add(const char *id, const char *text, const char *tip, const QKeySequence &shortcut, std::function<void()> handler)
{
    QAction *action = insert(id, text, tip, shortcut);
    connect(action, &QAction::triggered, this, [handler = std::move(handler)] { handler(); });
    return action;
}

QAction *ActionSet::addToggle(
    const char *id, const char *text, const char *tip, const QKeySequence &shortcut, std::function<void(bool)> handler)
{
    QAction *action = insert(id, text, tip, shortcut);
    action->setCheckable(true);
    connect(action, &QAction::toggled, this, [handler = std::move(handler)](bool on) { handler(on); });
    return action;
}

QAction *ActionSet::addChoice(QMenu *submenu, QActionGroup *group, std::function<QString()> text, std::function<QString()> tip)
{
    QAction *action = submenu->addAction(QString());
    action->setCheckable(true);
    group->addAction(action);
    m_choices.push_back({action, std::move(text), std::move(tip), {}});
    return action;
}

QMenu *ActionSet::addSubmenu(const char *title, const char *tip)
{
    auto *submenu = new QMenu(m_menu);
    submenu->setToolTipsVisible(true);
    m_menu->addMenu(submenu);
    watchMnemonics(submenu);
    m_submenus.push_back({submenu, title, tip});
    return submenu;
}

QAction *ActionSet::action(const char *id) const
{
    const auto found = std::find_if(
        m_entries.begin(), m_entries.end(), [id](const Entry &each) { return each.action->objectName() == QLatin1String(id); });
    return found == m_entries.end() ? nullptr : found->action;
}

void ActionSet::allow(const char *id, bool allowed, const QString &whyNot)
{
    for (Entry &entry : m_entries) {
        if (entry.action->objectName() != QLatin1String(id))
            continue;
        entry.action->setEnabled(allowed);
        entry.whyNot = allowed ? QString() : whyNot;
        apply(entry);
    }
}

void ActionSet::allowChoice(QAction *choice, bool allowed, const QString &whyNot)
{
    for (Choice &each : m_choices) {
        if (each.action != choice)
            continue;
        choice->setEnabled(allowed);
        each.whyNot = allowed ? QString() : whyNot;
        applyTips(each);
    }
}

void ActionSet::apply(const Choice &choice)
{
    choice.action->setText(choice.text());
    applyTips(choice);
}

void ActionSet::applyTips(const Choice &choice)
{
    const QString tip = choice.tip();
    choice.action->setStatusTip(choice.whyNot.isEmpty() ? tip : choice.whyNot);
    choice.action->setToolTip(choice.whyNot.isEmpty() ? tip : tip + QLatin1Char('\n') + choice.whyNot);
}

void ActionSet::watchMnemonics(QMenu *menu)
{
    connect(menu, &QMenu::aboutToShow, menu, [menu] {
        const auto letterOf = [](const QString &text) {
            static const QRegularExpression marked(QStringLiteral("(?<!&)&([^&])"));
            const auto match = marked.match(text);
            return match.hasMatch() ? match.captured(1).toLower() : QString();
        };
        QString taken;
        for (const QAction *action : menu->actions())
            taken += letterOf(action->text());
        for (QAction *action : menu->actions()) {
            const QString text = action->text();
            if (action->isSeparator() || !action->shortcut().isEmpty() || !letterOf(text).isEmpty())
                continue;
            const auto free = std::find_if(text.begin(), text.end(),
                [&](QChar letter) { return letter.isLetterOrNumber() && !taken.contains(letter, Qt::CaseInsensitive); });
            if (free == text.end())
                continue;
            taken += free->toLower();
            action->setText(QString(text).insert(static_cast<int>(free - text.begin()), QLatin1Char('&')));
        }
    });
}

void ActionSet::apply(const Entry &entry)
{
    const QString tip = translated(entry.tip);
    QString toolTip = tip;
    if (!entry.action->shortcut().isEmpty())
        toolTip += QStringLiteral(" (%1)").arg(entry.action->shortcut().toString(QKeySequence::NativeText));
    if (!entry.whyNot.isEmpty())
        toolTip += QLatin1Char('\n') + entry.whyNot;
    entry.action->setText(translated(entry.text));
    entry.action->setStatusTip(entry.whyNot.isEmpty() ? tip : entry.whyNot);
    entry.action->setToolTip(toolTip);
    entry.action->setWhatsThis(tip);
}

void ActionSet::retranslate()
{
    m_menu->setTitle(translated(m_title));
    for (const Submenu &each : m_submenus) {
        each.menu->setTitle(translated(each.title));
        each.menu->menuAction()->setStatusTip(translated(each.tip));
        each.menu->menuAction()->setToolTip(translated(each.tip));
    }
    for (const Choice &each : m_choices)
        apply(each);
    for (const Entry &entry : m_entries)
        apply(entry);
}

} // namespace halftone
