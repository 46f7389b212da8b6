// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/heat_map_data.h"
#include "widgets/plots/heat_map_plot.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <cmath>
#include <limits>

using namespace halftone;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

TensorError activation(const char *name, double db, double worst, std::vector<double> channels)
{
    TensorError error;
    error.tensor = std::string(name) + "_out";
    error.producer = name;
    error.accumulated.sqnrDb = db;
    error.accumulated.worstChannelDb = worst;
    error.accumulated.channelsDb = std::move(channels);
    error.accumulated.samplesDb = {db, db};
    error.local.sqnrDb = db + 10;
    error.local.worstChannelDb = kNaN;
    return error;
}

ErrorReport headReport()
{
    ErrorReport report;
    report.sampleNames = {"a.png", "b.png"};
    report.tensors
        = {activation("/conv", 30, 25, {35, 25}), activation("/concat", 40, 1.7, {40, 42, 1.7}), activation("/shape", kNaN, kNaN, {})};
    TensorError weight = activation("", 12, 11, {});
    weight.kind = TensorError::Kind::Weight;
    report.tensors.push_back(weight);
    return report;
}

/// The colour of the selection, antialiased.
bool isOrange(QColor colour) { return colour.red() > 150 && colour.green() < 150 && colour.blue() < 90; }

std::vector<HeatMapRow> manyRows(int count)
{
    std::vector<HeatMapRow> rows(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        rows[static_cast<std::size_t>(i)].label = QStringLiteral("/model/layer%1/conv/Conv").arg(i);
        rows[static_cast<std::size_t>(i)].columns.assign(200, i % 50);
        rows[static_cast<std::size_t>(i)].tensor = static_cast<std::size_t>(i);
    }
    return rows;
}

} // namespace

Q_DECLARE_METATYPE(halftone::HeatMetric)

class TestHeatMap : public QObject
{
    Q_OBJECT

private slots:
    void executionOrderKeepsTheReportsOrderWithoutWeights()
    {
        const auto rows = heatMapRows(headReport(), {});
        QCOMPARE(rows.size(), std::size_t(3));
        QCOMPARE(rows[0].label, QStringLiteral("/conv"));
        QCOMPARE(rows[1].columns.size(), std::size_t(3));
    }

    void rankingIsByWorstChannelAndUnmeasuredTensorsComeLast()
    {
        const auto rows = heatMapRows(headReport(), {.order = HeatOrder::WorstFirst});
        QCOMPARE(rows[0].label, QStringLiteral("/concat"));
        QCOMPARE(rows[2].label, QStringLiteral("/shape"));
        const auto worst = worstTensors(headReport(), HeatError::Accumulated, 10);
        QCOMPARE(worst, (std::vector<std::size_t>{1, 0}));
    }

    void localErrorWithoutChannelsRanksByTheWholeTensor()
    {
        const auto rows = heatMapRows(headReport(), {.error = HeatError::Local});
        QCOMPARE(rows[0].worstDb, 40.0);
    }

    void rowsAreStretchedToTheWidth()
    {
        std::vector<HeatMapRow> rows = manyRows(3);
        rows[0].columns = {10, 20, std::nan("")};
        rows[1].columns.assign(2000, 30);
        rows[1].columns[1000] = 3;
        rows[2].columns.clear();
        rows[2].whole = 25;
        HeatRaster raster;
        raster.setRows(HeatMetric::Sqnr, rows, 0);
        const std::vector<double> few = raster.worst(0, 1);
        const auto width = static_cast<std::ptrdiff_t>(few.size());
        QCOMPARE(std::count(few.begin(), few.begin() + width / 3, 10.0), width / 3);
        QCOMPARE(few[few.size() / 2], 20.0);
        QVERIFY(std::isnan(few.back()));
        // More columns than cells: the worst of those in a cell is seen.
        const std::vector<double> many = raster.worst(1, 1);
        QCOMPARE(many[many.size() / 2], 3.0);
        QCOMPARE(std::count(many.begin(), many.end(), 30.0), width - 1);
        QCOMPARE(raster.worst(2, 1), std::vector<double>(few.size(), 25.0));
        // Together: the worst of all three.
        QCOMPARE(raster.worst(0, 3).back(), 25.0);
        QCOMPARE(raster.worst(0, 3).front(), 10.0);
    }

