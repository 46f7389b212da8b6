// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/scheme.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

using namespace halftone;

class TestScheme : public QObject
{
    Q_OBJECT
private slots:
    void limits();
    void scales_data();
    void scales();
    void quantizesHalfToEven();
    void spansAgreeWithSingleValues();
};

void TestScheme::limits()
{
    const auto is = [](QuantLimits l, int low, int high) { return l.lowest == low && l.highest == high; };
    QVERIFY(is(quantLimits(DType::UInt8, false, false), 0, 255));
    QVERIFY(is(quantLimits(DType::UInt8, true, false), 0, 255));
    QVERIFY(is(quantLimits(DType::UInt8, true, true), 0, 127));
    QVERIFY(is(quantLimits(DType::Int8, false, false), -128, 127));
    QVERIFY(is(quantLimits(DType::Int8, true, false), -127, 127));
    QVERIFY(is(quantLimits(DType::Int8, true, true), -64, 64));
    QVERIFY(is(quantLimits(DType::Int16, true, false), -32767, 32767));
    QVERIFY(is(quantLimits(DType::UInt4, false, false), 0, 15));
    QVERIFY(is(quantLimits(DType::Int4, false, false), -8, 7));
    QVERIFY(is(quantLimits(DType::Int4, true, true), -4, 3));
    QVERIFY(is(quantLimits(DType::UInt4, true, true), 0, 7));
    QVERIFY(is(quantLimits(DType::Int16, true, true), -16384, 16384));
}

void TestScheme::scales_data()
{
    QTest::addColumn<double>("minimum");
    QTest::addColumn<double>("maximum");
    QTest::addColumn<int>("type");
    QTest::addColumn<bool>("symmetric");
    QTest::addColumn<float>("scale");
    QTest::addColumn<int>("zeroPoint");
    const int u8 = static_cast<int>(DType::UInt8);
    const int s8 = static_cast<int>(DType::Int8);
    const int u16 = static_cast<int>(DType::UInt16);
    QTest::newRow("u8 around zero") << -1.0 << 1.0 << u8 << false << static_cast<float>(2.0 / 255) << 128;
    QTest::newRow("u8 holds zero below") << 2.0 << 4.0 << u8 << false << static_cast<float>(4.0 / 255) << 0;
    QTest::newRow("u8 holds zero above") << -4.0 << -2.0 << u8 << false << static_cast<float>(4.0 / 255) << 255;
    QTest::newRow("u8 symmetric") << -1.0 << 3.0 << u8 << true << static_cast<float>(6.0 / 255) << 128;
    QTest::newRow("s8 asymmetric") << 0.0 << 255.0 << s8 << false << 1.0F << -128;
    QTest::newRow("s8 symmetric") << -1.0 << 127.0 << s8 << true << 1.0F << 0;
    QTest::newRow("u16 symmetric") << -1.0 << 1.0 << u16 << true << static_cast<float>(2.0 / 65535) << 32768;
    QTest::newRow("nothing but zero") << 0.0 << 0.0 << u8 << false << 1.0F << 0;
    QTest::newRow("below FLT_MIN") << 0.0 << 1e-37 << u8 << true << 1.0F << 0;
}

void TestScheme::scales()
{
    QFETCH(double, minimum);
    QFETCH(double, maximum);
    QFETCH(int, type);
    QFETCH(bool, symmetric);
    QFETCH(float, scale);
    QFETCH(int, zeroPoint);
    const auto found = scaleFor(minimum, maximum, quantLimits(static_cast<DType>(type), symmetric, false), symmetric);
    QCOMPARE(found.scale, scale);
    QCOMPARE(found.zeroPoint, zeroPoint);
}

void TestScheme::quantizesHalfToEven()
{
    const QuantLimits limits{-128, 127};
    QCOMPARE(quantizeValue(0.5F, 1, 0, limits), 0);
    QCOMPARE(quantizeValue(1.5F, 1, 0, limits), 2);
    QCOMPARE(quantizeValue(-2.5F, 1, 0, limits), -2);
    QCOMPARE(quantizeValue(2.5F, 1, 1, limits), 3);
    QCOMPARE(quantizeValue(1e30F, 1, 0, limits), 127);
    QCOMPARE(quantizeValue(-INFINITY, 1, 0, limits), -128);
    QCOMPARE(quantizeValue(NAN, 1, 0, limits), -128);
}

void TestScheme::spansAgreeWithSingleValues()
{
    std::mt19937 random(7);
    std::normal_distribution<float> normal(0, 3);
    std::array<float, 1000> x{};
    for (float &value : x)
        value = normal(random);
    std::array<std::uint8_t, 1000> q{};
    const QuantLimits limits = quantLimits(DType::UInt8, false, false);
    const auto [scale, zeroPoint] = scaleFor(-5, 7, limits, false);
    quantizeSpan(x.data(), 1000, scale, zeroPoint, limits, q.data());
    std::array<float, 1000> y{};
    dequantizeSpan(q.data(), 1000, scale, zeroPoint, y.data());
    for (std::size_t i = 0; i < x.size(); ++i) {
        QCOMPARE(static_cast<int>(q[i]), quantizeValue(x[i], scale, zeroPoint, limits));
        const double exact = std::clamp(std::nearbyint(static_cast<double>(x[i] / scale)) + zeroPoint, 0.0, 255.0);
        QCOMPARE(static_cast<double>(q[i]), exact);
        QCOMPARE(y[i], static_cast<float>(q[i] - zeroPoint) * scale);
    }
}

QTEST_APPLESS_MAIN(TestScheme)
#include "tst_scheme.moc"
