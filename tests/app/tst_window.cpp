// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/docks.h"
#include "app/find_field.h"
#include "app/main_window.h"
#include "app/overlay_box.h"
#include "app/studio.h"
#include "core/document/document.h"
#include "core/document/selection.h"
#include "core/document/sensitivity_profile.h"
#include "core/document/time_profile.h"
#include "core/jobs/job_runner.h"
#include "widgets/graphview/find_bar.h"
#include "widgets/graphview/graph_view.h"
#include "widgets/plots/bar_list.h"
#include "widgets/plots/heat_map_panel.h"
#include "widgets/plots/heat_map_plot.h"
#include "widgets/plots/samples_panel.h"
#include "widgets/plots/sensitivity_panel.h"
#include "widgets/plots/time_panel.h"

#include <QActionGroup>
#include <QApplication>
#include <QComboBox>
#include <QMenuBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>

using namespace halftone;

namespace {

constexpr int kPatience = 240000;

QString mnemonicOf(const QString &text)
{
    static const QRegularExpression marked(QStringLiteral("(?<!&)&([^&])"));
    const auto match = marked.match(text);
    return match.hasMatch() ? match.captured(1).toLower() : QString();
}

/// Calls `visit` with every entry of a menu and of its submenus, opened as a person would.
void walk(QMenu *menu, const QString &path, const std::function<void(const QString &, QAction *)> &visit)
{
    emit menu->aboutToShow();
    for (QAction *action : menu->actions()) {
        if (action->isSeparator())
            continue;
        const QString here = path + QStringLiteral(" › ") + action->text();
        visit(here, action);
        if (action->menu())
            walk(action->menu(), here, visit);
    }
}

} // namespace

