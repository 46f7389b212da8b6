// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/exceptions.h"
#include "core/quant/float_stream.h"

#include <QTest>

#include <new>
#include <string>

using namespace halftone;

namespace {

const ErrorCode kFailed{"test.failed"};

/// Shows the values 0 … count − 1, each one float, and says so in `log`.
Status produce(TensorObserver &values, int count, std::string &log)
{
    for (int i = 0; i < count; ++i) {
        const auto element = static_cast<float>(i);
        log += 'p' + std::to_string(i) + ' ';
        values.observe(
            static_cast<ValueId>(i), {DType::Float, Shape{1}, TensorView::Layout::Plain, 1, reinterpret_cast<const std::byte *>(&element)});
    }
    return {};
}

/// Wants the values in the given order; notes what it got.
Status read(const OriginalValues &values, const std::vector<int> &wanted, char name, std::string &log)
{
    for (const int i : wanted) {
        const auto view = values.find(static_cast<ValueId>(i));
        log += name + (view ? std::to_string(static_cast<int>(*reinterpret_cast<const float *>(view->data))) : "-") + ' ';
        if (view)
            values.release(static_cast<ValueId>(i));
    }
    return {};
}

std::unordered_map<ValueId, int> uses(int count, int each)
{
    std::unordered_map<ValueId, int> result;
    for (int i = 0; i < count; ++i)
        result[static_cast<ValueId>(i)] = each;
    return result;
}

} // namespace

class TestFloatStream : public QObject
{
    Q_OBJECT
private slots:
    void takesTurns_data();
    void takesTurns();
    void askingAgainBreaksIt();
    void firstErrorCounts();
    void lackingMemoryIsAnError();
};

void TestFloatStream::takesTurns_data()
{
    QTest::addColumn<QList<int>>("first");
    QTest::addColumn<QList<int>>("second");
    QTest::addColumn<QString>("log");
    QTest::newRow("side by side") << QList<int>{0, 1, 2} << QList<int>{0, 1, 2} << "p0 a0 b0 p1 a1 b1 p2 a2 b2 ";
    QTest::newRow("in another order") << QList<int>{1, 0, 2} << QList<int>{0, 1, 2} << "p0 b0 p1 a1 a0 b1 p2 a2 b2 ";
    QTest::newRow("some of them") << QList<int>{2} << QList<int>{0} << "p0 b0 p1 p2 a2 ";
    QTest::newRow("one that never comes") << QList<int>{0, 7, 2} << QList<int>{0, 1, 2} << "p0 a0 a- b0 p1 b1 p2 a2 b2 ";
    QTest::newRow("one that is not computed") << QList<int>{0, 3, 2} << QList<int>{0, 1, 2} << "p0 a0 b0 p1 b1 p2 b2 a- a2 ";
    QTest::newRow("nobody reads") << QList<int>{} << QList<int>{} << "p0 p1 p2 ";
}

void TestFloatStream::takesTurns()
{
    QFETCH(const QList<int>, first);
    QFETCH(const QList<int>, second);
    QFETCH(const QString, log);
    for (int turn = 0; turn < 50; ++turn) {
        std::string seen;
        FloatStream stream(uses(4, 2));
        const Status status = stream.run([&](TensorObserver &values) { return produce(values, 3, seen); },
            {[&](const OriginalValues &values) {
                 return read(values, {first.begin(), first.end()}, 'a', seen);
             },
                [&](const OriginalValues &values) {
                    return read(values, {second.begin(), second.end()}, 'b', seen);
                }});
        QVERIFY(status);
        QVERIFY(!stream.isBroken());
        QCOMPARE(QString::fromStdString(seen), log);
    }
}

void TestFloatStream::askingAgainBreaksIt()
{
    std::string seen;
    FloatStream stream(uses(3, 1));
    const Status status = stream.run([&](TensorObserver &values) { return produce(values, 3, seen); }, {[&](const OriginalValues &values) {
        return read(values, {0, 1, 0}, 'a', seen);
    }});
    QVERIFY(status);
    QVERIFY(stream.isBroken());
    QCOMPARE(QString::fromStdString(seen), QStringLiteral("p0 a0 p1 a1 a- p2 "));
}

void TestFloatStream::firstErrorCounts()
{
    std::string seen;
    const auto failing = [&](const char *why) {
        return [why](const OriginalValues &values) -> Status {
            values.find(1);
            return Error(kFailed, {why});
        };
    };
    FloatStream readers(uses(3, 2));
    Status status = readers.run([&](TensorObserver &values) { return produce(values, 3, seen); }, {failing("first"), failing("second")});
    QVERIFY(!status);
    QCOMPARE(status.error().arguments().front(), std::string("first"));
    FloatStream producer(uses(3, 2));
    status = producer.run([](TensorObserver &) -> Status { return Error(kFailed, {"producer"}); }, {failing("first"), failing("second")});
    QVERIFY(!status);
    QCOMPARE(status.error().arguments().front(), std::string("producer"));
}

void TestFloatStream::lackingMemoryIsAnError()
{
    std::string seen;
    FloatStream stream(uses(3, 2));
    const Status status = stream.run([&](TensorObserver &values) { return produce(values, 3, seen); },
        {[](const OriginalValues &values) -> Status {
             values.find(1);
             throw std::bad_alloc();
         },
            [&](const OriginalValues &values) {
                return read(values, {0, 1, 2}, 'b', seen);
            }});
    QVERIFY(!status && status.error().code() == errc::kOutOfMemory);
    QCOMPARE(QString::fromStdString(seen), QStringLiteral("p0 b0 p1 b1 p2 b2 "));
}

QTEST_GUILESS_MAIN(TestFloatStream)
#include "tst_float_stream.moc"
