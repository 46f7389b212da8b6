// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/diagnosis_text.h"
#include "core/document/messages.h"

#include <QDirIterator>
#include <QLocale>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace halftone;

class TestMessages : public QObject
{
    Q_OBJECT

private slots:
    void numbersOfADiagnosisAreWrittenAsOneReadsThem()
    {
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        // A tensor may be called like a number.
        const QString clipped = diagnosisText({errc::kClipped, {"12.5", "0.5"}, {}});
        const QString endless = diagnosisText({errc::kInheritedError, {"a", "∞"}, {}});
        const QString joined = diagnosisText({errc::kTwoRangesOneScale, {"Concat", "1.5", "160.25", "b", "0.125", "1"}, {}});
        QLocale::setDefault(before);
        QVERIFY2(clipped.contains(QStringLiteral("12,5")) && clipped.contains(QStringLiteral("0.5")), qPrintable(clipped));
        QVERIFY2(endless.contains(QStringLiteral("∞")), qPrintable(endless));
        QVERIFY2(joined.contains(QStringLiteral("1.5")) && joined.contains(QStringLiteral("0,125")), qPrintable(joined));
    }

    void everyDeclaredCodeHasASentence();
    void noCodeHasTwoSentences();
    void argumentsAreNotExpandedAgain();
    void textFromFilesIsShownPlain();
    void placeComesFirst();
};

void TestMessages::everyDeclaredCodeHasASentence()
{
    QSet<QString> known;
    for (const MessageRow &row : allMessages())
        known.insert(QString::fromUtf8(row.id));
    const QRegularExpression declaration(QStringLiteral(R"(ErrorCode\s+k\w+\s*\{\s*"([^"]+)\"\s*\})"));
    QStringList missing;
    int declared = 0;
    for (const QString &folder : {QStringLiteral("core"), QStringLiteral("widgets"), QStringLiteral("app")}) {
        QDirIterator files(QStringLiteral(HALFTONE_SOURCE_DIR "/") + folder, {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
            QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            auto matches = declaration.globalMatch(QString::fromUtf8(file.readAll()));
            while (matches.hasNext()) {
                const QString id = matches.next().captured(1);
                ++declared;
                if (!known.contains(id))
                    missing += id + QStringLiteral(" declared in ") + file.fileName();
            }
        }
    }
    QVERIFY(declared > 30);
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QStringLiteral("\n"))));
}

void TestMessages::noCodeHasTwoSentences()
{
    QSet<QString> seen;
    for (const MessageRow &row : allMessages()) {
        const QString id = QString::fromUtf8(row.id);
        QVERIFY2(!seen.contains(id), row.id);
        seen.insert(id);
    }
}

void TestMessages::argumentsAreNotExpandedAgain()
{
    QCOMPARE(messageText(Error(errc::kOutOfBudget, {"%2", "7"})), QStringLiteral("This would need %2 bytes of memory; 7 are allowed."));
}

void TestMessages::textFromFilesIsShownPlain()
{
    QCOMPARE(plainText("a\nb\x1b[1m\xe2\x80\xae"), QStringLiteral("a b\ufffd[1m\ufffd"));
    const QString elided = plainText(std::string(10'000'000, 'x'), 50);
    QCOMPARE(elided.size(), 50);
    QVERIFY(elided.endsWith(u'…'));
}

void TestMessages::placeComesFirst()
{
    QCOMPARE(messageText(Error(errc::kCancelled, {}, "Conv `/a`")), QStringLiteral("Conv `/a`: Cancelled."));
}

QTEST_GUILESS_MAIN(TestMessages)
#include "tst_messages.moc"
