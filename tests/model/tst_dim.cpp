// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/dim.h"

#include <QTest>

using namespace halftone;

class TestDim : public QObject
{
    Q_OBJECT

private slots:
    void arithmeticStaysSymbolic()
    {
        const Dim n = Dim::symbol("N");
        QCOMPARE((n * Dim(2) + Dim(1)).toString(), std::string("2·N + 1"));
        QCOMPARE((n - n).value(), std::optional<std::int64_t>(0));
        QVERIFY(n + Dim(1) == Dim(1) + n);
        QVERIFY(!(Dim::unknown() == Dim::unknown()));
    }

    void divisionIsExactWhereItCanBe()
    {
        const Dim h = Dim::symbol("H");
        QCOMPARE(floorDiv(h * Dim(4), Dim(2)).toString(), std::string("2·H"));
        QCOMPARE(floorDiv(h * Dim(6), h).value(), std::optional<std::int64_t>(6));
        QCOMPARE(floorDiv(Dim(-7), Dim(2)).value(), std::optional<std::int64_t>(-4));
        QCOMPARE(ceilDiv(Dim(7), Dim(2)).value(), std::optional<std::int64_t>(4));
        QVERIFY(floorDiv(h, Dim(0)).isUnknown());
    }

    void opaqueQuotientsEvaluate()
    {
        const Dim half = floorDiv(Dim::symbol("H") + Dim(1), Dim(2));
        QCOMPARE(half.toString(), std::string("⌊(H + 1)/2⌋"));
        QCOMPARE((half + Dim(1)).evaluate({{"H", 6}}), std::optional<std::int64_t>(4));
        QCOMPARE(half.evaluate({}), std::nullopt);
    }

    void overflowIsUnknown() { QVERIFY((Dim(INT64_MAX) * Dim(2)).isUnknown()); }
};

QTEST_GUILESS_MAIN(TestDim)
#include "tst_dim.moc"