    void aMillionCellsAreNotWrittenWhereAFewAreSeen()
    {
        constexpr int kMany = 20000;
        HeatMapPlot plot;
        plot.resize(700, 200);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        plot.setRows(manyRows(kMany), 0, {});
        QTest::qWait(50);
        const auto isPainted = [&](int row) {
            const HeatRaster::Lines painted = plot.paintedLines();
            return row >= painted.first * painted.join && row < (painted.first + painted.count) * painted.join;
        };
        QVERIFY(plot.paintedLines().join > 1 && plot.paintedLines().count <= 4 * plot.height());
        QVERIFY(isPainted(0) && isPainted(kMany - 1));
        // Near rows one by one, too; and what is in view is painted after every move.
        QWidget *chart = plot.findChild<QWidget *>();
        for (const int y : {20, 60, 100, 20, 100}) {
            for (int notch = 0; notch < 25; ++notch) {
                const QPointF at(300, y);
                const int turn = notch < 20 ? 120 : -120;
                QWheelEvent wheel(at, chart->mapToGlobal(at), {}, {0, turn}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
                QApplication::sendEvent(chart, &wheel);
                QVERIFY(isPainted(plot.rowAt({300, 15})) && isPainted(plot.rowAt({300, 110})));
            }
        }
        QCOMPARE(plot.paintedLines().join, 1);
        QVERIFY(plot.paintedLines().count <= 4 * plot.height());
    }

    void everyMetricHasItsColumnsScaleAndText_data()
    {
        QTest::addColumn<HeatMetric>("metric");
        QTest::addColumn<std::vector<double>>("columns");
        QTest::addColumn<double>("whole");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("worstRow");
        QTest::newRow("SQNR") << HeatMetric::Sqnr << std::vector<double>{30, 9} << 20.0 << QStringLiteral("20.0 dB")
                              << QStringLiteral("/a");
        QTest::newRow("worst channel") << HeatMetric::WorstChannel << std::vector<double>{} << 9.0 << QStringLiteral("9.0 dB")
                                       << QStringLiteral("/a");
        QTest::newRow("mean squared") << HeatMetric::Mse << std::vector<double>{0.5, 0.25} << 0.375 << QStringLiteral("0.375")
                                      << QStringLiteral("/b");
        QTest::newRow("largest") << HeatMetric::MaxAbs << std::vector<double>{2, 1} << 2.0 << QStringLiteral("2") << QStringLiteral("/b");
        QTest::newRow("cosine") << HeatMetric::Cosine << std::vector<double>{0.9, 0.5} << 0.8 << QStringLiteral("0.80000")
                                << QStringLiteral("/b");
    }

    void everyMetricHasItsColumnsScaleAndText()
    {
        QFETCH(HeatMetric, metric);
        QFETCH(std::vector<double>, columns);
        QFETCH(double, whole);
        QFETCH(QString, text);
        QFETCH(QString, worstRow);
        ErrorReport report;
        report.tensors = {activation("/a", 20, 9, {30, 9}), activation("/b", 25, 24, {24, 26})};
        ErrorFigures &a = report.tensors[0].accumulated;
        a.mse = 0.375;
        a.maxAbs = 2;
        a.cosine = 0.8;
        a.channels = {{0.5, 2, 0.9}, {0.25, 1, 0.5}};
        ErrorFigures &b = report.tensors[1].accumulated;
        b.mse = 400;
        b.maxAbs = 30;
        b.cosine = 0.7;
        const auto rows = heatMapRows(report, {.columns = HeatColumns::Channels, .metric = metric});
        QCOMPARE(rows[0].columns, columns);
        QCOMPARE(rows[0].whole, whole);
        QCOMPARE(metricText(metric, rows[0].whole), text);
        const auto ranked = heatMapRows(report, {.order = HeatOrder::WorstFirst, .metric = metric});
        QCOMPARE(ranked.front().label, worstRow);
        const HeatScale scale = HeatScale::over(metric, {rows[0].whole, rows[1].whole});
        for (const HeatMapRow &row : rows)
            QCOMPARE(scale.shown(row.whole), row.whole);
        QVERIFY(std::isnan(scale.shown(kNaN)));
        HeatMapPlot plot;
        plot.setRows(rows, 0, {}, metric);
        QCOMPARE(plot.scale().metric, metric);
        QVERIFY(plot.scale().lower < plot.scale().upper);
    }

    void clickingARowReportsIt()
    {
        HeatMapPlot plot;
        plot.resize(700, 300);
        plot.setRows(heatMapRows(headReport(), {}), 0, QStringLiteral("channels"));
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        QSignalSpy clicked(&plot, &HeatMapPlot::rowClicked);
        QTest::mouseClick(plot.childAt(plot.rowPosition(1)), Qt::LeftButton, {}, plot.rowPosition(1));
        QCOMPARE(clicked.count(), 1);
        QCOMPARE(clicked.front().front().toInt(), 1);
    }

    void arrowKeysWalkTheRows()
    {
        HeatMapPlot plot;
        plot.setRows(heatMapRows(headReport(), {}), 0, {});
        plot.setMarkedRow(0, false);
        QSignalSpy clicked(&plot, &HeatMapPlot::rowClicked);
        QTest::keyClick(&plot, Qt::Key_Down);
        QCOMPARE(clicked.front().front().toInt(), 1);
    }

    void labelsNeverOverlap_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("marked");
        QTest::newRow("few") << 5 << 2;
        QTest::newRow("as many as fit") << 20 << 7;
        QTest::newRow("thousands") << 2000 << 1003;
    }

