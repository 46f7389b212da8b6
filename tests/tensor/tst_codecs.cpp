// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/cast.h"
#include "core/tensor/half.h"
#include "core/tensor/packed.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace halftone;

namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

Tensor floats(std::initializer_list<float> values) { return Tensor::of<float>(Shape{static_cast<std::int64_t>(values.size())}, values); }

} // namespace

Q_DECLARE_METATYPE(halftone::DType)

class TestCodecs : public QObject
{
    Q_OBJECT

private slots:
    void everyHalfSurvivesAFloat()
    {
        for (std::uint32_t code = 0; code < 0x10000; ++code) {
            const auto half = static_cast<std::uint16_t>(code);
            const float value = halfToFloat(half);
            if (std::isnan(value))
                QVERIFY(std::isnan(halfToFloat(floatToHalf(value))));
            else
                QCOMPARE(floatToHalf(value), half);
        }
    }

    void halfRoundsToEven()
    {
        QCOMPARE(halfToFloat(0x3c00), 1.0F);
        QCOMPARE(halfToFloat(0x0001), 0x1p-24F);
        QCOMPARE(floatToHalf(1.0F + 0x1p-11F), std::uint16_t(0x3c00));
        QCOMPARE(floatToHalf(1.0F + 3 * 0x1p-11F), std::uint16_t(0x3c02));
        QCOMPARE(floatToHalf(65519.0F), std::uint16_t(0x7bff));
        QCOMPARE(floatToHalf(65520.0F), std::uint16_t(0x7c00));
        QCOMPARE(floatToHalf(0x1p-25F), std::uint16_t(0));
        QCOMPARE(floatToHalf(0x1.8p-25F), std::uint16_t(1));
    }

    void bfloat16RoundsToEven()
    {
        QCOMPARE(floatToBFloat16(1.0F + 0x1p-8F), std::uint16_t(0x3f80));
        QCOMPARE(floatToBFloat16(1.0F + 3 * 0x1p-8F), std::uint16_t(0x3f82));
        QVERIFY(std::isnan(bfloat16ToFloat(floatToBFloat16(kNan))));
        QCOMPARE(bfloat16ToFloat(floatToBFloat16(std::numeric_limits<float>::max())), kInfinity);
    }

    void smallFloatsSurvive_data()
    {
        QTest::addColumn<DType>("type");
        QTest::addColumn<int>("codes");
        QTest::newRow("e4m3fn") << DType::Float8E4M3FN << 256;
        QTest::newRow("e4m3fnuz") << DType::Float8E4M3FNUZ << 256;
        QTest::newRow("e5m2") << DType::Float8E5M2 << 256;
        QTest::newRow("e5m2fnuz") << DType::Float8E5M2FNUZ << 256;
        QTest::newRow("e8m0") << DType::Float8E8M0 << 256;
        QTest::newRow("e2m1") << DType::Float4E2M1 << 16;
    }

    void smallFloatsSurvive()
    {
        QFETCH(DType, type);
        QFETCH(int, codes);
        for (int code = 0; code < codes; ++code) {
            const float value = smallFloatToFloat(static_cast<std::uint8_t>(code), type);
            const std::uint8_t again = floatToSmallFloat(value, type, false);
            if (std::isnan(value))
                QVERIFY(std::isnan(smallFloatToFloat(again, type)));
            else
                QCOMPARE(int(again), code);
        }
    }

    void largestValues_data()
    {
        QTest::addColumn<DType>("type");
        QTest::addColumn<float>("largest");
        QTest::addColumn<float>("beyond");
        QTest::newRow("e4m3fn") << DType::Float8E4M3FN << 448.0F << kNan;
        QTest::newRow("e4m3fnuz") << DType::Float8E4M3FNUZ << 240.0F << kNan;
        QTest::newRow("e5m2") << DType::Float8E5M2 << 57344.0F << kInfinity;
        QTest::newRow("e5m2fnuz") << DType::Float8E5M2FNUZ << 57344.0F << kNan;
        QTest::newRow("e2m1") << DType::Float4E2M1 << 6.0F << 6.0F;
    }

