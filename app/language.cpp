// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/language.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace halftone {

namespace {

const QString kFolder = QStringLiteral(":/i18n");
const QString kPrefix = QStringLiteral("halftone_");

/// Texts of Qt's own buttons: its translations are a package of their own that may be missing.
[[maybe_unused]] constexpr const char *kButtons[]
    = {QT_TRANSLATE_NOOP("QPlatformTheme", "OK"), QT_TRANSLATE_NOOP("QPlatformTheme", "Cancel"),
        QT_TRANSLATE_NOOP("QPlatformTheme", "Close"), QT_TRANSLATE_NOOP("QPlatformTheme", "Restore Defaults"),
        QT_TRANSLATE_NOOP("QGnomeTheme", "&OK"), QT_TRANSLATE_NOOP("QGnomeTheme", "&Cancel"), QT_TRANSLATE_NOOP("QGnomeTheme", "&Close")};

/// Installs `file` of `folder` in place of the translator's former texts.
bool reload(QTranslator &translator, const QString &file, const QString &folder)
{
    QCoreApplication::removeTranslator(&translator);
    return translator.load(file, folder) && QCoreApplication::installTranslator(&translator);
}

} // namespace

QVector<Language> availableLanguages()
{
    QVector<Language> result{{QString(), QString()}, {QStringLiteral("en"), QStringLiteral("English")}};
    for (const QString &file : QDir(kFolder).entryList({kPrefix + QStringLiteral("*.qm")})) {
        const QString locale = file.mid(kPrefix.size()).section(QLatin1Char('.'), 0, 0);
        if (locale != QLatin1String("en"))
            result.append({locale, QLocale(locale).nativeLanguageName()});
    }
    return result;
}

void applyLanguage(const QString &locale)
{
    static QTranslator own;
    static QTranslator qt;
    const QString name = locale.isEmpty() ? QLocale::system().name() : locale;
    QLocale::setDefault(locale.isEmpty() ? QLocale::system() : QLocale(locale));
    reload(qt, QStringLiteral("qtbase_") + name, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    // The texts in the program are English, but for the forms of words after numbers.
    if (!reload(own, kPrefix + name, kFolder))
        reload(own, kPrefix + QStringLiteral("en"), kFolder);
}

} // namespace halftone
