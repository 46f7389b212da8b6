// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QEvent>
#include <QMetaEnum>
#include <QThread>

#include <ctime>

namespace halftone {

/// An application that knows which of its events kept the window busy longest. Processor time of the thread counts: what else runs on
/// the machine does not.
class WatchedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    struct Longest
    {
        double milliseconds = 0;
        QString what;
    };

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0 || !m_isWatching || QThread::currentThread() != thread())
            return QApplication::notify(receiver, event);
        const QString what = describe(*receiver, *event);
        bool handled = false;
        watch(what, [&] { handled = QApplication::notify(receiver, event); });
        return handled;
    }

    /// Times a call as if an event had made it.
    template <typename Call>
    void watch(const QString &what, Call &&call)
    {
        ++m_depth;
        const double before = processorMilliseconds();
        call();
        const double taken = processorMilliseconds() - before;
        --m_depth;
        if (taken > m_longest.milliseconds)
            m_longest = {taken, what};
    }

    /// The longest since the last time; from here on is watched.
    Longest takeLongest()
    {
        m_isWatching = true;
        return std::exchange(m_longest, {});
    }

private:
    static double processorMilliseconds()
    {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
    }

    static QString describe(const QObject &receiver, const QEvent &event)
    {
        const char *kind = QMetaEnum::fromType<QEvent::Type>().valueToKey(event.type());
        return QStringLiteral("%1 to %2 %3")
            .arg(QLatin1String(kind ? kind : "?"), QLatin1String(receiver.metaObject()->className()), receiver.objectName());
    }

    Longest m_longest;
    int m_depth = 0;
    bool m_isWatching = false;
};

} // namespace halftone
