// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/ordered_workers.h"

#include "core/base/exceptions.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <vector>

namespace halftone {

namespace {

class OrderedRun
{
public:
    OrderedRun(const OrderedWork &work, Progress &progress)
        : m_work(work), m_progress(progress), m_slots(slotCount(work)), m_done(static_cast<std::size_t>(m_slots))
    {
    }

    /// Works until there is no more; lacking memory ends all work like any other error.
    void run(int worker)
    {
        keep(guarded([&]() -> Status {
            loop(worker);
            return {};
        }));
    }

    Status status() && { return m_error ? Status(std::move(*m_error)) : Status(); }

private:
    void loop(int worker)
    {
        if (m_work.start && !keep(m_work.start(worker)))
            return;
        for (;;) {
            std::int64_t index = 0;
            {
                std::unique_lock lock(m_mutex);
                m_slotFree.wait(lock, [&] { return m_stop || m_next >= m_work.count || m_next < m_taken + m_slots; });
                if (m_stop || m_next >= m_work.count)
                    return;
                index = m_next++;
            }
            if (m_progress.cancelled()) {
                keep(Error(errc::kCancelled));
                return;
            }
            if (!keep(m_work.work(index, worker, static_cast<int>(index % m_slots))))
                return;
            if (!finish(index))
                return;
        }
    }

    bool keep(Status status)
    {
        if (status)
            return true;
        const std::scoped_lock lock(m_mutex);
        if (!m_error)
            m_error = std::move(status).error();
        m_stop = true;
        m_slotFree.notify_all();
        return false;
    }

    /// Marks an item as computed and takes all that are next in order.
    bool finish(std::int64_t index)
    {
        std::unique_lock lock(m_mutex);
        m_done[static_cast<std::size_t>(index % m_slots)] = true;
        if (m_taking)
            return !m_stop;
        m_taking = true;
        while (!m_stop && m_taken < m_work.count && m_done[static_cast<std::size_t>(m_taken % m_slots)]) {
            const std::int64_t taken = m_taken;
            lock.unlock();
            m_work.take(taken, static_cast<int>(taken % m_slots));
            const bool goOn = m_progress.report(taken + 1, m_work.count);
            lock.lock();
            m_done[static_cast<std::size_t>(taken % m_slots)] = false;
            ++m_taken;
            if (!goOn && !m_error)
                m_error = Error(errc::kCancelled);
            m_stop = m_stop || !goOn;
            m_slotFree.notify_all();
        }
        m_taking = false;
        return !m_stop;
    }

    const OrderedWork &m_work;
    Progress &m_progress;
    const int m_slots;
    std::mutex m_mutex;
    std::condition_variable m_slotFree;
    std::vector<char> m_done;
    std::int64_t m_next = 0;
    std::int64_t m_taken = 0;
    bool m_taking = false;
    bool m_stop = false;
    std::optional<Error> m_error;
};

} // namespace

int slotCount(const OrderedWork &work) { return work.workers + 2; }

namespace {
std::atomic<int> defaultWorkers = 0;
}

void setDefaultWorkers(int count) { defaultWorkers = std::max(0, count); }

bool endsAllWork(const Error &error) { return error.code() == errc::kCancelled || error.code() == errc::kOutOfMemory; }

int workerCount(int asked, std::int64_t count)
{
    const int usual = asked > 0 ? asked : defaultWorkers.load();
    const int wanted = usual > 0 ? usual : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    return static_cast<int>(std::clamp<std::int64_t>(count, 1, wanted));
}

Status runOrdered(const OrderedWork &work, Progress &progress)
{
    OrderedRun run(work, progress);
    {
        std::vector<std::jthread> threads;
        try {
            for (int worker = 1; worker < work.workers; ++worker)
                threads.emplace_back([&run, worker] { run.run(worker); });
        } catch (const std::system_error &) {
            // As many as the system gives.
        }
        run.run(0);
    }
    return std::move(run).status();
}

} // namespace halftone
