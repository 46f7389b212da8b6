// SPDX-License-Identifier: GPL-3.0-or-later
// The event that keeps the window busy longest in each step of the job: bench_window_stalls MODEL [DATA]
#include "app/docks.h"
#include "app/main_window.h"
#include "app/studio.h"
#include "core/document/document.h"
#include "core/document/selection.h"
#include "core/jobs/job_runner.h"
#include "tests/support/watched_application.h"
#include "widgets/graphview/graph_view.h"

#include <QAction>
#include <QDockWidget>
#include <QEventLoop>
#include <QLineEdit>
#include <QStandardPaths>
#include <QTextStream>
#include <QTimer>
#include <QToolButton>

#include <functional>
#include <numeric>

using namespace halftone;

namespace {

constexpr int kSettle = 600;

void settle(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace

int main(int argc, char **argv)
{
    WatchedApplication application(argc, argv);
    const QStringList arguments = WatchedApplication::arguments();
    if (arguments.size() < 2) {
        QTextStream(stderr) << "usage: bench_window_stalls MODEL [DATA]\n";
        return 2;
    }
    QStandardPaths::setTestModeEnabled(true);
    prepareApplication(application);
    MainWindow window;
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    Document *document = window.document();
    const auto idle = [&] { return document->jobs()->isIdle() && !window.graphView()->isLayingOut(); };
    const auto step = [&](const QString &name, const std::function<void()> &act, const std::function<bool()> &done) {
        application.takeLongest();
        application.watch(QStringLiteral("the call itself"), act);
        do
            settle(20);
        while (!done() || !idle());
        settle(kSettle);
        const auto longest = application.takeLongest();
        QTextStream(stdout) << QStringLiteral("%1 ms  %2: %3\n").arg(longest.milliseconds, 8, 'f', 1).arg(name, longest.what);
    };
    const auto always = [] { return true; };
    const auto current = [&] { return document->errors() && document->errorsAreCurrent(); };
    step(
        QStringLiteral("show"), [&] { window.resize(1440, 900), window.show(); }, always);
    step(
        QStringLiteral("open"), [&] { window.openFile(arguments[1]); }, [&] { return document->facts() != nullptr; });
    const auto graph = document->model()->graph;
    const auto middle = static_cast<NodeId>(graph->nodes().size() / 2);
    step(
        QStringLiteral("select a node"), [&] { window.selection()->selectNodes({middle}); }, always);
    step(
        QStringLiteral("fit"), [&] { window.graphView()->fit(); }, always);
    auto *filter = window.findChild<QLineEdit *>(QStringLiteral("nodeFilter"));
    step(
        QStringLiteral("filter"), [&] { filter->setText(QStringLiteral("a")); }, always);
    step(
        QStringLiteral("filter off"), [&] { filter->clear(); }, always);
    std::vector<NodeId> all(graph->nodes().size());
    std::iota(all.begin(), all.end(), 0);
    step(
        QStringLiteral("select all"), [&] { window.selection()->selectNodes(all); }, always);
    step(
        QStringLiteral("select none"), [&] { window.selection()->selectNodes({}); }, always);
    for (const char *action : {"expandScopes", "collapseScopes", "scopes", "scopes", "horizontal", "horizontal"}) {
        if (auto *found = window.findChild<QAction *>(QLatin1String(action)))
            step(
                QLatin1String(action), [&] { found->trigger(); }, always);
    }
    step(
        QStringLiteral("calibrate"),
        [&] {
            SampleSpec spec = document->sampleSpec();
            spec.data = {arguments.value(2, QStringLiteral("synthetic:2")).toStdString()};
            document->setSampleSpec(spec);
            document->calibrate();
        },
        current);
    for (QDockWidget *dock : window.docks()->all())
        step(
            dock->objectName(), [&] { dock->raise(); }, always);
    window.docks()->dock(QStringLiteral("heatMapDock"))->raise();
    step(
        QStringLiteral("select another"), [&] { window.selection()->selectNodes({middle / 2}); }, always);
    step(
        QStringLiteral("exclude one"), [&] { document->excludeNodes({middle}); }, current);
    step(
        QStringLiteral("undo"), [&] { document->undoStack()->undo(); }, current);
    step(
        QStringLiteral("exclude all"), [&] { document->excludeNodes(all); }, current);
    step(
        QStringLiteral("undo all"), [&] { document->undoStack()->undo(); }, current);
    for (const char *action : {"suggest", "options", "export", "preprocess"}) {
        if (auto *found = window.findChild<QAction *>(QLatin1String(action)))
            step(
                QLatin1String(action), [&] { found->trigger(); }, always);
    }
    step(
        QStringLiteral("close"), [&] { window.close(); }, always);
    JobRunner::waitForDetached();
    return 0;
}
