// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace halftone {

/// What is remembered between two starts of the program.
namespace settings {

/// Models opened before, latest first; files that are gone are left out.
QStringList recentFiles();
void addRecentFile(const QString &path);
void clearRecentFiles();

Theme::Scheme theme();
void setTheme(Theme::Scheme scheme);

/// Locale name ("de"); empty: the system's.
QString language();
void setLanguage(const QString &name);

/// Samples compared after every change.
int comparedSamples();
void setComparedSamples(int count);

/// Samples computed at once, as --workers; 0: as many as there are processors.
int workers();
void setWorkers(int count);

QByteArray windowGeometry();
QByteArray windowState();
void setWindow(const QByteArray &geometry, const QByteArray &state);

/// A switch of the View menu.
bool viewOption(const QString &name, bool fallback);
void setViewOption(const QString &name, bool on);

/// Folder that file choosers start in.
QString lastFolder();
void setLastFolder(const QString &folder);

} // namespace settings

} // namespace halftone
