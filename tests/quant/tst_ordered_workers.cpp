// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/ordered_workers.h"

#include <QTest>

#include <atomic>
#include <new>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace halftone;

namespace {

class StopAfter final : public Progress
{
public:
    explicit StopAfter(std::int64_t items) : m_items(items) { }
    bool report(std::int64_t done, std::int64_t) override
    {
        m_cancelled = m_cancelled || done >= m_items;
        return !m_cancelled;
    }
    bool cancelled() const override { return m_cancelled; }

private:
    std::int64_t m_items;
    std::atomic<bool> m_cancelled = false;
};

} // namespace

class TestOrderedWorkers : public QObject
{
    Q_OBJECT
private slots:
    void takesInOrder_data();
    void takesInOrder();
    void firstErrorEndsTheWork();
    void cancelEndsTheWork();
    void exceptionsAreErrors();
};

void TestOrderedWorkers::takesInOrder_data()
{
    QTest::addColumn<int>("workers");
    for (const int workers : {1, 2, 3, 8})
        QTest::addRow("%d workers", workers) << workers;
}

void TestOrderedWorkers::takesInOrder()
{
    QFETCH(int, workers);
    OrderedWork work;
    work.count = 200;
    work.workers = workers;
    std::vector<std::int64_t> results(static_cast<std::size_t>(slotCount(work)), -1);
    std::vector<std::int64_t> taken;
    work.work = [&](std::int64_t index, int, int slot) -> Status {
        if (index % 7 == 0)
            std::this_thread::sleep_for(std::chrono::microseconds(200));
        results[static_cast<std::size_t>(slot)] = index * index;
        return {};
    };
    work.take = [&](std::int64_t index, int slot) {
        QCOMPARE(results[static_cast<std::size_t>(slot)], index * index);
        taken.push_back(index);
    };
    NoProgress progress;
    QVERIFY(runOrdered(work, progress));
    QCOMPARE(taken.size(), 200U);
    for (std::size_t i = 0; i < taken.size(); ++i)
        QCOMPARE(taken[i], static_cast<std::int64_t>(i));
}

void TestOrderedWorkers::firstErrorEndsTheWork()
{
    OrderedWork work;
    work.count = 1000000;
    work.workers = 4;
    std::atomic<std::int64_t> done = 0;
    work.work = [&](std::int64_t index, int, int) -> Status {
        ++done;
        return index == 50 ? Status(Error(errc::kInternal, {"fifty"})) : Status();
    };
    work.take = [](std::int64_t, int) {};
    NoProgress progress;
    const auto status = runOrdered(work, progress);
    QVERIFY(!status);
    QCOMPARE(status.error().arguments().at(0), std::string("fifty"));
    QVERIFY(done < 1000);
}

void TestOrderedWorkers::exceptionsAreErrors()
{
    for (const bool inTake : {false, true}) {
        OrderedWork work;
        work.count = 100;
        work.workers = 3;
        work.work = [inTake](std::int64_t index, int, int) -> Status {
            if (!inTake && index == 40)
                throw std::bad_alloc();
            return {};
        };
        work.take = [inTake](std::int64_t index, int) {
            if (inTake && index == 40)
                throw std::runtime_error("boom");
        };
        NoProgress progress;
        const auto status = runOrdered(work, progress);
        QVERIFY(!status);
        QCOMPARE(status.error().debugText(), std::string(inTake ? "base.internal(boom)" : "base.out-of-memory()"));
    }
}

void TestOrderedWorkers::cancelEndsTheWork()
{
    OrderedWork work;
    work.count = 1000000;
    work.workers = 3;
    std::int64_t taken = 0;
    work.work = [](std::int64_t, int, int) -> Status { return {}; };
    work.take = [&](std::int64_t, int) { ++taken; };
    StopAfter progress(20);
    const auto status = runOrdered(work, progress);
    QVERIFY(!status && status.error().code() == errc::kCancelled);
    QCOMPARE(taken, 20);
}

QTEST_APPLESS_MAIN(TestOrderedWorkers)
#include "tst_ordered_workers.moc"
