// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/job_runner.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <memory>
#include <stdexcept>
#include <thread>

using namespace halftone;
using namespace std::chrono_literals;

namespace {

/// Works until it is cancelled.
Result<int> untilCancelled(Progress &progress)
{
    while (!progress.cancelled())
        std::this_thread::sleep_for(1ms);
    return Error(errc::kCancelled);
}

} // namespace

class TestJobRunner : public QObject
{
    Q_OBJECT

private slots:
    void deliversTheResultInTheCallersThread()
    {
        JobRunner runner;
        int value = 0;
        QThread *thread = nullptr;
        runner.start<int>(
            JobKind::Open, QStringLiteral("t"), [](Progress &) { return Result<int>(42); },
            [&](Result<int> result) {
                value = result.value();
                thread = QThread::currentThread();
            });
        QVERIFY(runner.isRunning(JobKind::Open));
        QTRY_COMPARE(value, 42);
        QCOMPARE(thread, QThread::currentThread());
        QVERIFY(runner.isIdle());
    }

    void reportsProgressBeyondTheRangeOfInt()
    {
        JobRunner runner;
        auto go = std::make_shared<std::atomic<bool>>(false);
        bool done = false;
        runner.start<int>(
            JobKind::Open, {},
            [go](Progress &progress) -> Result<int> {
                progress.report(30'000'000'000, 60'000'000'000);
                while (!*go)
                    std::this_thread::sleep_for(1ms);
                return 0;
            },
            [&](Result<int>) { done = true; });
        QTRY_VERIFY(!runner.running().empty() && runner.running().front().done * 2 == runner.running().front().total
            && runner.running().front().total > 0);
        *go = true;
        QTRY_VERIFY(done);
    }

    void cancelEndsInACancelledError()
    {
        JobRunner runner;
        std::optional<Error> error;
        runner.start<int>(JobKind::Calibrate, {}, untilCancelled, [&](Result<int> result) { error = std::move(result).error(); });
        QElapsedTimer clock;
        clock.start();
        runner.cancel(JobKind::Calibrate);
        QTRY_VERIFY(error.has_value());
        QVERIFY(clock.elapsed() < 1000);
        QVERIFY(error->code() == errc::kCancelled);
    }

    void anExceptionBecomesAnError()
    {
        JobRunner runner;
        std::optional<Error> error;
        runner.start<int>(
            JobKind::Open, {}, [](Progress &) -> Result<int> { throw std::runtime_error("boom"); },
            [&](Result<int> result) { error = std::move(result).error(); });
        QTRY_VERIFY(error.has_value());
        QVERIFY(error->code() == errc::kInternal);
        QCOMPARE(error->arguments().front(), std::string("boom"));
    }

    void aReplacedJobNeverDelivers()
    {
        JobRunner runner;
        int first = 0;
        int second = 0;
        runner.start<int>(JobKind::Refresh, {}, untilCancelled, [&](Result<int>) { ++first; });
        runner.start<int>(
            JobKind::Refresh, {}, [](Progress &) { return Result<int>(1); }, [&](Result<int> result) { second = result.value(); });
        QTRY_COMPARE(second, 1);
        QTest::qWait(20);
        QCOMPARE(first, 0);
    }

    void destroyingTheRunnerDoesNotWait()
    {
        auto stopped = std::make_shared<std::atomic<int>>(0);
        auto started = std::make_shared<std::atomic<bool>>(false);
        bool delivered = false;
        auto runner = std::make_unique<JobRunner>();
        runner->start<int>(
            JobKind::Calibrate, {},
            [stopped, started](Progress &progress) -> Result<int> {
                *started = true;
                while (!progress.cancelled())
                    std::this_thread::sleep_for(1ms);
                std::this_thread::sleep_for(300ms);
                ++*stopped;
                return 1;
            },
            [&](Result<int>) { delivered = true; });
        QTRY_VERIFY(started->load());
        QElapsedTimer clock;
        clock.start();
        runner.reset();
        QVERIFY2(clock.elapsed() < 150, qPrintable(QString::number(clock.elapsed())));
        JobRunner::waitForDetached();
        QCOMPARE(stopped->load(), 1);
        QCoreApplication::processEvents();
        QVERIFY(!delivered);
    }

    void aThousandRapidStartsDeliverOnlyTheLast()
    {
        JobRunner runner;
        auto running = std::make_shared<std::atomic<int>>(0);
        std::vector<int> delivered;
        constexpr int kStarts = 1000;
        for (int i = 0; i < kStarts; ++i) {
            runner.start<int>(
                JobKind::Refresh, QStringLiteral("n"),
                [i, running](Progress &progress) -> Result<int> {
                    ++*running;
                    for (int step = 0; step < 5 && progress.report(step, 5); ++step)
                        std::this_thread::yield();
                    --*running;
                    return i;
                },
                [&](Result<int> result) { delivered.push_back(result ? result.value() : -1); });
            if (i % 3 == 0 && i + 1 < kStarts)
                runner.cancel(JobKind::Refresh);
            if (i % 50 == 0)
                QCoreApplication::processEvents();
        }
        QTRY_VERIFY(!delivered.empty() && delivered.back() == kStarts - 1);
        std::erase(delivered, -1);
        QVERIFY(std::is_sorted(delivered.begin(), delivered.end()));
        QTRY_COMPARE(running->load(), 0);
        QVERIFY(runner.isIdle());
    }

    void dropSilences()
    {
        JobRunner runner;
        QSignalSpy finished(&runner, &JobRunner::finished);
        bool delivered = false;
        runner.start<int>(JobKind::Open, {}, untilCancelled, [&](Result<int>) { delivered = true; });
        runner.drop(JobKind::Open);
        QVERIFY(runner.isIdle());
        QCOMPARE(finished.count(), 1);
        QTest::qWait(20);
        QVERIFY(!delivered);
    }
};

QTEST_GUILESS_MAIN(TestJobRunner)
#include "tst_job_runner.moc"
