// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/language.h"
#include "app/status_strip.h"
#include "core/document/messages.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QFile>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>

using namespace halftone;

namespace {

/// The places that a text has for values, in order of their names.
QStringList placeholders(const QString &text)
{
    static const QRegularExpression place(QStringLiteral("%(\\d|n)"));
    QStringList found;
    auto matches = place.globalMatch(text);
    while (matches.hasNext())
        found += matches.next().captured();
    found.sort();
    return found;
}

} // namespace

/// The languages that the program comes with.
class TestLanguage : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { applyLanguage(QStringLiteral("en")); }

    void germanIsOffered()
    {
        const auto languages = availableLanguages();
        QVERIFY(std::any_of(languages.begin(), languages.end(), [](const Language &each) { return each.locale == QLatin1String("de"); }));
        QCOMPARE(std::count_if(languages.begin(), languages.end(), [](const Language &each) { return each.locale == QLatin1String("en"); }),
            qsizetype(1));
    }

    void textsFollowTheLanguage()
    {
        const Error error(errc::kOutOfBudget, {"8", "7"});
        applyLanguage(QStringLiteral("de"));
        QCOMPARE(messageText(error), QStringLiteral("Dafür wären 8 Byte Speicher nötig; erlaubt sind 7."));
        QCOMPARE(StatusStrip::tr("Calibrated on %n sample(s)", nullptr, 24), QStringLiteral("Auf 24 Stichproben kalibriert"));
        applyLanguage(QStringLiteral("en"));
        QCOMPARE(messageText(error), QStringLiteral("This would need 8 bytes of memory; 7 are allowed."));
    }

    void buttonsOfQtAreTranslatedToo()
    {
        applyLanguage(QStringLiteral("de"));
        QDialogButtonBox box(QDialogButtonBox::Close | QDialogButtonBox::Cancel | QDialogButtonBox::RestoreDefaults);
        const auto text = [&box](QDialogButtonBox::StandardButton button) { return box.button(button)->text().remove(QLatin1Char('&')); };
        QCOMPARE(text(QDialogButtonBox::Close), QStringLiteral("Schließen"));
        QCOMPARE(text(QDialogButtonBox::Cancel), QStringLiteral("Abbrechen"));
        QCOMPARE(text(QDialogButtonBox::RestoreDefaults), QStringLiteral("Voreinstellungen"));
    }

    void englishHasPlurals()
    {
        applyLanguage(QStringLiteral("en"));
        const auto text = [](int count) { return StatusStrip::tr("Calibrated on %n sample(s)", nullptr, count); };
        QCOMPARE(text(1), QStringLiteral("Calibrated on 1 sample"));
        QCOMPARE(text(24), QStringLiteral("Calibrated on 24 samples"));
        // So has a system in a language that there are no texts for.
        applyLanguage(QStringLiteral("fi"));
        QCOMPARE(text(24), QStringLiteral("Calibrated on 24 samples"));
    }

    void everyTranslationHasTheSamePlaces_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("de") << QStringLiteral("de");
        QTest::newRow("en") << QStringLiteral("en");
    }

    /// A lost %1 loses a name or a figure.
    void everyTranslationHasTheSamePlaces()
    {
        QFETCH(QString, language);
        QFile file(QStringLiteral(HALFTONE_SOURCE_DIR "/translations/halftone_%1.ts").arg(language));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&file);
        QString source;
        int texts = 0;
        int unfinished = 0;
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement())
                continue;
            if (xml.name() == QLatin1String("source")) {
                source = xml.readElementText();
            } else if (xml.name() == QLatin1String("translation")) {
                ++texts;
                if (xml.attributes().hasAttribute(QStringLiteral("type"))) {
                    ++unfinished;
                    continue;
                }
                QStringList forms{xml.readElementText(QXmlStreamReader::IncludeChildElements)};
                const bool plural = source.contains(QLatin1String("%n"));
                for (const QString &form : forms) {
                    QVERIFY2(!form.trimmed().isEmpty(), qPrintable(source));
                    QStringList expected = placeholders(source);
                    if (plural)
                        expected += placeholders(source);
                    expected.sort();
                    QVERIFY2(placeholders(form) == expected, qPrintable(source + QStringLiteral(" → ") + form));
                }
            }
        }
        QVERIFY(!xml.hasError());
        QVERIFY(texts > 20);
        QVERIFY2(unfinished * 10 < texts, qPrintable(QString::number(unfinished)));
    }
};

QTEST_MAIN(TestLanguage)
#include "tst_language.moc"
