// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/job_runner.h"

#include "core/jobs/job.h"

#include <QThreadPool>

#include <algorithm>
#include <mutex>

namespace halftone {

namespace {

/// Jobs mostly wait for each other's data or use workers of their own; a few threads keep one kind from delaying another.
constexpr int kThreads = 6;

/// Pools whose runner is gone while their work still winds down. Waiting for them at once would freeze the window.
class RetiredPools
{
public:
    ~RetiredPools() { wait(); }

    void add(std::unique_ptr<QThreadPool> pool)
    {
        const std::scoped_lock lock(m_mutex);
        std::erase_if(m_pools, [](const auto &each) { return each->activeThreadCount() == 0; });
        m_pools.push_back(std::move(pool));
    }

    void wait()
    {
        const std::scoped_lock lock(m_mutex);
        m_pools.clear();
    }

private:
    std::mutex m_mutex;
    std::vector<std::unique_ptr<QThreadPool>> m_pools;
};

RetiredPools &retiredPools()
{
    static RetiredPools pools;
    return pools;
}

} // namespace

JobRunner::JobRunner(QObject *parent) : QObject(parent), m_pool(std::make_unique<QThreadPool>())
{
    m_pool->setMaxThreadCount(kThreads);
    retiredPools();
}

JobRunner::~JobRunner()
{
    m_jobs.clear();
    m_pool->clear();
    if (m_pool->activeThreadCount() > 0)
        retiredPools().add(std::move(m_pool));
}

void JobRunner::startErased(JobKind kind, const QString &title, Work work, Delivery cancelled)
{
    std::unique_ptr<Job> &job = m_jobs[kind];
    if (!job) {
        job = std::make_unique<Job>();
        connect(job.get(), &Job::changed, this, &JobRunner::changed);
        connect(job.get(), &Job::finished, this, [this, kind] { emit finished(kind); });
    }
    job->start(*m_pool, title, std::move(work), std::move(cancelled));
}

void JobRunner::cancel(JobKind kind)
{
    if (const auto found = m_jobs.find(kind); found != m_jobs.end())
        found->second->cancel();
}

void JobRunner::cancelAll()
{
    for (const auto &[kind, job] : m_jobs)
        job->cancel();
}

void JobRunner::drop(JobKind kind)
{
    if (const auto found = m_jobs.find(kind); found != m_jobs.end())
        found->second->drop();
}

bool JobRunner::isRunning(JobKind kind) const
{
    const auto found = m_jobs.find(kind);
    return found != m_jobs.end() && found->second->isRunning();
}

bool JobRunner::isIdle() const
{
    return std::none_of(m_jobs.begin(), m_jobs.end(), [](const auto &entry) { return entry.second->isRunning(); });
}

std::vector<JobRunner::Status> JobRunner::running() const
{
    std::vector<Status> result;
    for (const auto &[kind, job] : m_jobs) {
        if (job->isRunning())
            result.push_back({kind, job->title(), job->done(), job->total(), job->seconds(), job->isCancelling()});
    }
    return result;
}

void JobRunner::waitForDetached() { retiredPools().wait(); }

} // namespace halftone
