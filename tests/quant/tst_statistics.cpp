// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/stored_tensor.h"
#include "core/engine/view_layout.h"
#include "core/quant/errors.h"
#include "core/quant/histogram.h"
#include "core/quant/statistics_builder.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace halftone;

namespace {

std::vector<float> normals(std::size_t count, unsigned seed, float scale)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> normal(0.3F * scale, scale);
    std::vector<float> values(count);
    for (float &value : values)
        value = normal(random);
    return values;
}

TensorView view(const std::vector<float> &data, Shape shape)
{
    return {DType::Float, std::move(shape), TensorView::Layout::Plain, 1, reinterpret_cast<const std::byte *>(data.data())};
}

std::uint64_t counted(const Histogram &histogram)
{
    std::uint64_t sum = 0;
    for (const auto count : histogram.counts)
        sum += count;
    return sum;
}

} // namespace

class TestStatistics : public QObject
{
    Q_OBJECT
private slots:
    void figures();
    void layoutsAgree_data();
    void layoutsAgree();
    void histogramDoesNotDependOnOrder();
    void nonFiniteValuesStayOut();
    void extremeMagnitudes();
    void filesRoundTrip();
    void damagedFilesAreRefused();
};

void TestStatistics::figures()
{
    const auto data = normals(2 * 3 * 50, 1, 2);
    StatisticsBuilder builder;
    builder.add(view(data, {2, 3, 50}));
    const TensorStatistics &result = builder.result();
    QCOMPARE(result.count, 300);
    QCOMPARE(result.finiteCount, 300);
    QCOMPARE(result.minimum, *std::min_element(data.begin(), data.end()));
    QCOMPARE(result.maximum, *std::max_element(data.begin(), data.end()));
    double sum = 0;
    double squares = 0;
    for (const float x : data) {
        sum += static_cast<double>(x);
        squares += static_cast<double>(x) * static_cast<double>(x);
    }
    QVERIFY(std::fabs(result.sum - sum) < 1e-4);
    QVERIFY(std::fabs(result.sumOfSquares - squares) < 1e-3);
    QCOMPARE(counted(result.histogram), 300U);
    QVERIFY(result.histogram.counts.size() > 1024 && result.histogram.counts.size() <= 4096);
    QVERIFY(static_cast<double>(result.histogram.first) * result.histogram.binWidth() <= static_cast<double>(result.minimum));
    for (std::size_t c = 0; c < 3; ++c) {
        float low = INFINITY;
        for (std::size_t n = 0; n < 2; ++n) {
            for (std::size_t i = 0; i < 50; ++i)
                low = std::min(low, data[(n * 3 + c) * 50 + i]);
        }
        QCOMPARE(result.channelMinimum[c], low);
    }
}

void TestStatistics::layoutsAgree_data()
{
    QTest::addColumn<Shape>("shape");
    QTest::addColumn<int>("block");
    QTest::addColumn<bool>("withInfinity");
    QTest::newRow("padded blocks of four") << Shape{2, 5, 3, 4} << 4 << false;
    QTest::newRow("blocks of sixteen") << Shape{2, 48, 7, 9} << 16 << false;
    QTest::newRow("many rows") << Shape{1, 32, 60, 70} << 16 << false;
    QTest::newRow("an infinity") << Shape{1, 32, 12, 12} << 16 << true;
}

void TestStatistics::layoutsAgree()
{
    QFETCH(Shape, shape);
    QFETCH(int, block);
    QFETCH(bool, withInfinity);
    auto plain = normals(static_cast<std::size_t>(shape.count()), 2, 1);
    if (withInfinity)
        plain[1234] = INFINITY;
    const TensorView source = view(plain, shape);
    StatisticsBuilder a;
    a.add(source);
    for (const auto layout : {TensorView::Layout::ChannelsLast, TensorView::Layout::ChannelBlocks}) {
        TensorView like = source;
        like.layout = layout;
        like.block = layout == TensorView::Layout::ChannelBlocks ? block : 1;
        auto other = StoredTensor::allocate(like, DType::Float);
        QVERIFY(other);
        auto *const data = reinterpret_cast<float *>(other->mutableRaw());
        std::fill_n(data, other->bytes() / sizeof(float), 1e9F);
        const ChannelGeometry geometry(like);
        const std::int64_t inner = shape.count(2, 4);
        for (std::int64_t i = 0; i < shape.count(); ++i)
            data[geometry.offset(i / inner / shape[1], i / inner % shape[1], i % inner)] = plain[static_cast<std::size_t>(i)];
        StatisticsBuilder b;
        b.add(other->view());
        QCOMPARE(b.result().count, a.result().count);
        QCOMPARE(b.result().finiteCount, a.result().finiteCount);
        QCOMPARE(b.result().maximum, a.result().maximum);
        QVERIFY(std::fabs(b.result().sum - a.result().sum) < 1e-3);
        QVERIFY(std::fabs(b.result().sumOfSquares - a.result().sumOfSquares) < 1e-5 * a.result().sumOfSquares);
        QVERIFY(b.result().histogram == a.result().histogram);
        QCOMPARE(b.result().channelMinimum, a.result().channelMinimum);
        QCOMPARE(b.result().channelMaximum, a.result().channelMaximum);
    }
}

