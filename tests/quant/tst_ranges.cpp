// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/range.h"
#include "core/quant/scheme.h"
#include "core/quant/statistics_builder.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <random>

using namespace halftone;

namespace {

TensorStatistics statisticsOf(const std::vector<float> &data)
{
    StatisticsBuilder builder;
    builder.add({DType::Float, Shape{static_cast<std::int64_t>(data.size())}, TensorView::Layout::Plain, 1,
        reinterpret_cast<const std::byte *>(data.data())});
    builder.closeSample();
    return builder.take();
}

std::vector<float> draw(std::size_t count, const std::function<float(std::mt19937 &)> &next)
{
    std::mt19937 random(11);
    std::vector<float> values(count);
    for (float &value : values)
        value = next(random);
    return values;
}

double trueError(const std::vector<float> &data, const Range &range, bool symmetric)
{
    const auto limits = quantLimits(symmetric ? DType::Int8 : DType::UInt8, symmetric, false);
    const auto [scale, zeroPoint] = scaleFor(range.minimum, range.maximum, limits, symmetric);
    double sum = 0;
    for (const float x : data) {
        const float y = static_cast<float>(quantizeValue(x, scale, zeroPoint, limits) - zeroPoint) * scale;
        sum += static_cast<double>(x - y) * static_cast<double>(x - y);
    }
    return sum;
}

} // namespace

class TestRanges : public QObject
{
    Q_OBJECT
private slots:
    void minMax();
    void movingAverage();
    void percentile();
    void mseBeatsEveryOtherClip_data();
    void mseBeatsEveryOtherClip();
    void entropyClipsOutliers();
    void entropyGivesWayWhereItRuins();
    void constantsAndNothing();
};

void TestRanges::minMax()
{
    const auto range = minMaxRange(statisticsOf({-2, 0, 5}));
    QCOMPARE(range.minimum, -2.0F);
    QCOMPARE(range.maximum, 5.0F);
}

void TestRanges::movingAverage()
{
    TensorStatistics statistics;
    statistics.sampleMinimum = {-1, -2};
    statistics.sampleMaximum = {1, 3};
    const auto range = movingAverageRange(statistics);
    QCOMPARE(range.minimum, -1.01F);
    QCOMPARE(range.maximum, 1.02F);
}

void TestRanges::percentile()
{
    std::vector<float> data;
    for (int i = 0; i < 10000; ++i)
        data.push_back(static_cast<float>(i) / 10000);
    data.push_back(1000);
    const auto statistics = statisticsOf(data);
    const auto one = percentileRange(statistics, 99, {256, false});
    QVERIFY(one.maximum < 1.5F);
    QVERIFY(one.minimum >= 0);
    const auto all = percentileRange(statistics, 100, {256, false});
    QCOMPARE(all.maximum, 1000.0F);
    const auto symmetric = percentileRange(statistics, 99, {255, true});
    QCOMPARE(symmetric.minimum, -symmetric.maximum);
}

void TestRanges::mseBeatsEveryOtherClip_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("symmetric");
    QTest::newRow("normal u8") << 0 << false;
    QTest::newRow("normal s8") << 0 << true;
    QTest::newRow("half zeros, one-sided") << 1 << false;
    QTest::newRow("heavy tail") << 2 << false;
    QTest::newRow("heavy tail s8") << 2 << true;
}

void TestRanges::mseBeatsEveryOtherClip()
{
    QFETCH(int, kind);
    QFETCH(bool, symmetric);
    std::normal_distribution<float> normal;
    const auto data = draw(100000, [&](std::mt19937 &random) {
        const float x = normal(random);
        return kind == 0 ? x : kind == 1 ? std::max(0.0F, x) : x * std::fabs(x) * std::fabs(x);
    });
    const auto statistics = statisticsOf(data);
    const RangeScheme scheme{symmetric ? 255 : 256, symmetric};
    const double chosen = trueError(data, mseRange(statistics, scheme), symmetric);
    double best = INFINITY;
    for (int i = 4; i <= 64; ++i) {
        const float f = static_cast<float>(i) / 64;
        best = std::min(best, trueError(data, {statistics.minimum * f, statistics.maximum * f, {}}, symmetric));
    }
    QVERIFY2(chosen <= 1.05 * best, qPrintable(QStringLiteral("%1 against %2").arg(chosen).arg(best)));
    const double modelled = quantizationError(statistics, mseRange(statistics, scheme), scheme);
    QVERIFY2(modelled > 0.5 * chosen && modelled < 2 * chosen, qPrintable(QStringLiteral("%1 against %2").arg(modelled).arg(chosen)));
}

void TestRanges::entropyClipsOutliers()
{
    std::normal_distribution<float> normal;
    auto data = draw(200000, [&](std::mt19937 &random) { return normal(random); });
    data.push_back(30);
    const auto range = entropyRange(statisticsOf(data));
    QVERIFY(range.maximum < 15);
    QVERIFY(range.maximum > 2);
    QVERIFY(range.minimum < -2);
}

void TestRanges::entropyGivesWayWhereItRuins()
{
    std::normal_distribution<float> normal;
    auto data = draw(100000, [&](std::mt19937 &random) { return std::fabs(normal(random)); });
    for (int i = 0; i < 20; ++i)
        data.push_back(100.0F + static_cast<float>(i) * 3);
    const auto statistics = statisticsOf(data);
    const RangeScheme scheme{256, false};
    const auto range = chooseRange(statistics, RangeMethod::Entropy, 99.999, scheme);
    const double mse = quantizationError(statistics, mseRange(statistics, scheme), scheme);
    QVERIFY(quantizationError(statistics, entropyRange(statistics), scheme) > 4 * mse);
    QVERIFY(range.fallbackFactor.has_value());
    QVERIFY(quantizationError(statistics, range, scheme) <= mse);
}

void TestRanges::constantsAndNothing()
{
    for (const auto method :
        {RangeMethod::MinMax, RangeMethod::MovingAverage, RangeMethod::Entropy, RangeMethod::Percentile, RangeMethod::Mse}) {
        for (const float value : {0.0F, 5.0F, -3e38F, 1e-44F}) {
            const auto range = chooseRange(statisticsOf({value, value}), method, 99.999, {256, false});
            QVERIFY(std::isfinite(range.minimum) && std::isfinite(range.maximum) && range.minimum <= range.maximum);
        }
        const auto range = chooseRange(TensorStatistics(), method, 99.999, {256, false});
        QCOMPARE(range.maximum, 0.0F);
    }
}

QTEST_APPLESS_MAIN(TestRanges)
#include "tst_ranges.moc"
