// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>

namespace halftone::settings {

namespace {

constexpr int kRecentLimit = 12;
constexpr int kMostWorkers = 1024;
constexpr int kDefaultComparedSamples = 8;
const QString kRecent = QStringLiteral("recent");
const QString kTheme = QStringLiteral("theme");
const QString kLanguage = QStringLiteral("language");
const QString kCompared = QStringLiteral("comparedSamples");
const QString kWorkers = QStringLiteral("workers");
const QString kGeometry = QStringLiteral("window/geometry");
const QString kState = QStringLiteral("window/state");
const QString kFolder = QStringLiteral("folder");

QString viewKey(const QString &name) { return QStringLiteral("view/") + name; }

} // namespace

QStringList recentFiles()
{
    QStringList files = QSettings().value(kRecent).toStringList();
    files.removeIf([](const QString &path) { return !QFileInfo::exists(path); });
    return files;
}

void addRecentFile(const QString &path)
{
    QStringList files = QSettings().value(kRecent).toStringList();
    files.removeAll(path);
    files.prepend(path);
    while (files.size() > kRecentLimit)
        files.removeLast();
    QSettings().setValue(kRecent, files);
}

void clearRecentFiles() { QSettings().remove(kRecent); }

Theme::Scheme theme()
{
    const int stored = QSettings().value(kTheme, 0).toInt();
    return stored >= 0 && stored <= static_cast<int>(Theme::Scheme::Dark) ? static_cast<Theme::Scheme>(stored) : Theme::Scheme{};
}
void setTheme(Theme::Scheme scheme) { QSettings().setValue(kTheme, static_cast<int>(scheme)); }

QString language() { return QSettings().value(kLanguage).toString(); }
void setLanguage(const QString &name) { QSettings().setValue(kLanguage, name); }

int comparedSamples()
{
    const int stored = QSettings().value(kCompared, kDefaultComparedSamples).toInt();
    return stored > 0 ? stored : kDefaultComparedSamples;
}
void setComparedSamples(int count) { QSettings().setValue(kCompared, count); }

int workers()
{
    const int stored = QSettings().value(kWorkers, 0).toInt();
    return stored > 0 && stored <= kMostWorkers ? stored : 0;
}
void setWorkers(int count) { QSettings().setValue(kWorkers, count); }

QByteArray windowGeometry() { return QSettings().value(kGeometry).toByteArray(); }
QByteArray windowState() { return QSettings().value(kState).toByteArray(); }

void setWindow(const QByteArray &geometry, const QByteArray &state)
{
    QSettings stored;
    stored.setValue(kGeometry, geometry);
    stored.setValue(kState, state);
}

bool viewOption(const QString &name, bool fallback) { return QSettings().value(viewKey(name), fallback).toBool(); }
void setViewOption(const QString &name, bool on) { QSettings().setValue(viewKey(name), on); }

QString lastFolder() { return QSettings().value(kFolder, QDir::homePath()).toString(); }
void setLastFolder(const QString &folder) { QSettings().setValue(kFolder, folder); }

} // namespace halftone::settings
