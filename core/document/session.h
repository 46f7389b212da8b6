// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/document/attempts.h"
#include "core/quant/recipe.h"
#include "core/samples/spec.h"

#include <QDateTime>
#include <QString>

#include <vector>

namespace halftone {

namespace errc {
/// %1 path.
inline constexpr ErrorCode kSessionUnreadable{"document.session-unreadable"};
/// %1 path, %2 reason given by the system.
inline constexpr ErrorCode kSessionNotWritten{"document.session-not-written"};
} // namespace errc

/// Work on one model as it is autosaved: enough to go on where it was left. Statistics lie in a file of their own beside it.
struct Session
{
    QString modelPath;
    /// Identity of the model's file when it was saved: another size or time makes statistics worthless.
    qint64 modelBytes = 0;
    QDateTime modelTime;
    SampleSpec data;
    Recipe recipe;
    std::vector<Attempt> attempts;
    /// Empty when nothing was calibrated.
    QString statisticsPath;
    QDateTime saved;

    /// True when the model's file is still the one that was worked on.
    bool matchesFile() const;
};

/// Folder of autosaved sessions, made when missing.
QString sessionFolder();
/// File of the session of a model.
QString sessionPath(const QString &modelPath);
/// File of its statistics.
QString statisticsPath(const QString &modelPath);

/// Writes the whole file or leaves the old one.
Status writeSession(const Session &session, const QString &path);
Result<Session> readSession(const QString &path);

} // namespace halftone
