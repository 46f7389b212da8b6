// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/docks.h"
#include "app/main_window.h"
#include "app/studio.h"
#include "core/document/document.h"
#include "core/document/selection.h"
#include "core/jobs/job_runner.h"
#include "core/model/writer.h"
#include "tests/support/watched_application.h"
#include "tests/widgets/graph_fixture.h"
#include "widgets/graphview/graph_view.h"

#include <QDir>
#include <QDockWidget>
#include <QLineEdit>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <numeric>

using namespace halftone;

namespace {

constexpr int kPatience = 240000;
/// Twenty thousand nodes.
constexpr int kBlocks = 10000;
/// Longer than the pause before the session is saved.
constexpr int kSettles = 2000;

} // namespace

/// The whole job with a large model; prints how long the longest event of each step keeps the window busy.
class TestWindowStalls : public QObject
{
    Q_OBJECT

private slots:
    void theWholeJobWithTwentyThousandNodes()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("deep.onnx"));
        NoProgress progress;
        QVERIFY(writeModel(*deepModel(kBlocks), path.toStdString(), {}, progress));
        MainWindow window;
        window.setAttribute(Qt::WA_DeleteOnClose, false);
        window.resize(1440, 900);
        window.show();
        Document *document = window.document();
        const auto done = [&](bool compared) {
            return document->facts() && (!compared || (document->errors() && document->errorsAreCurrent())) && document->jobs()->isIdle()
                && !window.graphView()->isLayingOut();
        };
        const auto step = [&](const char *name, bool saves, const std::function<void()> &act) {
            application().takeLongest();
            application().watch(QStringLiteral("the call itself"), act);
            QTRY_VERIFY_WITH_TIMEOUT(done(saves), kPatience);
            QTest::qWait(saves ? kSettles : kSettles / 8);
            // A figure for the reader; bench_window_stalls measures.
            const auto longest = application().takeLongest();
            qInfo("%s: %.0f ms, %s", name, longest.milliseconds, qPrintable(longest.what));
        };
        step("open", false, [&] { window.openFile(path); });
        const auto count = static_cast<NodeId>(document->model()->graph->nodes().size());
        QVERIFY(count >= 2 * kBlocks);
        std::vector<NodeId> all(count);
        std::iota(all.begin(), all.end(), 0);
        auto *filter = window.findChild<QLineEdit *>(QStringLiteral("nodeFilter"));
        step("select", false, [&] { window.selection()->selectNodes({count / 2}); });
        step("select all", false, [&] { window.selection()->selectNodes(all); });
        step("filter", false, [&] { filter->setText(QStringLiteral("layer77")); });
        step("no filter", false, [&] { filter->clear(); });
        step("fit", false, [&] { window.graphView()->fit(); });
        step("calibrate", true, [&] {
            SampleSpec spec = document->sampleSpec();
            spec.data = {"synthetic:2"};
            document->setSampleSpec(spec);
            document->calibrate();
        });
        step("exclude", true, [&] { document->excludeNodes({count / 2}); });
        step("undo", true, [&] { document->undoStack()->undo(); });
        for (QDockWidget *dock : window.docks()->all())
            step(qPrintable(dock->objectName()), false, [&] { dock->raise(); });
        window.close();
    }

private:
    static WatchedApplication &application() { return *static_cast<WatchedApplication *>(qApp); }
};

int main(int argc, char **argv)
{
    WatchedApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    prepareApplication(application);
    TestWindowStalls test;
    const int status = QTest::qExec(&test, argc, argv);
    JobRunner::waitForDetached();
    return status;
}

#include "tst_window_stalls.moc"
