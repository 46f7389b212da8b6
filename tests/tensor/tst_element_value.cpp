// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/element_value.h"

#include <QTest>

#include <array>
#include <cmath>

using namespace halftone;

class TestElementValue : public QObject
{
    Q_OBJECT

private slots:
    /// Bits by the definitions of IEEE 754, of bfloat16 and of the OCP formats.
    void smallTypesHaveNumbers_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<int>("bits");
        QTest::addColumn<double>("number");
        QTest::newRow("float16 −1.5") << int(DType::Float16) << 0xBE00 << -1.5;
        QTest::newRow("float16 denormal") << int(DType::Float16) << 0x0001 << std::ldexp(1.0, -24);
        QTest::newRow("bfloat16 6") << int(DType::BFloat16) << 0x40C0 << 6.0;
        QTest::newRow("float8e4m3fn 448") << int(DType::Float8E4M3FN) << 0x7E << 448.0;
        QTest::newRow("float8e5m2 −2") << int(DType::Float8E5M2) << 0xC0 << -2.0;
        QTest::newRow("float4e2m1 6") << int(DType::Float4E2M1) << 0x7 << 6.0;
        QTest::newRow("float4e2m1 −0.5") << int(DType::Float4E2M1) << 0x9 << -0.5;
        QTest::newRow("int4 −8") << int(DType::Int4) << 0x8 << -8.0;
        QTest::newRow("uint4 15") << int(DType::UInt4) << 0xF << 15.0;
    }

    void smallTypesHaveNumbers()
    {
        QFETCH(const int, type);
        QFETCH(const int, bits);
        QFETCH(const double, number);
        const auto dtype = static_cast<DType>(type);
        // The second of two elements, so that its place counts.
        Tensor tensor = *Tensor::allocate(dtype, {2});
        const int width = dtypeBits(dtype);
        if (width == 4) {
            tensor.mutableRaw()[0] = static_cast<std::byte>(bits << 4);
        } else {
            for (int byte = 0; byte < width / 8; ++byte)
                tensor.mutableRaw()[width / 8 + byte] = static_cast<std::byte>(bits >> (8 * byte));
        }
        QCOMPARE(elementValue(tensor, 0), 0.0);
        QCOMPARE(elementValue(tensor, 1), number);
    }

    void complexNumbersHaveTwoParts()
    {
        Tensor tensor = *Tensor::allocate(DType::Complex64, {2});
        const std::array<float, 4> parts{1, 2, 0, -0.5F};
        std::copy_n(reinterpret_cast<const std::byte *>(parts.data()), sizeof parts, tensor.mutableRaw());
        QVERIFY(complexElement(tensor, 1) == std::complex<double>(0, -0.5));
        QVERIFY(std::isnan(elementValue(tensor, 0)));
    }
};

QTEST_APPLESS_MAIN(TestElementValue)
#include "tst_element_value.moc"
