// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compare_window.h"
#include "app/docks.h"
#include "app/screenshot_tour.h"
#include "core/document/document.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QMenu>
#include <QMenuBar>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabWidget>

namespace halftone {

namespace {

/// Both graphs are laid out and matched in the background of their own window.
constexpr int kComparisonSettles = 2500;

const std::pair<const char *, const char *> kWindows[]
    = {{"suggest", "a-suggest"}, {"preferences", "b-preferences"}, {"gettingStarted", "c-getting-started"}, {"shortcuts", "d-shortcuts"},
        {"operators", "e-operators"}, {"preprocess", "f-preprocess"}, {"options", "i-options"}, {"evaluate", "j-evaluate"}};

} // namespace

void ScreenshotTour::saveDocks(const char *prefix)
{
    for (QDockWidget *dock : m_window.docks()->all()) {
        if (m_window.dockWidgetArea(dock) != Qt::BottomDockWidgetArea)
            continue;
        dock->raise();
        settle(300);
        save(prefix + dock->objectName().toLatin1(), &m_window);
    }
    m_window.docks()->dock(QStringLiteral("heatMapDock"))->raise();
}

void ScreenshotTour::saveMenus()
{
    int number = 0;
    const auto saveMenu = [&](const auto &self, QMenu *menu) -> void {
        menu->popup(m_window.mapToGlobal(QPoint(0, 0)));
        settle(50);
        save("m-" + QByteArray::number(++number).rightJustified(2, '0'), menu);
        menu->close();
        for (const QAction *action : menu->actions()) {
            if (action->menu())
                self(self, action->menu());
        }
    };
    for (const QAction *action : m_window.menuBar()->actions())
        saveMenu(saveMenu, action->menu());
}

bool ScreenshotTour::saveWindows()
{
    for (const auto &[action, name] : kWindows) {
        const QWidgetList before = QApplication::topLevelWidgets();
        m_window.findChild<QAction *>(QLatin1String(action))->trigger();
        QWidget *opened = nullptr;
        const bool found = waitFor([&] {
            for (QWidget *widget : QApplication::topLevelWidgets()) {
                if (widget->isVisible() && !before.contains(widget) && qobject_cast<QDialog *>(widget))
                    opened = widget;
            }
            return opened != nullptr;
        });
        if (!found)
            return fail(name);
        savePages(name, opened);
        opened->close();
        settle(50);
    }
    return true;
}

void ScreenshotTour::savePages(const QByteArray &name, QWidget *dialog)
{
    auto *tabs = dialog->findChild<QTabWidget *>();
    for (int page = 0; page < (tabs ? tabs->count() : 1); ++page) {
        if (tabs)
            tabs->setCurrentIndex(page);
        settle(50);
        const QByteArray pageName = page == 0 ? name : name + '-' + QByteArray::number(page + 1);
        save(pageName, dialog);
        auto *area = tabs ? tabs->currentWidget()->findChild<QScrollArea *>() : nullptr;
        if (!area && tabs)
            area = qobject_cast<QScrollArea *>(tabs->currentWidget());
        if (!area || area->verticalScrollBar()->maximum() == 0)
            continue;
        area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
        settle(50);
        save(pageName + "-end", dialog);
    }
}

bool ScreenshotTour::saveComparison()
{
    CompareWindow *opened = m_window.compareWithQuantized();
    opened->resize(m_window.size());
    settle(kComparisonSettles);
    if (!waitFor([this] { return isIdle(); }))
        return fail("the comparison did not open");
    save("k-compare", opened);
    opened->close();
    settle(50);
    return true;
}

bool ScreenshotTour::saveComparedFile()
{
    Document *document = m_window.document();
    document->compareWith(m_folder + QStringLiteral("/exported.onnx"));
    if (!waitFor([&] { return document->errorsAreCurrent() && isIdle(); }))
        return fail("the other file was not compared with");
    save("l-compared-file", &m_window);
    document->endComparison();
    return waitFor([&] { return document->errorsAreCurrent() && isIdle(); }) || fail("the comparison did not end");
}

} // namespace halftone
