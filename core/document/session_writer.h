// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/document/session.h"
#include "core/quant/statistics.h"

#include <functional>
#include <future>
#include <memory>

namespace halftone {

/// Writes sessions in a thread of its own, one after the other. Statistics are megabytes: they are written once, not with every attempt.
class SessionWriter
{
public:
    using Failed = std::function<void(const Error &)>;

    SessionWriter() = default;
    SessionWriter(const SessionWriter &) = delete;
    SessionWriter &operator=(const SessionWriter &) = delete;
    ~SessionWriter() { wait(); }

    /// `statistics` null: nothing was calibrated. `failed` is called in the writer's thread.
    void write(Session session, std::shared_ptr<const Statistics> statistics, Failed failed);
    /// Until all is written.
    void wait();

private:
    std::shared_future<void> m_last;
    /// What the statistics' file holds, and where it is; touched by the writing threads alone, which take turns.
    std::weak_ptr<const Statistics> m_written;
    QString m_writtenTo;
};

} // namespace halftone