/// Menus, tool bar and charts of the real window.
class TestWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        prepareApplication(*qApp);
    }

    void init()
    {
        m_window = std::make_unique<MainWindow>();
        m_window->setAttribute(Qt::WA_DeleteOnClose, false);
        m_window->resize(1440, 900);
        m_window->show();
    }

    void cleanup()
    {
        m_window.reset();
        JobRunner::waitForDetached();
    }

    void everyEntryExplainsItself_data()
    {
        QTest::addColumn<bool>("open");
        QTest::newRow("no model") << false;
        QTest::newRow("the sample") << true;
    }

    void everyEntryExplainsItself()
    {
        QFETCH(bool, open);
        if (open)
            openSample();
        int entries = 0;
        int disabled = 0;
        for (const QAction *top : m_window->menuBar()->actions()) {
            QVERIFY2(!mnemonicOf(top->text()).isEmpty(), qPrintable(top->text()));
            walk(top->menu(), top->text(), [&](const QString &path, QAction *action) {
                ++entries;
                QVERIFY2(!action->text().isEmpty(), qPrintable(path));
                QVERIFY2(!action->shortcut().isEmpty() || !mnemonicOf(action->text()).isEmpty(),
                    qPrintable(path + QStringLiteral(" has neither shortcut nor mnemonic")));
                QVERIFY2(!action->statusTip().isEmpty(), qPrintable(path + QStringLiteral(" has no status tip")));
                if (action->isEnabled())
                    return;
                ++disabled;
                // Reasons are sentences with a full stop, descriptions are not.
                QVERIFY2(action->toolTip().endsWith(QLatin1Char('.')), qPrintable(path + QStringLiteral(": ") + action->toolTip()));
                QVERIFY2(action->statusTip().endsWith(QLatin1Char('.')), qPrintable(path));
            });
        }
        QVERIFY(entries > 70);
        QVERIFY(open || disabled > 20);
    }

    void noTwoEntriesOfAMenuShareALetter()
    {
        openSample();
        m_window->selection()->selectNodes({0});
        const std::function<void(QMenu *)> check = [&](QMenu *menu) {
            emit menu->aboutToShow();
            QMap<QString, QString> letters;
            for (QAction *action : menu->actions()) {
                const QString letter = mnemonicOf(action->text());
                if (!letter.isEmpty()) {
                    QVERIFY2(!letters.contains(letter), qPrintable(letters.value(letter) + QStringLiteral(" / ") + action->text()));
                    letters.insert(letter, action->text());
                }
                if (action->menu())
                    check(action->menu());
            }
        };
        for (const QAction *top : m_window->menuBar()->actions())
            check(top->menu());
    }

    void noTwoEntriesShareAShortcut()
    {
        QMap<QString, QString> shortcuts;
        for (const QAction *action : m_window->actions()) {
            const QString keys = action->shortcut().toString();
            if (keys.isEmpty())
                continue;
            QVERIFY2(!shortcuts.contains(keys), qPrintable(keys + QStringLiteral(": ") + shortcuts.value(keys) + action->text()));
            shortcuts.insert(keys, action->text());
        }
        QVERIFY(shortcuts.size() > 20);
    }

    void theFindFieldDrivesTheGraph()
    {
        openSample();
        auto *field = m_window->findChild<FindField *>();
        FindBar *bar = m_window->graphView()->findBar();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_window->showFind();
        QTRY_VERIFY(field->hasFocus());
        QTest::keyClicks(field, QStringLiteral("Concat_37"));
        QVERIFY(bar->isVisible());
        QVERIFY(bar->resultCount() > 0);
        QVERIFY(field->hasFocus());
        QVERIFY(m_window->graphView()->rect().contains(bar->geometry()));
        QTest::keyClick(field, Qt::Key_Return);
        const NodeId head = m_window->document()->model()->graph->findNode("/Concat_37");
        QTRY_COMPARE(m_window->selection()->nodes(), std::vector<NodeId>{head});
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!bar->isVisible());
        QVERIFY(field->text().isEmpty());
    }

    void theOverlayBoxAndTheMenuAgree()
    {
        openSample();
        QComboBox *box = m_window->findChild<OverlayBox *>()->box();
        QCOMPARE(m_window->graphView()->overlayKind(), OverlayKind::ErrorWorstChannel);
        const int macs = box->findText(QStringLiteral("MACs"));
        QVERIFY(macs > 0);
        box->setCurrentIndex(macs);
        emit box->activated(macs);
        QCOMPARE(m_window->graphView()->overlayKind(), OverlayKind::Macs);
        overlayAction(QStringLiteral("None"))->trigger();
        QCOMPARE(m_window->graphView()->overlayKind(), OverlayKind::None);
        QCOMPARE(box->currentText(), QStringLiteral("None"));
    }

    void rowsOfTheHeatMapAppearWhileCalibrating()
    {
        openSample();
        auto *heatMap = m_window->findChild<HeatMapPanel *>();
        QVERIFY(heatMap->isEmpty());
        int rowsBefore = 0;
        connect(m_window->document(), &Document::statisticsChanged, this, [&] { rowsBefore = heatMap->plot()->rowCount(); });
        QSignalSpy seen(m_window->document(), &Document::tensorsSeen);
        m_window->document()->calibrate();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->document()->errors() != nullptr, kPatience);
        QVERIFY(heatMap->plot()->rowCount() > 100);
        // A calibration quicker than the first look shows its rows at the end only.
        if (!seen.isEmpty())
            QVERIFY(rowsBefore > 100);
    }

    void samplesTellWhetherTheyWereEnough()
    {
        openSample();
        auto *panel = m_window->findChild<SamplesPanel *>();
        QVERIFY(panel->isEmpty());
        m_window->document()->calibrate();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->document()->errors() != nullptr, kPatience);
        QVERIFY(!panel->isEmpty());
        const Convergence convergence = convergenceOf(*m_window->document()->statistics());
        QCOMPARE(convergence.mean.size(), std::size_t(24));
        const qint64 named = convergence.settled ? convergence.enough : 24;
        QVERIFY2(panel->verdict().startsWith(QString::number(named)) || panel->verdict().contains(QStringLiteral(" %1 ").arg(named)),
            qPrintable(panel->verdict()));
    }

    void nothingOfTheOldGraphIsSelectedWhenPanelsSeeTheNewOne()
    {
        openSample();
        Document *document = m_window->document();
        m_window->selection()->selectNodes({static_cast<NodeId>(document->model()->graph->nodes().size() - 1)});
        bool seen = false;
        connect(document, &Document::modelChanged, this, [&] { seen = seen || !m_window->selection()->nodes().empty(); });
        const auto before = document->model();
        document->open(QStringLiteral(HALFTONE_TEST_DATA "/models/mnist.onnx"));
        QTRY_VERIFY_WITH_TIMEOUT(document->model() != before, kPatience);
        QVERIFY(m_window->selection()->nodes().empty());
        // A panel that asked before the window did would have read past the end of the smaller graph.
        QSignalSpy about(document, &Document::modelAboutToChange);
        m_window->selection()->selectNodes({3});
        connect(document, &Document::modelAboutToChange, this, [&] { QVERIFY(m_window->selection()->nodes().empty()); });
        document->openSample();
        QTRY_COMPARE_WITH_TIMEOUT(about.count(), 1, kPatience);
        QVERIFY(!seen);
    }

    void timesOfNodesAreMeasuredShownAndColoured()
    {
        openSample();
        const QString overlay = QStringLiteral("Time, quantized");
        QComboBox *box = m_window->findChild<OverlayBox *>()->box();
        auto *panel = m_window->findChild<TimePanel *>();
        TimeProfile *profile = m_window->docks()->times();
        QVERIFY(panel->isEmpty());
        QVERIFY(!overlayAction(overlay)->isEnabled());
        m_window->document()->calibrate();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->document()->errors() && m_window->document()->jobs()->isIdle(), kPatience);
        profile->measure();
        QVERIFY(profile->isMeasuring());
        QTRY_VERIFY_WITH_TIMEOUT(profile->times() && profile->isCurrent(), kPatience);
        QVERIFY(!panel->isEmpty());

        const Graph &graph = *m_window->document()->model()->graph;
        const NodeTimes &times = *profile->times();
        QVERIFY(times.floatTotalMs > 0 && times.quantizedTotalMs > 0);
        double floatSum = 0;
        for (NodeId id = 0; id < graph.nodes().size(); ++id) {
            if (graph.node(id).opType == "Conv")
                QVERIFY2(times.floatMs[id] > 0 && times.quantizedMs[id] > 0, graph.node(id).name.c_str());
            floatSum += std::isnan(times.floatMs[id]) ? 0 : times.floatMs[id];
        }
        QVERIFY(floatSum > 0);
        double typeSum = 0;
        for (const NodeTimes::TypeTime &type : times.types)
            typeSum += type.floatMs;
        QVERIFY(std::fabs(typeSum - floatSum) < 1e-6 * floatSum);

        panel->setRows(TimePanel::Rows::Types);
        QCOMPARE(panel->list()->count(), static_cast<int>(times.types.size()));
        panel->setRows(TimePanel::Rows::Nodes);
        panel->setOrder(TimePanel::Order::LongestFloat);
        emit panel->list()->rowClicked(0);
        QCOMPARE(m_window->selection()->nodes().size(), std::size_t{1});
        const double longest = *std::max_element(times.floatMs.begin(), times.floatMs.end(),
            [](double a, double b) { return (std::isnan(a) ? 0 : a) < (std::isnan(b) ? 0 : b); });
        QCOMPARE(times.floatMs[m_window->selection()->nodes().front()], longest);
        QCOMPARE(panel->list()->marked(), 0);

        overlayAction(overlay)->trigger();
        QCOMPARE(m_window->graphView()->overlayKind(), OverlayKind::Custom);
        QCOMPARE(box->currentText(), overlay);
        m_window->document()->excludeNodes({graph.findNode("/Concat_37")});
        QVERIFY(!profile->isCurrent());
        // Figures of one model do not colour another.
        m_window->document()->open(QStringLiteral(HALFTONE_TEST_DATA "/models/digits_resnet.onnx"));
        QTRY_VERIFY_WITH_TIMEOUT(!profile->times(), kPatience);
        QCOMPARE(m_window->graphView()->overlayKind(), OverlayKind::ErrorWorstChannel);
        QVERIFY(!overlayAction(overlay)->isEnabled());
    }

    void sensitivityRanksProposesAndExcludes()
    {
        openSample();
        Document *document = m_window->document();
        auto *panel = m_window->findChild<SensitivityPanel *>();
        SensitivityProfile *profile = m_window->docks()->sensitivity();
        QVERIFY(panel->isEmpty());
        profile->measure();
        QVERIFY(!profile->isMeasuring());
        Recipe plain = document->recipe();
        plain.profile = QuantProfile::Plain;
        document->editRecipe(QStringLiteral("plain"), plain);
        document->calibrate();
        QTRY_VERIFY_WITH_TIMEOUT(document->errors() && document->errorsAreCurrent() && document->jobs()->isIdle(), kPatience);
        profile->measure();
        QVERIFY(profile->isMeasuring());
        QTRY_VERIFY_WITH_TIMEOUT(!profile->isMeasuring() && profile->report(), kPatience);
        QVERIFY(profile->report()->complete);
        const NodeId head = document->model()->graph->findNode("/Concat_37");
        QCOMPARE(profile->proposal(), std::vector<NodeId>{head});
        QCOMPARE(panel->list()->count(), static_cast<int>(profile->report()->nodes.size()));
        emit panel->list()->rowClicked(0);
        QCOMPARE(m_window->selection()->nodes(), std::vector<NodeId>{head});
        QVERIFY(profile->decibels()[head] < 10);
        overlayAction(QStringLiteral("Sensitivity"))->trigger();
        QCOMPARE(m_window->graphView()->overlayKind(), OverlayKind::Custom);

        panel->excludeButton()->click();
        QVERIFY(document->isExcluded(head));
        QVERIFY(!profile->isCurrent());
        document->undoStack()->undo();
        QTRY_VERIFY_WITH_TIMEOUT(document->errorsAreCurrent() && document->jobs()->isIdle(), kPatience);

        QSignalSpy searched(profile, &SensitivityProfile::searched);
        profile->search(QStringLiteral("nonsense"));
        QCOMPARE(searched.count(), 1);
        QVERIFY(!searched.takeFirst().front().toBool());
        profile->search(QStringLiteral("sqnr>=12"));
        QTRY_COMPARE_WITH_TIMEOUT(searched.count(), 1, kPatience);
        QVERIFY(searched.front().front().toBool());
        QVERIFY(document->isExcluded(head));
    }

    void aCancelledRankingIsKept()
    {
        openSample();
        Document *document = m_window->document();
        SensitivityProfile *profile = m_window->docks()->sensitivity();
        document->calibrate();
        QTRY_VERIFY_WITH_TIMEOUT(document->errors() && document->jobs()->isIdle(), kPatience);
        document->setComparedSamples(0);
        QTRY_VERIFY_WITH_TIMEOUT(document->errorsAreCurrent() && document->jobs()->isIdle(), kPatience);
        profile->measure();
        QTRY_VERIFY_WITH_TIMEOUT(profile->report() != nullptr, kPatience);
        if (!profile->isMeasuring())
            QSKIP("measured before it could be cancelled");
        profile->cancel();
        QTRY_VERIFY_WITH_TIMEOUT(!profile->isMeasuring(), kPatience);
        QVERIFY(profile->report());
        QVERIFY(!profile->report()->nodes.empty());
    }

    void aCancelledCalibrationLeavesNoRows()
    {
        openSample();
        auto *heatMap = m_window->findChild<HeatMapPanel *>();
        Document *document = m_window->document();
        emit document->tensorsSeen({QStringLiteral("output")});
        QVERIFY(!heatMap->isEmpty());
        QCOMPARE(heatMap->plot()->rowCount(), 1);
        document->calibrate();
        document->cancel();
        QTRY_VERIFY_WITH_TIMEOUT(document->jobs()->isIdle(), kPatience);
        QTRY_VERIFY(heatMap->isEmpty());
    }

private:
    QAction *overlayAction(const QString &text) const
    {
        for (QAction *action : m_window->findChildren<QAction *>()) {
            if (action->actionGroup() && action->text().remove(QLatin1Char('&')) == text)
                return action;
        }
        return nullptr;
    }

    void openSample()
    {
        m_window->openSample();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->document()->facts() != nullptr, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->graphView()->isLayingOut() && m_window->graphView()->canvas()->scene(), kPatience);
    }

    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
