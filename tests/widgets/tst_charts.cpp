// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/attempts_chart.h"
#include "widgets/plots/bar_list.h"
#include "widgets/plots/empty_state.h"
#include "widgets/plots/histogram_plot.h"
#include "widgets/plots/plot_style.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <limits>
#include <numeric>

using namespace halftone;

class TestCharts : public QObject
{
    Q_OBJECT

private slots:
    void coarseningKeepsTheCountAndTheGrid()
    {
        Histogram fine;
        fine.exponent = -3;
        fine.first = -5;
        fine.counts = {1, 2, 3, 4, 5, 6, 7};
        const Histogram coarse = coarsened(fine, 4);
        QVERIFY(coarse.counts.size() <= 4);
        QCOMPARE(std::accumulate(coarse.counts.begin(), coarse.counts.end(), std::uint64_t(0)), std::uint64_t(28));
        QCOMPARE(coarse.exponent, -2);
        QCOMPARE(coarse.first, std::int64_t(-3));
        QCOMPARE(coarse.counts.front(), std::uint64_t(1));
    }

    void histogramTellsWhatIsClipped()
    {
        Histogram histogram;
        histogram.exponent = 0;
        histogram.first = 0;
        histogram.counts = {90, 0, 0, 0, 10};
        HistogramPlot plot;
        plot.setHistograms(histogram, {}, std::pair{0.0, 2.0});
        QCOMPARE(plot.clippedShare(), 0.1);
        plot.setHistograms(histogram, {}, std::nullopt);
        QCOMPARE(plot.clippedShare(), 0.0);
    }

    void paretoFrontKeepsWhatNothingBeats()
    {
        using P = AttemptsChart::Point;
        const std::vector<P> points{{QStringLiteral("big, good"), 10, 40}, {QStringLiteral("small, bad"), 5, 10},
            {QStringLiteral("beaten"), 8, 9}, {QStringLiteral("middle"), 8, 30}};
        QCOMPARE(paretoFront(points), (std::vector<int>{1, 3, 0}));
    }

    void whatWasNotMeasuredIsNotDrawn()
    {
        const double unknown = std::numeric_limits<double>::quiet_NaN();
        AttemptsChart chart;
        chart.resize(400, 300);
        chart.setPoints({{QStringLiteral("a"), 1, 10}, {QStringLiteral("b"), unknown, 30}, {QStringLiteral("c"), 2, unknown}});
        QCOMPARE(paretoFront(chart.points()), std::vector<int>{0});
        chart.setReference(4, QStringLiteral("float"));
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        // What float costs is in view, to the right of what is cheaper.
        QVERIFY(chart.positionOf(0).x() < chart.width() / 2);
        QCOMPARE(chart.pointAt(chart.positionOf(0)), 0);
    }

    void oneSlowAttemptLeavesTheOthersApart()
    {
        AttemptsChart chart;
        chart.resize(400, 300);
        chart.setPoints({{QStringLiteral("a"), 1, 10}, {QStringLiteral("b"), 2, 20}, {QStringLiteral("slow"), 400, 30}});
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QVERIFY(chart.positionOf(1).x() - chart.positionOf(0).x() > 15);
        QVERIFY(chart.positionOf(2).x() < chart.width());
    }

    void clickingAnAttemptChoosesIt()
    {
        AttemptsChart chart;
        chart.resize(400, 300);
        chart.setPoints({{QStringLiteral("a"), 1, 10}, {QStringLiteral("b"), 2, 30}});
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        QSignalSpy clicked(&chart, &AttemptsChart::pointClicked);
        QTest::mouseClick(chart.childAt(chart.positionOf(1)), Qt::LeftButton, {}, chart.positionOf(1));
        QCOMPARE(clicked.count(), 1);
        QCOMPARE(clicked.front().front().toInt(), 1);
    }

    void barListReportsTheRowClicked()
    {
        BarList list;
        list.resize(400, 200);
        std::vector<BarList::Bar> bars(30);
        for (std::size_t i = 0; i < bars.size(); ++i)
            bars[i] = {QString::number(i), 0.5, QStringLiteral("1 dB"), Qt::black, {}};
        list.setBars(bars);
        list.show();
        QVERIFY(QTest::qWaitForWindowExposed(&list));
        QSignalSpy clicked(&list, &BarList::rowClicked);
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.rowRect(3).center());
        QCOMPARE(clicked.front().front().toInt(), 3);
        list.setMarked(25);
        QVERIFY(list.viewport()->rect().contains(list.rowRect(25)));
    }

    void emptyStateOffersTheNextStep()
    {
        auto *content = new QLabel(QStringLiteral("chart"));
        EmptyState state(content);
        state.setMessage(QStringLiteral("Nothing yet"), QStringLiteral("Calibrate"));
        state.showContent(false);
        state.show();
        QSignalSpy asked(&state, &EmptyState::actionRequested);
        QTest::mouseClick(state.findChild<QPushButton *>(), Qt::LeftButton);
        QCOMPARE(asked.count(), 1);
        state.showContent(true);
        QVERIFY(content->isVisibleTo(&state));
    }

    void figuresReadWell()
    {
        QLocale::setDefault(QLocale::c());
        QCOMPARE(decibelText(36.44), QStringLiteral("36.4 dB"));
        QCOMPARE(decibelText(std::numeric_limits<double>::infinity()), QStringLiteral("∞ dB"));
        QCOMPARE(figureLabel(18.42e6), QStringLiteral("18.4 M"));
        QCOMPARE(tailElided(QStringLiteral("/model/layer1/conv"), 8), QStringLiteral("…r1/conv"));
    }
};

QTEST_MAIN(TestCharts)
#include "tst_charts.moc"
