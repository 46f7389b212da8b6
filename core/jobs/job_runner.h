// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <QObject>
#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <vector>

class QThreadPool;

namespace halftone {

class Job;

/// What a job is for. At most one of a kind runs: a new one replaces (cancels and silences) the one before.
enum class JobKind {
    Open,
    Facts,
    Calibrate,
    Refresh,
    Export,
    Measure,
    Preview,
    Session,
    Suggest,
    Layout,
    Profile,
    Sensitivity,
    Explore,
    Evaluate,
    Match,
    Prepare,
    Picture
};

/// Runs free functions on background threads and hands their results back to this object's thread.
/// Work takes its inputs by value and a Progress. Destroying the runner cancels its jobs and lets them finish detached; their results
/// are dropped. Exceptions leaving the work become errc::kInternal.
class JobRunner : public QObject
{
    Q_OBJECT

public:
    /// What can be shown of a running job. `total` 0: unknown.
    struct Status
    {
        JobKind kind = JobKind::Open;
        QString title;
        std::int64_t done = 0;
        std::int64_t total = 0;
        double seconds = 0;
        bool cancelling = false;
    };

    explicit JobRunner(QObject *parent = nullptr);
    ~JobRunner() override;

    /// Runs `work` in the background, then `done` in this thread with its result; errc::kCancelled after cancel().
    /// Neither is called for a job that was replaced or whose runner is gone.
    template <typename T>
    void start(JobKind kind, const QString &title, std::function<Result<T>(Progress &)> work, std::function<void(Result<T>)> done)
    {
        startErased(
            kind, title,
            [work = std::move(work), done](Progress &progress) -> Delivery {
                auto result = std::make_shared<Result<T>>(guarded<T>(work, progress));
                return [done, result] { done(std::move(*result)); };
            },
            [done] { done(Error(errc::kCancelled)); });
    }

    /// Asks one job to stop; its `done` gets errc::kCancelled as soon as the work has noticed.
    void cancel(JobKind kind);
    void cancelAll();
    /// Cancels without calling `done`.
    void drop(JobKind kind);
    bool isRunning(JobKind kind) const;
    bool isIdle() const;
    std::vector<Status> running() const;

    /// Waits until detached work of destroyed runners is over; for the program's end and tests.
    static void waitForDetached();

signals:
    /// A job began, progressed or ended.
    void changed();
    void finished(halftone::JobKind kind);

private:
    using Delivery = std::function<void()>;
    using Work = std::function<Delivery(Progress &)>;

    template <typename T>
    static Result<T> guarded(const std::function<Result<T>(Progress &)> &work, Progress &progress)
    {
        try {
            return work(progress);
        } catch (const std::exception &exception) {
            return Error(errc::kInternal, {exception.what()});
        } catch (...) {
            return Error(errc::kInternal, {"unknown exception"});
        }
    }
    void startErased(JobKind kind, const QString &title, Work work, Delivery cancelled);

    std::unique_ptr<QThreadPool> m_pool;
    std::map<JobKind, std::unique_ptr<Job>> m_jobs;
};

} // namespace halftone