    void labelsNeverOverlap()
    {
        QFETCH(int, rows);
        QFETCH(int, marked);
        HeatMapPlot plot;
        plot.resize(800, 260);
        plot.setRows(manyRows(rows), 200, QStringLiteral("sample"));
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        plot.setMarkedRow(marked, true);
        const auto rects = plot.labelRects();
        QVERIFY(rects.size() > 2 || rows < 3);
        for (std::size_t i = 1; i < rects.size(); ++i)
            QVERIFY2(!rects[i - 1].intersects(rects[i]), qPrintable(QString::number(i)));
    }

    void aBadRowAmongManyIsSeen()
    {
        constexpr int kRows = 2000, kBad = 1234;
        std::vector<HeatMapRow> rows = manyRows(kRows);
        for (HeatMapRow &row : rows) {
            row.columns.clear();
            row.whole = 45;
        }
        rows[kBad].whole = 0;
        HeatMapPlot plot;
        plot.resize(700, 220);
        plot.setRows(rows, 0, {});
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        const QImage image = plot.grab().toImage();
        const QPoint place = plot.rowPosition(kBad);
        int darkest = 255;
        for (int y = place.y() - 2; y <= place.y() + 2; ++y)
            darkest = std::min(darkest, image.pixelColor(place.x() + 40, y).lightness());
        QVERIFY2(darkest < 60, qPrintable(QString::number(darkest)));
        QVERIFY(image.pixelColor(place.x() + 40, place.y() - 20).lightness() > 100);
        // The selected one is framed, however thin its row.
        plot.setMarkedRow(kBad, false);
        QTest::qWait(50);
        const QImage marked = plot.grab().toImage();
        int framed = 0;
        for (int y = place.y() - 6; y <= place.y() + 6; ++y)
            framed += isOrange(marked.pixelColor(place.x() + 40, y));
        QVERIFY2(framed >= 2, qPrintable(QString::number(framed)));
    }

    void rowsThatShareALineShowTheWorst()
    {
        std::vector<HeatMapRow> rows = manyRows(5);
        for (HeatMapRow &row : rows)
            row.columns = {30, 40};
        rows[1].columns = {20, 45};
        rows[4].columns = {std::nan(""), 10};
        HeatRaster raster;
        raster.setRows(HeatMetric::Sqnr, rows, 2);
        QCOMPARE(raster.worst(0, 2)[0], 20.0);
        QCOMPARE(raster.worst(0, 2)[1], 40.0);
        QCOMPARE(raster.worst(3, 2)[0], 30.0);
        QCOMPARE(raster.worst(3, 2)[1], 10.0);
        QVERIFY(std::isnan(raster.worst(4, 2)[0]));
        QCOMPARE(HeatRaster::joined(221, 145), 2);
        QCOMPARE(HeatRaster::joined(145, 145), 1);
        QCOMPARE(HeatRaster::joined(2000, 150), 14);
        raster.setRows(HeatMetric::Mse, rows, 2);
        QCOMPARE(raster.worst(0, 2)[0], 30.0);
    }

    void paintsGoodAndBadInDifferentColours()
    {
        HeatMapPlot plot;
        plot.resize(700, 200);
        plot.setRows(heatMapRows(headReport(), {}), 0, {});
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        const QImage image = plot.grab().toImage();
        const QPoint left = plot.rowPosition(1);
        const int right = plot.width() - 90;
        QVERIFY(image.pixelColor(left).lightness() > image.pixelColor(right, left.y()).lightness() + 40);
    }
};

QTEST_MAIN(TestHeatMap)
#include "tst_heat_map.moc"