    void largestValues()
    {
        QFETCH(DType, type);
        QFETCH(float, largest);
        QFETCH(float, beyond);
        QCOMPARE(smallFloatToFloat(floatToSmallFloat(1e30F, type, true), type), largest);
        QCOMPARE(smallFloatToFloat(floatToSmallFloat(-kInfinity, type, true), type), -largest);
        const float open = smallFloatToFloat(floatToSmallFloat(kInfinity, type, false), type);
        QVERIFY(std::isnan(beyond) ? std::isnan(open) : open == beyond);
    }

    void powersRoundAsAsked()
    {
        const auto code
            = [](float value, PowerRounding rounding) { return int(floatToSmallFloat(value, DType::Float8E8M0, true, rounding)); };
        QCOMPARE(code(3.0F, PowerRounding::Up), 129);
        QCOMPARE(code(3.0F, PowerRounding::Down), 128);
        QCOMPARE(code(2.5F, PowerRounding::Nearest), 128);
        QCOMPARE(code(3.5F, PowerRounding::Nearest), 129);
    }

    void packedIntegersRoundTrip()
    {
        const Tensor values = Tensor::of<std::int8_t>(Shape{5}, {-8, 7, -1, 0, 3});
        const auto packed = packIntegers(values, DType::Int4);
        QCOMPARE(packed->bytes(), std::size_t(3));
        QCOMPARE(std::to_integer<int>(packed->raw()[0]), 0x78);
        const auto back = unpackIntegers(*packed);
        QVERIFY(std::ranges::equal(back->as<std::int8_t>(), values.as<std::int8_t>()));
    }

    void castsFollowOnnx()
    {
        const Tensor source = floats({-1.9F, 1.9F, 300.0F, kNan, 0.0F});
        const auto bytes = castTensor(source, DType::Int8);
        QVERIFY(std::ranges::equal(bytes->as<std::int8_t>(), std::vector<std::int8_t>{-1, 1, 44, 0, 0}));
        const auto flags = castTensor(source, DType::Bool);
        QVERIFY(std::ranges::equal(flags->as<std::uint8_t>(), std::vector<std::uint8_t>{1, 1, 1, 1, 0}));
        const auto big = castTensor(Tensor::of<std::uint64_t>(Shape{1}, {~std::uint64_t(0)}), DType::Double);
        QCOMPARE(big->as<double>()[0], 0x1p64);
        // 2049 + a bit rounds up once; through float alone it would look like a tie.
        const auto once = castTensor(Tensor::of<double>(Shape{1}, {2049.0 + 1e-9}), DType::Float16);
        QCOMPARE(halfToFloat(once->as<std::uint16_t>()[0]), 2050.0F);
    }

    void textsAreNumbers()
    {
        const Tensor texts = Tensor::ofStrings(Shape{4}, {"1.5", "-INF", "nan", " 1e-3 "});
        const auto numbers = castTensor(texts, DType::Float);
        QCOMPARE(numbers->as<float>()[0], 1.5F);
        QCOMPARE(numbers->as<float>()[1], -kInfinity);
        QVERIFY(std::isnan(numbers->as<float>()[2]));
        QCOMPARE(numbers->as<float>()[3], 1e-3F);
        const auto back = castTensor(floats({0.1F, kInfinity}), DType::String);
        QCOMPARE(back->strings()[0], std::string("0.1"));
        QCOMPARE(back->strings()[1], std::string("INF"));
        const auto bad = castTensor(Tensor::ofStrings(Shape{1}, {"seven"}), DType::Int32);
        QVERIFY(!bad && bad.error().code() == errc::kCastText);
    }

    void complexNumbersAreRefused()
    {
        const auto tensor = Tensor::allocate(DType::Complex64, Shape{2});
        const auto result = toFloat(*tensor);
        QVERIFY(!result && result.error().code() == errc::kCastUnsupported);
    }
};

QTEST_GUILESS_MAIN(TestCodecs)
#include "tst_codecs.moc"
