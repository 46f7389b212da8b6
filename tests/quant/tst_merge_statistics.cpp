// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/merge_statistics.h"
#include "core/quant/statistics_builder.h"

#include <QTest>

#include <random>

using namespace halftone;

namespace {

constexpr std::int64_t kChannels = 3;

/// Samples [from, to) of one fixed series; values of later samples are wider.
std::vector<std::vector<float>> series(std::size_t from, std::size_t to)
{
    std::mt19937 random(11);
    std::normal_distribution<float> normal;
    std::vector<std::vector<float>> samples;
    for (std::size_t i = 0; i < to; ++i) {
        std::vector<float> sample(static_cast<std::size_t>(kChannels) * 40);
        for (float &value : sample)
            value = normal(random) * static_cast<float>(i + 1);
        samples.push_back(std::move(sample));
    }
    samples.erase(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(from));
    return samples;
}

Statistics statisticsOf(std::size_t from, std::size_t to, std::int64_t channels = kChannels)
{
    Statistics result;
    StatisticsBuilder builder;
    for (const auto &sample : series(from, to)) {
        StatisticsBuilder one;
        const auto count = static_cast<std::int64_t>(sample.size());
        one.add({DType::Float, Shape{1, channels, count / channels}, TensorView::Layout::Plain, 1,
            reinterpret_cast<const std::byte *>(sample.data())});
        one.closeSample();
        builder.merge(one);
        ++result.samples;
        result.sampleNames.push_back("s" + std::to_string(from + result.sampleNames.size()));
    }
    result.tensors["t"] = builder.take();
    return result;
}

} // namespace

class TestMergeStatistics : public QObject
{
    Q_OBJECT
private slots:
    void twoRunsAreAsGoodAsOne();
    void orderOfRunsDoesNotMatterForRanges();
    void nothingFiniteAddsOnlyCounts();
    void channelsThatDifferAreDropped();
    void otherModelIsRefused();
};

void TestMergeStatistics::twoRunsAreAsGoodAsOne()
{
    Statistics merged = statisticsOf(0, 4);
    QVERIFY(mergeStatistics(merged, statisticsOf(4, 9)));
    const Statistics whole = statisticsOf(0, 9);
    const TensorStatistics &a = merged.tensors.at("t");
    const TensorStatistics &b = whole.tensors.at("t");
    QCOMPARE(merged.samples, whole.samples);
    QCOMPARE(merged.sampleNames, whole.sampleNames);
    QCOMPARE(a.count, b.count);
    QCOMPARE(a.finiteCount, b.finiteCount);
    QCOMPARE(a.minimum, b.minimum);
    QCOMPARE(a.maximum, b.maximum);
    QVERIFY(a.histogram == b.histogram);
    QCOMPARE(a.channelMinimum, b.channelMinimum);
    QCOMPARE(a.channelMaximum, b.channelMaximum);
    QCOMPARE(a.sampleMinimum, b.sampleMinimum);
    QCOMPARE(a.sampleMaximum, b.sampleMaximum);
    QVERIFY(std::abs(a.sumOfSquares - b.sumOfSquares) <= 1e-9 * b.sumOfSquares);
}

void TestMergeStatistics::orderOfRunsDoesNotMatterForRanges()
{
    Statistics forwards = statisticsOf(0, 4);
    QVERIFY(mergeStatistics(forwards, statisticsOf(4, 9)));
    Statistics backwards = statisticsOf(4, 9);
    QVERIFY(mergeStatistics(backwards, statisticsOf(0, 4)));
    QVERIFY(forwards.tensors.at("t").histogram == backwards.tensors.at("t").histogram);
    QCOMPARE(forwards.tensors.at("t").maximum, backwards.tensors.at("t").maximum);
    QCOMPARE(forwards.tensors.at("t").channelMinimum, backwards.tensors.at("t").channelMinimum);
}

void TestMergeStatistics::nothingFiniteAddsOnlyCounts()
{
    Statistics empty;
    empty.samples = 1;
    empty.tensors["t"].count = 5;
    Statistics merged = empty;
    QVERIFY(mergeStatistics(merged, statisticsOf(0, 2)));
    const Statistics whole = statisticsOf(0, 2);
    QCOMPARE(merged.tensors.at("t").minimum, whole.tensors.at("t").minimum);
    QCOMPARE(merged.tensors.at("t").count, whole.tensors.at("t").count + 5);
    Statistics other = statisticsOf(0, 2);
    QVERIFY(mergeStatistics(other, empty));
    QCOMPARE(other.tensors.at("t").maximum, whole.tensors.at("t").maximum);
    QCOMPARE(other.tensors.at("t").channelMaximum, whole.tensors.at("t").channelMaximum);
}

void TestMergeStatistics::channelsThatDifferAreDropped()
{
    Statistics merged = statisticsOf(0, 2);
    QVERIFY(mergeStatistics(merged, statisticsOf(2, 4, 4)));
    QVERIFY(merged.tensors.at("t").channelMinimum.empty());
    QVERIFY(merged.tensors.at("t").channelMaximum.empty());
}

void TestMergeStatistics::otherModelIsRefused()
{
    Statistics merged = statisticsOf(0, 2);
    Statistics more = statisticsOf(2, 4);
    more.tensors["u"] = more.tensors.at("t");
    const Status refused = mergeStatistics(merged, more);
    QVERIFY(!refused);
    QCOMPARE(std::string(refused.error().code().id), std::string(errc::kStatisticsOtherModel.id));
    QCOMPARE(merged.samples, std::int64_t(2));
    QVERIFY(!mergeStatistics(more, merged));
}

QTEST_APPLESS_MAIN(TestMergeStatistics)
#include "tst_merge_statistics.moc"
