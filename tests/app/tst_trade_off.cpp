// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/window_session.h"

#include "app/studio.h"
#include "core/document/attempts.h"
#include "core/document/sensitivity_profile.h"
#include "core/document/trade_off.h"
#include "widgets/models/attempts_model.h"
#include "widgets/panels/attempts_panel.h"
#include "widgets/plots/attempts_chart.h"

#include <QApplication>
#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTreeView>

#include <cmath>
#include <limits>
#include <set>

using namespace halftone;

/// How much float for how many milliseconds: recipes evaluated on the side, and the chart that one picks from.
class TestTradeOff : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        prepareApplication(*qApp);
    }

    void stepsGrowToHalfOfTheNodes()
    {
        QCOMPARE(ladder(0), std::vector<std::size_t>{});
        QCOMPARE(ladder(1), std::vector<std::size_t>{1});
        QCOMPARE(ladder(16), (std::vector<std::size_t>{1, 2, 3, 5, 8}));
    }

    void harmlessAndHeavyNodesComeLast()
    {
        SensitivityReport ranking;
        ranking.nodes = {{"heavy", 20, 20}, {"light", 21, 21}, {"fine", 60, 60}, {"no harm", std::numeric_limits<double>::infinity(), 0}};
        QCOMPARE(byHarmForWork(ranking, {1000000, 1000, 1000, 0}), (std::vector<std::string>{"light", "heavy", "fine"}));
        // Without any work the harm alone counts.
        QCOMPARE(byHarmForWork(ranking, {0, 0, 0, 0}), (std::vector<std::string>{"heavy", "light", "fine"}));
    }

    void exploringAddsMeasuredAttempts()
    {
        WindowSession session;
        session.calibrate();
        Document *document = session.document();
        AttemptsPanel *panel = session.window()->docks()->attempts();
        const Recipe before = document->recipe();
        const int current = document->attempts()->current();
        QVERIFY(panel->exploreButton()->isEnabled());
        panel->exploreButton()->click();
        TradeOff *tradeOff = session.window()->docks()->tradeOff();
        QVERIFY(tradeOff->isRunning());
        QTRY_VERIFY_WITH_TIMEOUT(!tradeOff->isRunning() && document->jobs()->isIdle(), WindowSession::kPatience);
        QVERIFY(document->recipe() == before);
        QCOMPARE(document->attempts()->current(), current);
        QCOMPARE(tradeOff->done(), tradeOff->total());
        QVERIFY(tradeOff->total() >= 8);
        QCOMPARE(static_cast<int>(document->attempts()->list().size()), tradeOff->total() + 1);
        double best = -1;
        for (const Attempt &attempt : document->attempts()->list()) {
            QVERIFY(attempt.int8Ms > 0 && attempt.floatMs > 0);
            QVERIFY(attempt.bytes > 0);
            QVERIFY(attempt.int8Macs > 0 && attempt.int8Macs <= 100);
            QVERIFY(attempt.accuracy > 0.8);
            best = std::max(best, attempt.worstChannelDb);
        }
        // The head first: the worst channel of the outputs rises from 2 dB to what the rest leaves it.
        const Attempt &first = document->attempts()->list()[1];
        QCOMPARE(first.recipe.exclude.size(), std::size_t{1});
        QCOMPARE(first.recipe.exclude.front().toString(), std::string("/Concat_37"));
        QVERIFY(first.worstChannelDb > 20);
        QVERIFY(best > first.worstChannelDb + 3);

        AttemptsChart *chart = panel->chart();
        const auto front = paretoFront(chart->points());
        QVERIFY(!front.empty());
        // Size separates what time on a busy machine may not: more float, more bytes, less error.
        panel->costBox()->setCurrentIndex(1);
        panel->gainBox()->setCurrentIndex(1);
        QVERIFY(paretoFront(chart->points()).size() >= 3);
        panel->costBox()->setCurrentIndex(2);
        panel->gainBox()->setCurrentIndex(2);
        for (const AttemptsChart::Point &point : chart->points())
            QVERIFY(point.cost >= 0 && point.cost < 100 && point.gain > 80 && point.gain <= 100);
        panel->gainBox()->setCurrentIndex(0);

        emit chart->pointClicked(3);
        QCOMPARE(chart->selected(), 3);
        QCOMPARE(panel->view()->currentIndex().data(AttemptsModel::IdRole).toInt(), document->attempts()->list()[3].id);
        emit chart->pointActivated(3);
        QVERIFY(document->recipe() == document->attempts()->list()[3].recipe);
        session.waitForErrors();
        QCOMPARE(chart->current(), 3);
        document->undoStack()->undo();
        QVERIFY(document->recipe() == before);
        session.waitForErrors();
        // What is known is not measured again.
        const std::size_t known = document->attempts()->list().size();
        tradeOff->explore();
        QTRY_VERIFY_WITH_TIMEOUT(!tradeOff->isRunning(), WindowSession::kPatience);
        QCOMPARE(tradeOff->total(), 0);
        QCOMPARE(document->attempts()->list().size(), known);
    }

    void whatASearchTriedBecomesAttempts()
    {
        WindowSession session;
        session.calibrate();
        SensitivityProfile *sensitivity = session.window()->docks()->sensitivity();
        sensitivity->measure();
        QTRY_VERIFY_WITH_TIMEOUT(session.document()->jobs()->isIdle(), WindowSession::kPatience);
        const std::size_t before = session.document()->attempts()->list().size();
        QSignalSpy searched(sensitivity, &SensitivityProfile::searched);
        QSignalSpy tried(sensitivity, &SensitivityProfile::tried);
        sensitivity->search(QStringLiteral("sqnr>=27"));
        QTRY_COMPARE_WITH_TIMEOUT(searched.count(), 1, WindowSession::kPatience);
        QCOMPARE(tried.count(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(
            !session.window()->docks()->tradeOff()->isRunning() && session.document()->jobs()->isIdle(), WindowSession::kPatience);
        const auto recipes = tried.front().front().value<QList<Recipe>>();
        QVERIFY(recipes.size() > 2);
        QVERIFY(session.document()->attempts()->list().size() > before + 1);
        for (const Recipe &recipe : recipes) {
            const Attempt *attempt = session.document()->attempts()->find(recipe);
            QVERIFY(attempt && attempt->int8Ms > 0);
        }
    }

    void aCancelledExplorationKeepsWhatItFound()
    {
        WindowSession session;
        session.calibrate();
        TradeOff *tradeOff = session.window()->docks()->tradeOff();
        tradeOff->explore();
        QTRY_VERIFY_WITH_TIMEOUT(tradeOff->done() >= 1, WindowSession::kPatience);
        session.window()->docks()->attempts()->exploreButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(!tradeOff->isRunning(), WindowSession::kPatience);
        QVERIFY(tradeOff->done() < tradeOff->total());
        QVERIFY(static_cast<int>(session.document()->attempts()->list().size()) >= 1 + tradeOff->done());
    }
};

QTEST_MAIN(TestTradeOff)
#include "tst_trade_off.moc"
