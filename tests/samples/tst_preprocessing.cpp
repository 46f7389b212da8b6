// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/samples/errors.h"
#include "core/samples/image_tensor.h"
#include "core/samples/preprocessing.h"
#include "core/samples/resample.h"

#include <QTest>

using namespace halftone;

class TestPreprocessing : public QObject
{
    Q_OBJECT

private slots:
    void readsWhatItWrites_data();
    void readsWhatItWrites();
    void refuses_data();
    void refuses();
    void defaultsFollowTheInput_data();
    void defaultsFollowTheInput();
    void reductionIsAntialiased();
    void enlargementIsBilinear();
    void shorterSideThenCrop();
    void normalizesPerChannelInOrder();
};

namespace {

DataInput input(DType type, std::vector<std::optional<std::int64_t>> dims) { return {"x", type, std::move(dims)}; }

} // namespace

void TestPreprocessing::readsWhatItWrites_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "resize=256", "resize=320x240,crop=224x224", "channels=bgr,scale=1/255",
             "mean=0.485:0.456:0.406,std=0.229:0.224:0.225,layout=nhwc", "scale=0.0078125", "scale=2,mean=127.5"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestPreprocessing::readsWhatItWrites()
{
    QFETCH(QString, text);
    const auto once = parsePreprocessing(text.toStdString());
    QVERIFY(once.hasValue());
    const auto twice = parsePreprocessing(preprocessingText(*once));
    QVERIFY(twice.hasValue());
    QVERIFY(*once == *twice);
    QCOMPARE(preprocessingText(*once).empty(), text.isEmpty());
}

void TestPreprocessing::refuses_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"resize", "resize=0", "resize=-3", "resize=10x", "resize=1x2x3", "crop=99999", "channels=cmyk", "scale=1/0",
             "scale=nan", "mean=1:2", "std=0", "std=1:0:1", "layout=chw", "size=3", "scale=1/255,,mean=0"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestPreprocessing::refuses()
{
    QFETCH(QString, text);
    const auto result = parsePreprocessing(text.toStdString());
    QVERIFY(!result.hasValue());
    QVERIFY(result.error().code() == errc::kBadPreprocess);
    QCOMPARE(result.error().arguments().size(), std::size_t(2));
}

void TestPreprocessing::defaultsFollowTheInput_data()
{
    QTest::addColumn<QList<int>>("dims");
    QTest::addColumn<bool>("isFloat");
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("whole");
    QTest::newRow("gray nchw") << QList<int>{-1, 1, 32, 48} << true << QString()
                               << QStringLiteral("resize=48x32,channels=gray,scale=1/255,mean=0,std=1,layout=nchw");
    QTest::newRow("colour nhwc of bytes") << QList<int>{1, 224, 224, 3} << false << QString()
                                          << QStringLiteral("resize=224x224,channels=rgb,scale=1,mean=0,std=1,layout=nhwc");
    QTest::newRow("crop after the shorter side")
        << QList<int>{1, 3, 224, 224} << true << QStringLiteral("resize=256,mean=0.5")
        << QStringLiteral("resize=256,crop=224x224,channels=rgb,scale=1/255,mean=0.5,std=1,layout=nchw");
    QTest::newRow("open size keeps the picture's") << QList<int>{-1, 3, -1, -1} << true << QStringLiteral("channels=bgr")
                                                   << QStringLiteral("channels=bgr,scale=1/255,mean=0,std=1,layout=nchw");
}

void TestPreprocessing::defaultsFollowTheInput()
{
    QFETCH(QList<int>, dims);
    QFETCH(bool, isFloat);
    QFETCH(QString, given);
    QFETCH(QString, whole);
    std::vector<std::optional<std::int64_t>> shape;
    for (const int dim : dims)
        shape.push_back(dim < 0 ? std::nullopt : std::optional<std::int64_t>(dim));
    const auto image = imageInput(input(isFloat ? DType::Float : DType::UInt8, shape), std::nullopt);
    QVERIFY(image.hasValue());
    const auto filled = withDefaults(*parsePreprocessing(given.toStdString()), *image);
    QVERIFY(filled.hasValue());
    QCOMPARE(QString::fromStdString(preprocessingText(*filled)), whole);
}

void TestPreprocessing::reductionIsAntialiased()
{
    const FloatImage wide{4, 1, 1, {0, 0, 255, 255}};
    const FloatImage narrow = resampled(wide, 2, 1);
    QCOMPARE(narrow.pixels.size(), std::size_t(2));
    QVERIFY(std::abs(narrow.pixels[0] - 255.0F * 0.25F / 1.75F) < 1e-3F);
    QVERIFY(std::abs(narrow.pixels[1] - 255.0F * 1.5F / 1.75F) < 1e-3F);
}

void TestPreprocessing::enlargementIsBilinear()
{
    const FloatImage large = resampled({2, 1, 1, {0, 100}}, 4, 1);
    const std::vector<float> expected{0, 25, 75, 100};
    for (std::size_t i = 0; i < expected.size(); ++i)
        QVERIFY(std::abs(large.pixels[i] - expected[i]) < 1e-3F);
}

void TestPreprocessing::shorterSideThenCrop()
{
    Image image{8, 4, 1, std::vector<std::uint8_t>(32)};
    for (std::size_t i = 0; i < 32; ++i)
        image.pixels[i] = static_cast<std::uint8_t>(i % 8);
    const auto target = imageInput(input(DType::Float, {1, 1, 4, 4}), std::nullopt);
    const auto whole = withDefaults(*parsePreprocessing("resize=4,scale=1"), *target);
    const auto prepared = prepareImage(image, *whole, *target);
    QVERIFY(prepared.hasValue());
    QVERIFY(prepared->tensor.shape() == Shape({1, 1, 4, 4}));
    QCOMPARE(prepared->tensor.as<float>()[0], 2.0F);
    QCOMPARE(prepared->transform.offsetX, -2.0);
    const auto tooLarge = prepareImage(
        image, *withDefaults(*parsePreprocessing("crop=4x5"), *imageInput(input(DType::Float, {1, 1, {}, {}}), {})), *target);
    QVERIFY(!tooLarge.hasValue());
    QVERIFY(tooLarge.error().code() == errc::kCropTooLarge);
}

void TestPreprocessing::normalizesPerChannelInOrder()
{
    const Image image{1, 1, 3, {10, 20, 30}};
    const auto target = imageInput(input(DType::Float, {2, 3, 1, 1}), std::nullopt);
    const auto whole = withDefaults(*parsePreprocessing("channels=bgr,scale=1,mean=1:2:3,std=1:2:1"), *target);
    const auto prepared = prepareImage(image, *whole, *target);
    QVERIFY(prepared.hasValue());
    const auto values = prepared->tensor.as<float>();
    QVERIFY(std::vector<float>(values.begin(), values.end()) == std::vector<float>({29, 9, 7, 29, 9, 7}));
}

QTEST_GUILESS_MAIN(TestPreprocessing)
#include "tst_preprocessing.moc"
