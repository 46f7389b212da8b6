// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/docks.h"
#include "app/main_window.h"
#include "app/status_strip.h"
#include "app/studio.h"
#include "core/document/attempts.h"
#include "core/document/document.h"
#include "core/document/exporter.h"
#include "core/document/recipe_edit.h"
#include "core/document/selection.h"
#include "core/jobs/job_runner.h"
#include "core/model/reader.h"
#include "widgets/graphview/graph_view.h"
#include "widgets/models/node_model.h"
#include "widgets/panels/calibrate_dialog.h"
#include "widgets/panels/export_dialog.h"
#include "widgets/panels/message_bar.h"
#include "widgets/panels/node_list_panel.h"
#include "widgets/panels/properties_panel.h"
#include "widgets/plots/heat_map_panel.h"
#include "widgets/plots/heat_map_plot.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace halftone;

namespace {

/// Generous: the machine that runs tests may be slow and shared, and sanitizers cost much.
constexpr int kPatience = 240000;
const QString kHead = QStringLiteral("/Concat_37");

} // namespace

/// Drives the real window through the main job.
class TestStudio : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        prepareApplication(*qApp);
        qRegisterMetaType<ExportSummary>("halftone::ExportSummary");
    }

    void init()
    {
        QDir(sessionFolder()).removeRecursively();
        m_window = new MainWindow;
        m_window->setAttribute(Qt::WA_DeleteOnClose, false);
        m_window->resize(1440, 900);
        m_window->show();
    }

    void cleanup()
    {
        delete m_window;
        JobRunner::waitForDetached();
    }

    void welcomeIsQuick()
    {
        QElapsedTimer clock;
        clock.start();
        MainWindow window;
        window.setAttribute(Qt::WA_DeleteOnClose, false);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QVERIFY2(clock.elapsed() < 5000, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(!window.docks()->nodeList()->isVisible());
    }

    void theMainJob()
    {
        Document *document = m_window->document();
        openSample();
        // The default profile would keep the head float by itself.
        document->loadRecipe(QStringLiteral("Plain profile"), withProfile(document->recipe(), QuantProfile::Plain));

        // Find a node and click its row.
        NodeListPanel *list = m_window->docks()->nodeList();
        list->filterLine()->setText(QStringLiteral("Concat_37 type:Concat"));
        const NodeId head = document->model()->graph->findNode(kHead.toStdString());
        QVERIFY(head != kNone);
        const QModelIndex row = list->viewIndex(head);
        QVERIFY(row.isValid());
        QTest::mouseClick(list->view()->viewport(), Qt::LeftButton, {}, list->view()->visualRect(row).center());
        QCOMPARE(m_window->selection()->nodes(), std::vector<NodeId>{head});
        QTRY_VERIFY(m_window->docks()->properties()->plainText().contains(kHead));
        list->filterLine()->clear();

        // Calibrate: the dialog is filled already.
        m_window->showCalibrate();
        QTRY_COMPARE_WITH_TIMEOUT(static_cast<int>(m_window->calibrateDialog()->preview().count), 24, kPatience);
        QVERIFY(!m_window->calibrateDialog()->preview().inputs.front().image.isNull());
        m_window->calibrateDialog()->startButton()->click();
        waitForErrors();
        QCOMPARE(document->statistics()->samples, 24);

        // The whole-tensor figure hides what the worst channel shows.
        const TensorError *output = document->errors()->find("output");
        QVERIFY(output);
        QVERIFY(output->accumulated.sqnrDb > 35);
        QVERIFY(output->accumulated.worstChannelDb < 8);
        auto *heatMap = m_window->findChild<HeatMapPanel *>();
        QVERIFY(!heatMap->isEmpty());
        QVERIFY(heatMap->plot()->rowCount() > 100);
        QVERIFY(heatMap->plot()->markedRow() >= 0);
        QTRY_VERIFY(m_window->docks()->properties()->plainText().contains(QStringLiteral("Two ranges")));

        // Exclude by clicking the badge in the graph.
        clickBadge(head);
        QVERIFY(document->isExcluded(head));
        waitForErrors();
        QVERIFY(document->errors()->find("output")->accumulated.worstChannelDb > 15);
        QCOMPARE(document->attempts()->list().size(), std::size_t{2});

        document->undoStack()->undo();
        QVERIFY(!document->isExcluded(head));
        waitForErrors();
        QVERIFY(document->errors()->find("output")->accumulated.worstChannelDb < 8);
        document->undoStack()->redo();
        waitForErrors();
        QCOMPARE(document->attempts()->list().size(), std::size_t{2});
        QVERIFY(m_window->statusStrip()->leftText().contains(QStringLiteral("24")));

        exportAndReopen();
    }

    void theListsBadgeExcludesToo()
    {
        openSample();
        NodeListPanel *list = m_window->docks()->nodeList();
        const NodeId head = m_window->document()->model()->graph->findNode(kHead.toStdString());
        const QModelIndex badge = list->viewIndex(head).siblingAtColumn(NodeModel::ChoiceColumn);
        list->view()->scrollTo(badge);
        QTest::mouseClick(list->view()->viewport(), Qt::LeftButton, {}, list->view()->visualRect(badge).center());
        QVERIFY(m_window->document()->isExcluded(head));
        QCOMPARE(badge.data().toString(), QStringLiteral("✕ f32"));
        m_window->document()->undoStack()->undo();
        QVERIFY(!m_window->document()->isExcluded(head));
    }

    void cancelDuringCalibrationLeavesNothingBehind()
    {
        openSample();
        Document *document = m_window->document();
        QSignalSpy statistics(document, &Document::statisticsChanged);
        document->calibrate();
        QVERIFY(document->jobs()->isRunning(JobKind::Calibrate));
        QTest::qWait(30);
        document->cancel();
        QTRY_VERIFY_WITH_TIMEOUT(document->jobs()->isIdle(), kPatience);
        QCOMPARE(statistics.count(), 0);
        QVERIFY(!document->errors());
        document->calibrate();
        waitForErrors();
    }

    void closingDuringAJobDoesNotWait()
    {
        openSample();
        m_window->document()->calibrate();
        QTest::qWait(30);
        QElapsedTimer clock;
        clock.start();
        delete m_window.data();
        QVERIFY2(clock.elapsed() < 2000, qPrintable(QString::number(clock.elapsed())));
    }

    void anotherModelDuringAJobDropsItsResult()
    {
        openSample();
        Document *document = m_window->document();
        QSignalSpy statistics(document, &Document::statisticsChanged);
        document->calibrate();
        QTest::qWait(30);
        document->open(QStringLiteral(HALFTONE_TEST_DATA "/models/digits_resnet.onnx"));
        QTRY_VERIFY_WITH_TIMEOUT(document->displayName() == QStringLiteral("digits_resnet.onnx") && document->facts(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(document->jobs()->isIdle(), kPatience);
        // Either the statistics came before the other model, or never.
        QVERIFY(!document->statistics());
        QVERIFY(!document->errors());
        QCOMPARE(document->decisions().size(), document->model()->graph->nodes().size());
    }

    void aBadFileSaysWhatIsWrong()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("page.onnx"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("<!DOCTYPE html><html><body>404</body></html>");
        file.close();
        m_window->openFile(path);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->messageBar()->isVisible(), kPatience);
        QVERIFY(!m_window->messageBar()->text().isEmpty());
        QVERIFY(!m_window->document()->model());
    }

private:
    void openSample()
    {
        m_window->openSample();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->document()->facts() != nullptr, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->graphView()->isLayingOut() && m_window->graphView()->canvas()->scene(), kPatience);
    }

    void waitForErrors()
    {
        const Document *document = m_window->document();
        QTRY_VERIFY_WITH_TIMEOUT(document->errors() && document->errorsAreCurrent(), kPatience);
    }

    void clickBadge(NodeId node)
    {
        GraphCanvas *canvas = m_window->graphView()->canvas();
        m_window->selection()->clear();
        m_window->selection()->selectNodes({node});
        const auto centre
            = [&] { return canvas->camera().toView(canvas->scene()->badgeRect(canvas->scene()->boxOfNode(node)).center()).toPoint(); };
        QTRY_VERIFY(canvas->rect().contains(centre()));
        // The move is animated: click where the badge has come to rest.
        QPoint before;
        QTRY_VERIFY(std::exchange(before, centre()) == centre());
        QTest::qWait(300);
        QTest::mouseClick(canvas, Qt::LeftButton, {}, centre());
    }

    void exportAndReopen()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("out.onnx"));
        m_window->showExport();
        auto *dialog = m_window->findChild<ExportDialog *>();
        QVERIFY(dialog);
        dialog->pathLine()->setText(QString::fromStdString(m_window->document()->model()->path));
        QVERIFY(!dialog->exportButton()->isEnabled());
        dialog->pathLine()->setText(path);
        QSignalSpy exported(m_window->document(), &Document::exported);
        dialog->exportButton()->click();
        QTRY_COMPARE_WITH_TIMEOUT(exported.count(), 1, kPatience);
        QVERIFY2(exported.front().front().value<ExportSummary>().verified, qPrintable(dialog->resultText()));
        dialog->close();
        const auto read = readModel(path.toStdString());
        QVERIFY(read);
        QVERIFY((*read)->graph->nodes().size() > m_window->document()->model()->graph->nodes().size() / 2);
        m_window->document()->open(path);
        QTRY_VERIFY_WITH_TIMEOUT(
            m_window->document()->displayName() == QStringLiteral("out.onnx") && m_window->document()->facts(), kPatience);
    }

    QPointer<MainWindow> m_window;
};

QTEST_MAIN(TestStudio)
#include "tst_studio.moc"
