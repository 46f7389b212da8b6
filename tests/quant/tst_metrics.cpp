// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/stored_tensor.h"
#include "core/engine/view_layout.h"
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
    void layoutsAgree_data();
    void layoutsAgree();
    void quantizedViewsEqualSpans_data() { layoutsAgree_data(); }
    void quantizedViewsEqualSpans();
};

namespace {

using Layout = TensorView::Layout;

std::vector<float> normals(std::size_t count, unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> normal;
    std::vector<float> result(count);
    for (float &x : result)
        x = normal(random);
    return result;
}

TensorView plainView(DType type, const Shape &shape, const void *data)
{
    return {type, shape, Layout::Plain, 1, static_cast<const std::byte *>(data)};
}

/// The same elements in another layout.
StoredTensor laidOut(const TensorView &plain, Layout layout, int block)
{
    TensorView wanted = plain;
    wanted.layout = layout;
    wanted.block = block;
    auto result = StoredTensor::allocate(wanted, plain.dtype);
    copyElements(plain, result->view(), result->mutableRaw());
    return *result;
}

} // namespace

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

void TestMetrics::layoutsAgree_data()
{
    QTest::addColumn<Shape>("shape");
    QTest::addColumn<Layout>("ofFloats");
    QTest::addColumn<int>("floatBlock");
    QTest::addColumn<Layout>("ofIntegers");
    QTest::addColumn<int>("integerBlock");
    QTest::newRow("plain") << Shape{2, 5, 7, 9} << Layout::Plain << 1 << Layout::Plain << 1;
    QTest::newRow("blocks and channels-last") << Shape{2, 48, 9, 11} << Layout::ChannelBlocks << 16 << Layout::ChannelsLast << 1;
    QTest::newRow("channels-last, odd count") << Shape{3, 21, 5, 5} << Layout::ChannelsLast << 1 << Layout::ChannelsLast << 1;
    QTest::newRow("padded blocks") << Shape{2, 21, 5, 15} << Layout::ChannelBlocks << 16 << Layout::ChannelBlocks << 8;
    QTest::newRow("plain and blocks") << Shape{1, 20, 8, 8} << Layout::Plain << 1 << Layout::ChannelBlocks << 16;
    QTest::newRow("rank 2") << Shape{3, 37} << Layout::Plain << 1 << Layout::Plain << 1;
    QTest::newRow("one channel") << Shape{2, 1, 6, 6} << Layout::Plain << 1 << Layout::ChannelsLast << 1;
}

void TestMetrics::layoutsAgree()
{
    QFETCH(Shape, shape);
    QFETCH(Layout, ofFloats);
    QFETCH(int, floatBlock);
    QFETCH(Layout, ofIntegers);
    QFETCH(int, integerBlock);
    const auto count = static_cast<std::size_t>(shape.count());
    const auto x = normals(count, 1);
    std::vector<std::uint8_t> q(count);
    quantizeSpan(x.data(), shape.count(), 0.02F, 120, quantLimits(DType::UInt8, false, false), q.data());
    const StoredTensor first = laidOut(plainView(DType::Float, shape, x.data()), ofFloats, floatBlock);
    const StoredTensor second = laidOut(plainView(DType::UInt8, shape, q.data()), ofIntegers, integerBlock);
    ErrorSums sums;
    QVERIFY(sums.addSample(first.view(), second.view(), {Reading::Kind::Integers, DType::UInt8, 0.02F, 120, {}}));
    const ErrorFigures found = sums.figures();

    double signal = 0;
    double noise = 0;
    double most = 0;
    const std::int64_t inner = shape.count(2, shape.rank());
    std::vector<double> channelNoise(static_cast<std::size_t>(shape[1]));
    for (std::size_t i = 0; i < count; ++i) {
        const double a = x[i];
        const double e = a - static_cast<double>(static_cast<float>(q[i] - 120) * 0.02F);
        signal += a * a;
        noise += e * e;
        most = std::max(most, std::fabs(e));
        channelNoise[static_cast<std::size_t>(static_cast<std::int64_t>(i) / inner % shape[1])] += e * e;
    }
    QVERIFY(std::fabs(found.sqnrDb - decibels(signal, noise)) < 1e-4);
    QVERIFY(std::fabs(found.maxAbs - most) < 1e-6);
    QCOMPARE(found.channels.size(), channelNoise.size());
    for (std::size_t c = 0; c < channelNoise.size(); ++c) {
        const double mse = channelNoise[c] / static_cast<double>(shape[0] * inner);
        QVERIFY(std::fabs(found.channels[c].mse - mse) <= 1e-5 * mse + 1e-12);
    }
}

void TestMetrics::quantizedViewsEqualSpans()
{
    QFETCH(Shape, shape);
    QFETCH(Layout, ofFloats);
    QFETCH(int, floatBlock);
    QFETCH(Layout, ofIntegers);
    QFETCH(int, integerBlock);
    const auto x = normals(static_cast<std::size_t>(shape.count()), 2);
    std::vector<std::int8_t> wanted(x.size());
    for (std::size_t i = 0; i < x.size(); ++i)
        wanted[i] = static_cast<std::int8_t>(quantizeValue(x[i], 0.017F, -5, quantLimits(DType::Int8, false, false)));
    const StoredTensor floats = laidOut(plainView(DType::Float, shape, x.data()), ofFloats, floatBlock);
    StoredTensor found = laidOut(plainView(DType::Int8, shape, wanted.data()), ofIntegers, integerBlock);
    std::fill_n(found.mutableRaw(), found.bytes(), std::byte(0x55));
    quantizeView(floats.view(), 0.017F, -5, found.view(), found.mutableRaw());
    const StoredTensor same = laidOut(plainView(DType::Int8, shape, wanted.data()), ofIntegers, integerBlock);
    QCOMPARE(found.bytes(), same.bytes());
    QVERIFY(std::equal(found.view().data, found.view().data + found.bytes(), same.view().data));
    const auto plain = plainCopy(found.view());
    QVERIFY(plain && std::equal(wanted.begin(), wanted.end(), plain->as<std::int8_t>().begin()));
}

QTEST_APPLESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
