// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/random_user.h"

#include "app/main_window.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTest>
#include <QWheelEvent>

#include <array>
#include <utility>

namespace halftone::test {

namespace {

constexpr int kKeptLines = 40;

/// All entries under `menu`, as far as they are shown and can be chosen.
void collect(const QList<QAction *> &actions, QList<QAction *> &found)
{
    for (QAction *action : actions) {
        if (action->menu())
            collect(action->menu()->actions(), found);
        else if (action->isEnabled() && action->isVisible() && !action->isSeparator() && action->menuRole() != QAction::QuitRole
            && action->objectName() != QLatin1String("print"))
            found.push_back(action);
    }
}

Qt::KeyboardModifiers modifiers(int choice)
{
    constexpr std::array<Qt::KeyboardModifier, 6> kinds{
        Qt::NoModifier, Qt::NoModifier, Qt::NoModifier, Qt::ControlModifier, Qt::ShiftModifier, Qt::AltModifier};
    return kinds[static_cast<std::size_t>(choice) % kinds.size()];
}

} // namespace

RandomUser::RandomUser(MainWindow *window, unsigned seed) : m_window(window), m_random(seed)
{
    QObject::connect(&m_leaver, &QTimer::timeout, &m_leaver, [this] { leaveLoops(); });
    m_leaver.start(60);
}

void RandomUser::note(const QString &text)
{
    m_log.push_back(text);
    if (m_log.size() > kKeptLines)
        m_log.removeFirst();
    if (qEnvironmentVariableIsSet("HALFTONE_RANDOM_LOG"))
        qInfo("%s", qPrintable(text));
}

void RandomUser::leaveLoops()
{
    if (QWidget *popup = QApplication::activePopupWidget())
        popup->close();
    else if (auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget()); dialog && pick(4) == 0)
        // Later: what opens another loop in this slot would keep the timer from ticking.
        QMetaObject::invokeMethod(dialog, pick(2) == 0 ? "reject" : "accept", Qt::QueuedConnection);
}

QWidget *RandomUser::someWindow()
{
    if (QWidget *modal = QApplication::activeModalWidget())
        return modal;
    QList<QWidget *> shown;
    for (QWidget *each : QApplication::topLevelWidgets())
        if (each->isVisible() && each->windowType() != Qt::ToolTip)
            shown.push_back(each);
    // Mostly the window itself.
    return shown.isEmpty() || pick(3) > 0 ? m_window.data() : shown[pick(static_cast<int>(shown.size()))];
}

void RandomUser::act()
{
    if (!m_window->isVisible())
        m_window->show();
    using Act = void (RandomUser::*)();
    constexpr std::array<Act, 12> acts{&RandomUser::triggerAction, &RandomUser::triggerAction, &RandomUser::click, &RandomUser::click,
        &RandomUser::click, &RandomUser::drag, &RandomUser::turnWheel, &RandomUser::pressKeys, &RandomUser::pressKeys, &RandomUser::type,
        &RandomUser::resize, &RandomUser::wander};
    (this->*acts[static_cast<std::size_t>(pick(static_cast<int>(acts.size())))])();
    wait(pick(4) == 0 ? 60 : 0);
    if (pick(12) == 0)
        closeAll();
}

void RandomUser::wait(int milliseconds)
{
    QTest::qWait(milliseconds);
    QCoreApplication::processEvents();
}

void RandomUser::triggerAction()
{
    QList<QAction *> actions;
    collect(m_window->menuBar()->actions(), actions);
    if (actions.isEmpty() || QApplication::activeModalWidget())
        return;
    QAction *action = actions[pick(static_cast<int>(actions.size()))];
    note(QStringLiteral("menu: ") + action->text());
    action->trigger();
}

void RandomUser::click()
{
    QWidget *window = someWindow();
    if (window->width() < 2 || window->height() < 2)
        return;
    const QPoint at(pick(window->width()), pick(window->height()));
    QWidget *child = window->childAt(at);
    QWidget *target = child ? child : window;
    const QPoint inside = target->mapFrom(window, at);
    const int kind = pick(10);
    const Qt::MouseButton button = kind == 0 ? Qt::RightButton : kind == 1 ? Qt::MiddleButton : Qt::LeftButton;
    const auto held = modifiers(pick(6));
    note(QStringLiteral("click %1 on %2 %3 at %4,%5 of %6")
             .arg(button)
             .arg(QLatin1String(target->metaObject()->className()), target->objectName())
             .arg(inside.x())
             .arg(inside.y())
             .arg(QLatin1String(window->metaObject()->className())));
    const QPointer<QWidget> alive(target);
    if (kind == 2)
        QTest::mouseDClick(target, button, held, inside);
    else
        QTest::mouseClick(target, button, held, inside);
    if (alive && button == Qt::RightButton) {
        QContextMenuEvent event(QContextMenuEvent::Mouse, inside, alive->mapToGlobal(inside));
        QCoreApplication::sendEvent(alive, &event);
    }
}

