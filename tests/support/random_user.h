// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QStringList>
#include <QTimer>

#include <random>

class QAction;
class QWidget;

namespace halftone {
class MainWindow;
}

namespace halftone::test {

/// Does one thing after the other to a window and whatever that opens: menu entries, clicks, drags, keys, sizes. The same things
/// for the same seed, as far as jobs end in the same order.
class RandomUser
{
public:
    RandomUser(MainWindow *window, unsigned seed);

    void act();
    /// Closes what lies before the window, and other windows.
    void closeAll();
    /// The last things that were done.
    QString log() const { return m_log.join(QLatin1Char('\n')); }

private:
    int pick(int count) { return std::uniform_int_distribution<int>(0, count - 1)(m_random); }
    void note(const QString &text);
    QWidget *someWindow();
    void triggerAction();
    void click();
    void drag();
    void turnWheel();
    void pressKeys();
    void type();
    void resize();
    void wander();
    void wait(int milliseconds);
    /// What runs a loop of its own (menus, message boxes) would wait for a person.
    void leaveLoops();

    QPointer<MainWindow> m_window;
    std::mt19937 m_random;
    QStringList m_log;
    QTimer m_leaver;
};

} // namespace halftone::test
