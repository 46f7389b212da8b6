// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/docks.h"
#include "app/main_window.h"
#include "app/screenshots.h"
#include "app/status_strip.h"
#include "app/studio.h"
#include "core/document/document.h"
#include "core/document/selection.h"
#include "tests/support/window_session.h"
#include "widgets/common/panel_tools.h"
#include "widgets/graphview/graph_view.h"
#include "widgets/models/node_model.h"
#include "widgets/panels/calibrate_dialog.h"
#include "widgets/plots/bar_list.h"
#include "widgets/plots/empty_state.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QToolBar>
#include <QToolButton>

using namespace halftone;

namespace {

const QStringList kCharts{QStringLiteral("heatMapDock"), QStringLiteral("tensorsDock"), QStringLiteral("histogramDock"),
    QStringLiteral("rangesDock"), QStringLiteral("samplesDock"), QStringLiteral("sensitivityDock"), QStringLiteral("timeDock"),
    QStringLiteral("attemptsDock")};

} // namespace

/// What ui.md asks of the states of the window and that no other test holds it to; docs/window.md has the list.
class TestWindowStates : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        prepareApplication(*qApp);
        QDir(sessionFolder()).removeRecursively();
    }

    void emptyChartsSayWhatToDo()
    {
        WindowSession session;
        for (const QString &name : kCharts) {
            QDockWidget *dock = session.window()->docks()->dock(name);
            QVERIFY2(dock, qPrintable(name));
            dock->raise();
            QTRY_VERIFY(dock->widget()->isVisible());
            auto *empty = dock->findChild<EmptyState *>();
            QVERIFY2(empty && !empty->isShowingContent(), qPrintable(name));
            const auto labels = empty->findChildren<QLabel *>();
            QVERIFY2(std::any_of(
                         labels.begin(), labels.end(), [](const QLabel *label) { return label->isVisible() && !label->text().isEmpty(); }),
                qPrintable(name));
        }
        // The button of the first chart is the way to the data.
        session.window()->docks()->dock(kCharts.front())->raise();
        auto *empty = session.window()->docks()->dock(kCharts.front())->findChild<EmptyState *>();
        QTRY_VERIFY(empty->isVisible());
        empty->findChild<QPushButton *>()->click();
        QVERIFY(session.window()->calibrateDialog() && session.window()->calibrateDialog()->isVisible());
    }

    void nothingJumpsWhenFiguresCome()
    {
        WindowSession session;
        MainWindow *window = session.window();
        QTest::qWait(200);
        const auto places = [window] {
            QList<QRect> rects;
            for (const QToolBar *bar : window->findChildren<QToolBar *>())
                rects.append(bar->geometry());
            for (const QDockWidget *dock : window->docks()->all()) {
                if (dock->isVisible() && !dock->visibleRegion().isEmpty())
                    rects.append(dock->geometry());
            }
            rects.append(window->centralWidget()->geometry());
            return rects;
        };
        const QList<QRect> before = places();
        session.calibrate();
        QTest::qWait(200);
        QCOMPARE(places(), before);
    }

    void aSmallScreenIsEnough()
    {
        WindowSession session;
        session.calibrate();
        session.window()->resize(1024, 700);
        QTest::qWait(200);
        QVERIFY2(session.window()->width() <= 1024, qPrintable(QString::number(session.window()->width())));
        // The last step of the job is never among what a narrow tool bar hides.
        QVERIFY(session.window()->findChild<QWidget *>(QStringLiteral("exportButton"))->isVisible());
    }

    void theStatusBarTellsTheWholeStory()
    {
        WindowSession session;
        const StatusStrip *strip = session.window()->statusStrip();
        QVERIFY(strip->leftText().contains(QStringLiteral("Not calibrated")));
        session.calibrate();
        QTRY_VERIFY(strip->leftText().contains(QStringLiteral("Calibrated on 24 samples")));
        QVERIFY(strip->leftText().contains(QStringLiteral("refreshed in")));
        QVERIFY2(strip->rightText().contains(QStringLiteral("1.44 MiB → ")), qPrintable(strip->rightText()));
        QTRY_VERIFY_WITH_TIMEOUT(strip->rightText().contains(QStringLiteral("float ")), WindowSession::kPatience);
        session.document()->excludeNodes({session.document()->model()->graph->findNode("/Concat_37")});
        session.waitForErrors();
        // Before → after.
        QTRY_VERIFY2(strip->rightText().contains(QRegularExpression(QStringLiteral("output \\d+\\.\\d → \\d+\\.\\d dB"))),
            qPrintable(strip->rightText()));
        session.window()->findChild<QToolButton *>(QStringLiteral("statusIssues"))->click();
        QTRY_VERIFY(session.window()->docks()->dock(QStringLiteral("issuesDock"))->widget()->isVisible());
    }

    void toolsAreInTheTitleBar()
    {
        WindowSession session;
        QDockWidget *dock = session.window()->docks()->dock(QStringLiteral("tensorsDock"));
        dock->raise();
        auto *tools = dock->titleBarWidget()->findChild<QWidget *>(QLatin1String(kPanelTools));
        QVERIFY(tools && !tools->isVisible());
        session.calibrate();
        QTRY_VERIFY(tools->isVisible());
        // The tab says the name; a panel that stands alone says it itself.
        const auto name = [](const QDockWidget *of) { return of->titleBarWidget()->findChild<QLabel *>(); };
        QVERIFY(!name(dock)->isVisible());
        dock->setFloating(true);
        QTRY_VERIFY(name(dock)->isVisible());
        QCOMPARE(name(dock)->text(), QStringLiteral("Tensors"));
        dock->setFloating(false);
    }

    void closedPanelsComeBackAndAreRemembered()
    {
        const auto shown = [](const MainWindow &window, const char *name) {
            return window.docks()->dock(QLatin1String(name))->toggleViewAction()->isChecked();
        };
        {
            WindowSession session;
            MainWindow &window = *session.window();
            QVERIFY(shown(window, "timeDock") && shown(window, "propertiesDock"));
            for (const char *name : {"timeDock", "propertiesDock"}) {
                const auto buttons = window.docks()->dock(QLatin1String(name))->titleBarWidget()->findChildren<QToolButton *>();
                buttons.back()->click();
                QVERIFY(!shown(window, name));
            }
            window.docks()->dock(QStringLiteral("propertiesDock"))->toggleViewAction()->trigger();
            QVERIFY(shown(window, "propertiesDock"));
            window.close();
        }
        WindowSession again;
        QVERIFY(!shown(*again.window(), "timeDock"));
        QVERIFY(shown(*again.window(), "propertiesDock"));
        again.window()->docks()->dock(QStringLiteral("timeDock"))->toggleViewAction()->trigger();
        again.window()->close();
    }

    void hoveringPreviews()
    {
        WindowSession session;
        session.calibrate();
        auto *worst = session.window()->findChild<BarList *>(QStringLiteral("worstTensors"));
        QTRY_VERIFY(worst->isVisible() && worst->count() > 2);
        QSignalSpy hovered(session.window()->selection(), &SelectionController::hovered);
        QTest::mouseMove(worst->viewport(), worst->rowRect(0).center());
        QTRY_VERIFY(!hovered.isEmpty());
        QCOMPARE(hovered.back().front().value<NodeId>(), session.document()->model()->graph->findNode("/Concat_37"));
        QVERIFY(session.window()->selection()->nodes().empty());
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(worst->viewport(), &leave);
        QCOMPARE(hovered.back().front().value<NodeId>(), kNone);
    }

    void figuresAreOnTheRight()
    {
        WindowSession session;
        NodeModel model(session.document());
        for (const int column : {NodeModel::MacsColumn, NodeModel::ErrorColumn}) {
            const QModelIndex index = model.index(0, column);
            QVERIFY(index.data(Qt::TextAlignmentRole).value<Qt::Alignment>().testFlag(Qt::AlignRight));
            QVERIFY(model.headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).value<Qt::Alignment>().testFlag(Qt::AlignRight));
        }
    }

    void aConstantIsMarkedWhereItIsDrawn()
    {
        WindowSession session;
        const Graph &graph = *session.document()->model()->graph;
        const NodeId constant = graph.findNode("/Constant_97");
        QVERIFY(constant != kNone);
        const ValueId value = graph.node(constant).outputs.front();
        const NodeId reader = graph.value(value).consumers.front().node;
        session.window()->selection()->selectNodes({constant});
        const GraphCanvas *canvas = session.window()->graphView()->canvas();
        QTRY_COMPARE(canvas->selectedValue(), value);
        QVERIFY(canvas->selectedNodes().empty());
        QTRY_VERIFY(session.window()->docks()->properties()->plainText().contains(QString::fromStdString(graph.node(reader).name)));
        session.window()->selection()->selectNodes({reader});
        QTRY_COMPARE(canvas->selectedNodes(), std::vector<NodeId>{reader});
        QCOMPARE(canvas->selectedValue(), kNone);
    }

    void picturesAreNotTakenForArrays()
    {
        WindowSession session;
        session.window()->showCalibrate();
        CalibrateDialog *dialog = session.window()->calibrateDialog();
        QTRY_VERIFY(!dialog->preview().inputs.empty() && dialog->startButton()->isEnabled());
        auto *kinds = dialog->findChild<QComboBox *>(QStringLiteral("dataKind"));
        for (const int kind : {1, 2}) {
            kinds->setCurrentIndex(kind);
            QTRY_VERIFY(dialog->preview().inputs.empty() && !dialog->startButton()->isEnabled());
        }
        kinds->setCurrentIndex(0);
        QTRY_VERIFY(!dialog->preview().inputs.empty() && dialog->startButton()->isEnabled());
    }

    void sizesOfScreenshots()
    {
        QCOMPARE(sizeFromText(QStringLiteral("1024x700")), QSize(1024, 700));
        for (const char *wrong : {"", "1024", "1024x", "0x700", "-5x700", "1024x700x2"})
            QVERIFY2(!sizeFromText(QLatin1String(wrong)).isValid(), wrong);
    }
};

QTEST_MAIN(TestWindowStates)
#include "tst_window_states.moc"