void TestStatistics::histogramDoesNotDependOnOrder()
{
    std::vector<std::vector<float>> parts;
    for (unsigned i = 0; i < 7; ++i)
        parts.push_back(normals(500, i, std::pow(10.0F, static_cast<float>(i) - 3)));
    parts.push_back(std::vector<float>(100, 0.0F));
    parts.push_back(std::vector<float>(3, 5.0F));
    const auto build = [&](const std::vector<std::size_t> &order) {
        StatisticsBuilder whole;
        for (const auto i : order) {
            StatisticsBuilder part;
            part.add(view(parts[i], {static_cast<std::int64_t>(parts[i].size())}));
            whole.merge(part);
        }
        return whole.take();
    };
    std::vector<std::size_t> order{0, 1, 2, 3, 4, 5, 6, 7, 8};
    const auto reference = build(order);
    QCOMPARE(counted(reference.histogram), 3603U);
    std::mt19937 random(3);
    for (int round = 0; round < 20; ++round) {
        std::shuffle(order.begin(), order.end(), random);
        QVERIFY(build(order).histogram == reference.histogram);
    }
    StatisticsBuilder once;
    std::vector<float> all;
    for (const auto &part : parts)
        all.insert(all.end(), part.begin(), part.end());
    once.add(view(all, {static_cast<std::int64_t>(all.size())}));
    QVERIFY(once.result().histogram == reference.histogram);
}

void TestStatistics::nonFiniteValuesStayOut()
{
    auto data = normals(40, 5, 1);
    data[3] = NAN;
    data[17] = INFINITY;
    data[39] = -INFINITY;
    StatisticsBuilder builder;
    builder.add(view(data, {1, 2, 20}));
    QCOMPARE(builder.nonFinite(), 3);
    QVERIFY(std::isfinite(builder.result().minimum) && std::isfinite(builder.result().maximum) && std::isfinite(builder.result().sum));
    QVERIFY(std::isfinite(builder.result().channelMaximum[0]) && std::isfinite(builder.result().channelMinimum[1]));
    QCOMPARE(counted(builder.result().histogram), 37U);
}

void TestStatistics::extremeMagnitudes()
{
    const std::vector<float> data{-3.4e38F, 3.4e38F, 1e-44F, -1e-44F, 0, 1};
    StatisticsBuilder builder;
    builder.add(view(data, {6}));
    QCOMPARE(counted(builder.result().histogram), 6U);
    QVERIFY(std::isfinite(builder.result().sumOfSquares));
    const std::vector<float> tiny{-1e-44F, -5000, -1e-40F};
    StatisticsBuilder negative;
    negative.add(view(tiny, {3}));
    QCOMPARE(counted(negative.result().histogram), 3U);
}

void TestStatistics::filesRoundTrip()
{
    QTemporaryDir dir;
    Statistics statistics;
    statistics.samples = 2;
    statistics.sampleNames = {"a.png", "b.png"};
    statistics.seconds = 0.25;
    statistics.skipped.push_back(
        {Issue::Severity::Warning, Error(errc::kSampleLacksInput, {"x", "c.png"}), Issue::Target::Sample, "c.png"});
    StatisticsBuilder builder;
    const auto data = normals(100, 9, 4);
    builder.add(view(data, {1, 4, 25}));
    builder.closeSample();
    statistics.tensors["t"] = builder.result();
    const std::string path = dir.filePath(QStringLiteral("s.stats")).toStdString();
    QVERIFY(saveStatistics(statistics, path));
    const auto read = loadStatistics(path);
    QVERIFY(read);
    QCOMPARE(read->samples, 2);
    QCOMPARE(read->sampleNames, statistics.sampleNames);
    QCOMPARE(read->skipped.size(), 1U);
    QCOMPARE(read->skipped[0].message.debugText(), statistics.skipped[0].message.debugText());
    const auto &tensor = read->tensors.at("t");
    QVERIFY(tensor.histogram == builder.result().histogram);
    QCOMPARE(tensor.sum, builder.result().sum);
    QCOMPARE(tensor.channelMaximum, builder.result().channelMaximum);
    QCOMPARE(tensor.sampleMinimum, builder.result().sampleMinimum);
}

void TestStatistics::damagedFilesAreRefused()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("s.stats"));
    Statistics statistics;
    statistics.tensors["t"] = {};
    QVERIFY(saveStatistics(statistics, path.toStdString()));
    QFile file(path);
    QVERIFY(file.open(QFile::ReadOnly));
    const QByteArray good = file.readAll();
    file.close();
    const auto tryBytes = [&](const QByteArray &bytes) {
        QFile out(path);
        if (!out.open(QFile::WriteOnly | QFile::Truncate))
            return std::string("unwritable");
        out.write(bytes);
        out.close();
        const auto read = loadStatistics(path.toStdString());
        return read ? std::string("read") : std::string(read.error().code().id);
    };
    QCOMPARE(tryBytes(good), std::string("read"));
    for (qsizetype length = 0; length < good.size(); ++length)
        QCOMPARE(tryBytes(good.left(length)), std::string(errc::kStatisticsCorrupt.id));
    for (qsizetype i = 30; i < good.size(); ++i) {
        QByteArray bad = good;
        bad[i] = static_cast<char>(bad[i] ^ 0x10);
        QCOMPARE(tryBytes(bad), std::string(errc::kStatisticsCorrupt.id));
    }
    QByteArray newer = good;
    newer[18] = 9;
    QCOMPARE(tryBytes(newer), std::string(errc::kStatisticsVersion.id));
    QVERIFY(!loadStatistics(dir.filePath(QStringLiteral("none")).toStdString()));
}

QTEST_APPLESS_MAIN(TestStatistics)
#include "tst_statistics.moc"