void RandomUser::drag()
{
    QWidget *window = someWindow();
    if (window->width() < 2 || window->height() < 2)
        return;
    const QPoint from(pick(window->width()), pick(window->height()));
    QWidget *child = window->childAt(from);
    const QPointer<QWidget> target = child ? child : window;
    note(QStringLiteral("drag on %1 %2").arg(QLatin1String(target->metaObject()->className()), target->objectName()));
    const auto held = modifiers(pick(6));
    QTest::mousePress(target, Qt::LeftButton, held, target->mapFrom(window, from));
    for (int i = 0; i < 4 && target; ++i) {
        const QPoint to(pick(window->width()), pick(window->height()));
        QMouseEvent move(QEvent::MouseMove, target->mapFrom(window, to), target->mapToGlobal(target->mapFrom(window, to)), Qt::NoButton,
            Qt::LeftButton, held);
        QCoreApplication::sendEvent(target, &move);
        wait(0);
    }
    if (target)
        QTest::mouseRelease(target, Qt::LeftButton, held, target->rect().center());
}

void RandomUser::turnWheel()
{
    QWidget *window = someWindow();
    const QPoint at(pick(std::max(1, window->width())), pick(std::max(1, window->height())));
    QWidget *child = window->childAt(at);
    QWidget *target = child ? child : window;
    note(QStringLiteral("wheel on %1").arg(QLatin1String(target->metaObject()->className())));
    const QPoint angle(0, 120 * (pick(9) - 4));
    QWheelEvent event(
        target->mapFrom(window, at), window->mapToGlobal(at), {}, angle, Qt::NoButton, modifiers(pick(6)), Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(target, &event);
}

void RandomUser::pressKeys()
{
    constexpr std::array<Qt::Key, 26> keys{Qt::Key_Tab, Qt::Key_Backtab, Qt::Key_Up, Qt::Key_Down, Qt::Key_Left, Qt::Key_Right,
        Qt::Key_Return, Qt::Key_Space, Qt::Key_Escape, Qt::Key_Delete, Qt::Key_Home, Qt::Key_End, Qt::Key_PageDown, Qt::Key_PageUp,
        Qt::Key_Plus, Qt::Key_Minus, Qt::Key_X, Qt::Key_Z, Qt::Key_Y, Qt::Key_A, Qt::Key_F, Qt::Key_0, Qt::Key_Backspace, Qt::Key_F2,
        Qt::Key_Slash, Qt::Key_Menu};
    for (int count = 1 + pick(4); count > 0; --count) {
        QWidget *target = QApplication::focusWidget() ? QApplication::focusWidget() : m_window.data();
        const Qt::Key key = keys[static_cast<std::size_t>(pick(static_cast<int>(keys.size())))];
        const auto held = modifiers(pick(6));
        note(QStringLiteral("key %1 + %2 in %3").arg(key).arg(int(held)).arg(QLatin1String(target->metaObject()->className())));
        QTest::keyClick(target, key, held);
        wait(0);
    }
}

void RandomUser::type()
{
    const QStringList texts{QStringLiteral("conv"), QStringLiteral("*"), QStringLiteral("-1e30"), QStringLiteral("0.5"),
        QStringLiteral("/(/"), QStringLiteral("int8"), QStringLiteral("99999999999"), QStringLiteral("../x.onnx"),
        QStringLiteral("ä ö <b>")};
    auto *line = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    if (!line)
        return pressKeys();
    const QString text = texts[pick(static_cast<int>(texts.size()))];
    note(QStringLiteral("type %1 into %2").arg(text, line->objectName()));
    const QPointer<QLineEdit> alive(line);
    QTest::keyClicks(line, text);
    if (alive && pick(2) == 0)
        QTest::keyClick(alive.data(), Qt::Key_Return);
}

void RandomUser::resize()
{
    const QSize size(400 + pick(1800), 300 + pick(1000));
    note(QStringLiteral("size %1 × %2").arg(size.width()).arg(size.height()));
    m_window->resize(size);
}

void RandomUser::wander()
{
    QWidget *window = someWindow();
    for (int i = 0; i < 5; ++i) {
        const QPoint at(pick(std::max(1, window->width())), pick(std::max(1, window->height())));
        QTest::mouseMove(window, at);
        wait(0);
    }
}

void RandomUser::closeAll()
{
    for (int turn = 0; turn < 50; ++turn) {
        QWidget *other = QApplication::activePopupWidget() ? QApplication::activePopupWidget() : QApplication::activeModalWidget();
        for (QWidget *each : QApplication::topLevelWidgets())
            if (!other && each != m_window && each->isVisible() && each->windowType() != Qt::ToolTip)
                other = each;
        if (!other)
            return;
        other->close();
        wait(10);
    }
}

} // namespace halftone::test
