// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/metrics.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace halftone;

class TestMetrics : public QObject
{
    Q_OBJECT
private slots:
    void figures();
    void deadChannelsAreNoWorst();
    void mergedSamplesEqualOnePass();
};

void TestMetrics::figures()
{
    const std::vector<float> x{1, 2, 3, 4, 10, 20, 30, 40};
    const std::vector<float> y{1, 2, 3, 5, 10, 20, 30, 38};
    ErrorSums sums;
    sums.addSample(x.data(), y.data(), {1, 2, 4});
    const auto figures = sums.figures();
    QCOMPARE(figures.sqnrDb, 10 * std::log10(3030.0 / 5));
    QCOMPARE(figures.mse, 5.0 / 8);
    QCOMPARE(figures.maxAbs, 2.0);
    QCOMPARE(figures.channelsDb.size(), 2U);
    QCOMPARE(figures.worstChannel, 0);
    QCOMPARE(figures.worstChannelDb, 10 * std::log10(30.0));
    QCOMPARE(figures.samplesDb.size(), 1U);
    QCOMPARE(figures.channels.size(), 2U);
    QCOMPARE(figures.channels[0].mse, 0.25);
    QCOMPARE(figures.channels[1].mse, 1.0);
    QCOMPARE(figures.channels[0].maxAbs, 1.0);
    QCOMPARE(figures.channels[1].maxAbs, 2.0);
    QCOMPARE(figures.channels[0].cosine, 34 / (std::sqrt(30.0) * std::sqrt(39.0)));
    QCOMPARE(figures.samples.size(), 1U);
    QCOMPARE(figures.samples[0].mse, figures.mse);
    QVERIFY(figures.cosine > 0.99 && figures.cosine < 1);

    ErrorSums equal;
    equal.addSample(x.data(), x.data(), {8});
    QVERIFY(std::isinf(equal.figures().sqnrDb) && equal.figures().sqnrDb > 0);
    QCOMPARE(equal.figures().worstChannel, -1);
}

void TestMetrics::deadChannelsAreNoWorst()
{
    const std::vector<float> x{0, 0, 1, 2};
    const std::vector<float> y{0.1F, 0, 1, 2.1F};
    ErrorSums sums;
    sums.addSample(x.data(), y.data(), {1, 2, 2});
    QCOMPARE(sums.figures().worstChannel, 1);
    QVERIFY(std::isnan(sums.figures().channelsDb[0]));
}

void TestMetrics::mergedSamplesEqualOnePass()
{
    std::mt19937 random(5);
    std::normal_distribution<float> normal;
    ErrorSums whole;
    ErrorSums merged;
    for (int sample = 0; sample < 5; ++sample) {
        std::vector<float> x(6 * 37);
        std::vector<float> y(x.size());
        for (std::size_t i = 0; i < x.size(); ++i) {
            x[i] = normal(random);
            y[i] = x[i] + 0.01F * normal(random);
        }
        whole.addSample(x.data(), y.data(), {2, 3, 37});
        ErrorSums one;
        one.addSample(x.data(), y.data(), {2, 3, 37});
        merged.merge(one);
    }
    QCOMPARE(merged.figures().samplesDb, whole.figures().samplesDb);
    QCOMPARE(merged.figures().sqnrDb, whole.figures().sqnrDb);
    QVERIFY(std::fabs(merged.figures().worstChannelDb - whole.figures().worstChannelDb) < 1e-9);
    QCOMPARE(merged.figures().channelsDb.size(), 3U);
    QCOMPARE(merged.figures().channels.size(), 3U);
    QCOMPARE(merged.figures().maxAbs, whole.figures().maxAbs);
}

QTEST_APPLESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
