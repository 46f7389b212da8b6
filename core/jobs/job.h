// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QObject>
#include <QString>

#include <functional>

class QThreadPool;

namespace halftone {

/// One kind of background work: a future and the watcher that brings its outcome back. Work is started again and again on
/// the same object; only the outcome of the latest start is delivered.
class Job : public QObject
{
    Q_OBJECT

public:
    /// Called in the job's thread of affinity: hands a result to whoever asked.
    using Delivery = std::function<void()>;
    using Work = std::function<Delivery(Progress &)>;

    explicit Job(QObject *parent = nullptr);
    ~Job() override;

    void start(QThreadPool &pool, const QString &title, Work work, Delivery cancelled);
    /// Asks the work to stop; delivers `cancelled` when it has.
    void cancel();
    /// Stops without delivering anything.
    void drop();

    bool isRunning() const { return m_running; }
    bool isCancelling() const;
    const QString &title() const { return m_title; }
    std::int64_t done() const;
    /// 0: unknown.
    std::int64_t total() const;
    double seconds() const { return static_cast<double>(m_clock.elapsed()) / 1000; }

signals:
    void changed();
    void finished();

private:
    void deliver();

    QFutureWatcher<Delivery> m_watcher;
    QElapsedTimer m_clock;
    QString m_title;
    Delivery m_cancelled;
    bool m_running = false;
};

} // namespace halftone
