// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"

#include <QString>

#include <chrono>
#include <mutex>

namespace halftone {

/// A bar on stderr, only when that is a terminal. Ctrl+C cancels: the first time the work ends in order, the second time the
/// program does at once.
class ConsoleProgress final : public Progress
{
public:
    explicit ConsoleProgress(bool quiet);
    ~ConsoleProgress() override;

    /// Names what follows ("Calibrating").
    void begin(const QString &phase);
    bool report(std::int64_t done, std::int64_t total) override;
    bool cancelled() const override;
    /// Wipes the bar so that other lines can follow.
    void clear();

private:
    std::mutex m_mutex;
    QString m_phase;
    bool m_shown = false;
    bool m_visible = false;
    std::chrono::steady_clock::time_point m_begun;
    std::chrono::steady_clock::time_point m_drawn;
};

} // namespace halftone
