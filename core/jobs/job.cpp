// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/job.h"

#include <QPromise>
#include <QThreadPool>
#include <QtConcurrentRun>

#include <mutex>

namespace halftone {

namespace {

/// QFuture's progress is an int: long work is reported in these steps.
constexpr int kSteps = 10000;

/// Progress that reports to a promise and stops when its future was cancelled.
class PromiseProgress final : public Progress
{
public:
    explicit PromiseProgress(QPromise<Job::Delivery> &promise) : m_promise(promise) { }

    bool report(std::int64_t done, std::int64_t total) override
    {
        const std::scoped_lock lock(m_mutex);
        const bool fits = total <= kSteps;
        const int maximum = fits ? static_cast<int>(total) : kSteps;
        if (maximum != m_maximum) {
            m_maximum = maximum;
            m_promise.setProgressRange(0, maximum);
        }
        const double fraction = total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 0;
        m_promise.setProgressValue(fits ? static_cast<int>(done) : static_cast<int>(fraction * kSteps));
        return !m_promise.isCanceled();
    }

    bool cancelled() const override { return m_promise.isCanceled(); }

private:
    QPromise<Job::Delivery> &m_promise;
    std::mutex m_mutex;
    int m_maximum = -1;
};

} // namespace

Job::Job(QObject *parent) : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::progressValueChanged, this, &Job::changed);
    connect(&m_watcher, &QFutureWatcherBase::progressRangeChanged, this, &Job::changed);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &Job::deliver);
}

Job::~Job() { m_watcher.future().cancel(); }

void Job::start(QThreadPool &pool, const QString &title, Work work, Delivery cancelled)
{
    m_watcher.future().cancel();
    m_title = title;
    m_cancelled = std::move(cancelled);
    m_running = true;
    m_clock.start();
    m_watcher.setFuture(QtConcurrent::run(&pool, [work = std::move(work)](QPromise<Delivery> &promise) {
        PromiseProgress progress(promise);
        promise.addResult(work(progress));
    }));
    emit changed();
}

void Job::cancel()
{
    if (!m_running)
        return;
    m_watcher.future().cancel();
    emit changed();
}

void Job::drop()
{
    m_watcher.future().cancel();
    m_watcher.setFuture(QFuture<Delivery>());
    m_cancelled = nullptr;
    if (!m_running)
        return;
    m_running = false;
    emit changed();
    emit finished();
}

bool Job::isCancelling() const { return m_running && m_watcher.isCanceled(); }

std::int64_t Job::done() const { return m_watcher.progressValue(); }
std::int64_t Job::total() const { return m_watcher.progressMaximum(); }

void Job::deliver()
{
    if (!m_running)
        return;
    m_running = false;
    const QFuture<Delivery> future = m_watcher.future();
    const Delivery delivery = !future.isCanceled() && future.resultCount() > 0 ? future.result() : m_cancelled;
    m_cancelled = nullptr;
    // Frees the result held by the future; the delivery may start this job again.
    m_watcher.setFuture(QFuture<Delivery>());
    emit changed();
    emit finished();
    if (delivery)
        delivery();
}

} // namespace halftone
