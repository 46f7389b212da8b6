// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"

#include <QTest>

using namespace halftone;

namespace {

constexpr ErrorCode kOdd{"test.odd"};

Result<int> half(int number)
{
    if (number % 2)
        return Error(kOdd, {std::to_string(number)});
    return number / 2;
}

Result<int> quarter(int number)
{
    HALFTONE_TRY(const int first, half(number));
    return half(first);
}

} // namespace

class TestResult : public QObject
{
    Q_OBJECT

private slots:
    void tryPassesValuesOn() { QCOMPARE(quarter(12).value(), 3); }

    void tryReturnsTheFirstError()
    {
        const Result<int> result = quarter(6);
        QVERIFY(!result);
        QVERIFY(result.error().code() == kOdd);
        QCOMPARE(result.error().arguments().front(), std::string("3"));
    }

    void innerPlaceWins()
    {
        const Error error = Error(kOdd, {}, "inner").at("outer");
        QCOMPARE(error.where(), std::string("inner"));
    }
};

QTEST_GUILESS_MAIN(TestResult)
#include "tst_result.moc"
