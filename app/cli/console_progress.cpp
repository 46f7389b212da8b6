// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console_progress.h"

#include "app/cli/cli_text.h"

#include <atomic>
#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace halftone {

namespace {

constexpr int kBarWidth = 30;
constexpr auto kInterval = std::chrono::milliseconds(100);

volatile std::sig_atomic_t interrupted = 0;

void onInterrupt(int)
{
    interrupted = 1;
    std::signal(SIGINT, SIG_DFL);
}

} // namespace

ConsoleProgress::ConsoleProgress(bool quiet) : m_visible(!quiet && isatty(STDERR_FILENO)) { std::signal(SIGINT, onInterrupt); }

ConsoleProgress::~ConsoleProgress() { clear(); }

void ConsoleProgress::begin(const QString &phase)
{
    const std::scoped_lock lock(m_mutex);
    m_phase = phase;
    m_begun = std::chrono::steady_clock::now();
    m_drawn = {};
}

bool ConsoleProgress::report(std::int64_t done, std::int64_t total)
{
    if (m_visible) {
        const std::scoped_lock lock(m_mutex);
        const auto now = std::chrono::steady_clock::now();
        if (now - m_drawn >= kInterval) {
            m_drawn = now;
            const int filled = total > 0 ? static_cast<int>(kBarWidth * done / total) : 0;
            QString text = QStringLiteral("%1 [%2%3] ").arg(m_phase, QString(filled, u'█'), QString(kBarWidth - filled, u'·'));
            text += total > 0 ? QStringLiteral("%1/%2").arg(done).arg(total) : QString::number(done);
            const double elapsed = std::chrono::duration<double>(now - m_begun).count();
            if (total > 0 && done > 0 && elapsed > 1)
                text += CliText::tr("  %1 left")
                            .arg(CliText::seconds(elapsed * static_cast<double>(total - done) / static_cast<double>(done)));
            std::fprintf(stderr, "\r\033[K%s", text.toUtf8().constData());
            std::fflush(stderr);
            m_shown = true;
        }
    }
    return interrupted == 0;
}

bool ConsoleProgress::cancelled() const { return interrupted != 0; }

void ConsoleProgress::clear()
{
    const std::scoped_lock lock(m_mutex);
    if (m_shown)
        std::fputs("\r\033[K", stderr);
    m_shown = false;
}

} // namespace halftone
