// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVector>

namespace halftone {

/// A language the program's texts exist in.
struct Language
{
    /// "de"; empty: the system's.
    QString locale;
    QString nativeName;
};

/// The system's choice first, then English, then all translations that are built in.
QVector<Language> availableLanguages();

/// Loads the texts of a language; open windows are told by QEvent::LanguageChange. Empty: the system's.
void applyLanguage(const QString &locale);

} // namespace halftone
