// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/screenshots.h"

#include "app/compare_window.h"
#include "app/docks.h"
#include "app/main_window.h"
#include "core/document/document.h"
#include "core/document/recipe_edit.h"
#include "core/document/selection.h"
#include "core/document/sensitivity_profile.h"
#include "core/document/time_profile.h"
#include "core/document/trade_off.h"
#include "core/jobs/job_runner.h"
#include "widgets/common/theme.h"
#include "widgets/graphview/graph_view.h"
#include "widgets/panels/calibrate_dialog.h"
#include "widgets/panels/properties_panel.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QPixmap>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTextStream>
#include <QTimer>
#include <QToolButton>

#include <functional>

namespace halftone {

namespace {

constexpr int kTimeoutMs = 120000;
constexpr QSize kSize(1440, 900);
/// Both graphs are laid out and matched in the background of their own window.
constexpr int kComparisonSettles = 2500;

void settle(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

bool waitFor(const std::function<bool()> &condition)
{
    QElapsedTimer clock;
    clock.start();
    while (!condition()) {
        if (clock.elapsed() > kTimeoutMs)
            return false;
        settle(20);
    }
    // Animations end, charts repaint.
    settle(450);
    return true;
}

/// One run through the job in one theme.
class Tour
{
public:
    Tour(QString folder, QString suffix) : m_folder(std::move(folder)), m_suffix(std::move(suffix))
    {
        m_window.setAttribute(Qt::WA_DeleteOnClose, false);
        m_window.resize(kSize);
        m_window.show();
        settle(100);
    }

    bool run()
    {
        Document *document = m_window.document();
        const auto idle = [document] { return document->jobs()->isIdle(); };
        save("1-welcome", &m_window);
        m_window.openSample();
        if (!waitFor([&] { return document->facts() && idle(); }))
            return fail("the sample did not open");
        save("2-opened", &m_window);
        // The story of the head is told with every node in int8; the default profile keeps it float by itself.
        document->loadRecipe(QStringLiteral("Plain profile"), withProfile(document->recipe(), QuantProfile::Plain));
        m_window.showCalibrate();
        if (!waitFor([&] { return !m_window.calibrateDialog()->preview().inputs.empty(); }))
            return fail("the calibrate dialog shows no sample");
        save("3-calibrate", m_window.calibrateDialog());
        m_window.calibrateDialog()->startButton()->click();
        if (!waitFor([&] { return document->errors() && document->errorsAreCurrent() && idle(); }))
            return fail("calibration did not finish");
        save("4-calibrated", &m_window);
        const NodeId head = document->model()->graph->findNode("/Concat_37");
        m_window.selection()->selectNodes({head});
        settle(500);
        save("5-selected", &m_window);
        m_window.docks()->sensitivity()->measure();
        if (!waitFor([&] { return document->jobs()->isIdle(); }))
            return fail("measuring each node did not finish");
        m_window.docks()->times()->measure();
        if (!waitFor([&] { return document->jobs()->isIdle(); }))
            return fail("measuring did not finish");
        m_window.docks()->tradeOff()->explore();
        if (!waitFor([&] { return document->jobs()->isIdle(); }))
            return fail("exploring did not finish");
        for (const char *dock :
            {"tensorsDock", "histogramDock", "rangesDock", "samplesDock", "sensitivityDock", "timeDock", "attemptsDock", "issuesDock"}) {
            QDockWidget *found = m_window.docks()->dock(QLatin1String(dock));
            if (!found)
                continue;
            found->raise();
            settle(300);
            save((QByteArray("6-") + dock).constData(), &m_window);
        }
        for (const auto &[value, name] : {std::pair("cls.0.2.weight", "g-initializer"), {"/Mul_4_output_0", "h-value"}}) {
            const ValueId id = document->model()->graph->findValue(value);
            if (id == kNone)
                return fail(value);
            m_window.selection()->selectValue(id);
            settle(500);
            // The rarer settings too.
            if (auto *more = m_window.docks()->properties()->findChild<QToolButton *>(QStringLiteral("overrideMore")))
                more->click();
            settle(100);
            save(name, &m_window);
        }
        m_window.selection()->selectNodes({head});
        m_window.docks()->dock(QStringLiteral("heatMapDock"))->raise();
        if (!saveWindows())
            return false;
        if (!saveComparison())
            return false;
        document->excludeNodes({head});
        if (!waitFor([&] { return document->errorsAreCurrent() && idle(); }))
            return fail("the refresh did not finish");
        save("7-excluded", &m_window);
        m_window.showExport();
        settle(300);
        save("8-export", QApplication::activeModalWidget());
        QApplication::activeModalWidget()->close();
        m_window.graphView()->fit();
        settle(500);
        save("9-whole-graph", &m_window);
        return true;
    }

private:
    /// Every window that an entry of the menus opens beside this one.
    bool saveWindows()
    {
        const std::pair<const char *, const char *> kWindows[] = {{"suggest", "a-suggest"}, {"preferences", "b-preferences"},
            {"preprocess", "f-preprocess"}, {"options", "i-options"}, {"evaluate", "j-evaluate"}, {"gettingStarted", "c-getting-started"},
            {"shortcuts", "d-shortcuts"}, {"operators", "e-operators"}};
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
            saveDialog(name, opened);
            opened->close();
            settle(50);
        }
        return true;
    }

    bool saveComparison()
    {
        m_window.compareWithQuantized();
        CompareWindow *opened = nullptr;
        const bool found = waitFor([&] {
            for (QWidget *widget : QApplication::topLevelWidgets())
                opened = opened || !widget->isVisible() ? opened : qobject_cast<CompareWindow *>(widget);
            return opened && m_window.document()->jobs()->isIdle();
        });
        if (!found)
            return fail("the comparison did not open");
        opened->resize(kSize);
        settle(kComparisonSettles);
        save("k-compare", opened);
        opened->close();
        settle(50);
        return true;
    }

    /// Each of its pages, scrolled to the end too where it has more than fits.
    void saveDialog(const QByteArray &name, QWidget *dialog)
    {
        auto *tabs = dialog->findChild<QTabWidget *>();
        for (int page = 0; page < (tabs ? tabs->count() : 1); ++page) {
            if (tabs)
                tabs->setCurrentIndex(page);
            settle(50);
            const QByteArray pageName = page == 0 ? name : name + '-' + QByteArray::number(page + 1);
            save(pageName.constData(), dialog);
            auto *area = tabs ? tabs->currentWidget()->findChild<QScrollArea *>() : nullptr;
            if (!area && tabs)
                area = qobject_cast<QScrollArea *>(tabs->currentWidget());
            if (!area || area->verticalScrollBar()->maximum() == 0)
                continue;
            area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
            settle(50);
            save((pageName + "-end").constData(), dialog);
        }
    }

    void save(const char *name, QWidget *widget)
    {
        widget->grab().save(QStringLiteral("%1/%2-%3.png").arg(m_folder, QLatin1String(name), m_suffix));
    }

    bool fail(const char *what)
    {
        QTextStream(stderr) << "screenshots: " << what << '\n';
        return false;
    }

    QString m_folder;
    QString m_suffix;
    MainWindow m_window;
};

} // namespace

int takeScreenshots(const QString &folder)
{
    // The user's own settings and sessions stay out of the pictures.
    QStandardPaths::setTestModeEnabled(true);
    QDir().mkpath(folder);
    for (const auto &[scheme, suffix] : {std::pair(Theme::Scheme::Light, "light"), {Theme::Scheme::Dark, "dark"}}) {
        Theme::instance().setScheme(scheme);
        if (!Tour(folder, QLatin1String(suffix)).run())
            return 1;
    }
    return 0;
}

} // namespace halftone
