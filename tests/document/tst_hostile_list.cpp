// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/messages.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace halftone;

namespace {

/// One row of docs/hostile-inputs.md.
struct Entry
{
    int number;
    QString what;
    QString answer;
    /// A file below tests/, and a function or row in it.
    QString file;
    QString test;
};

/// The numbers of the list that the program was built by; those above were found later.
constexpr int kNumbers = 60;

QString contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QList<Entry> entries()
{
    QList<Entry> list;
    const QStringList lines = contentOf(QStringLiteral(HALFTONE_SOURCE_DIR "/docs/hostile-inputs.md")).split(QLatin1Char('\n'));
    static const QRegularExpression kRow(QStringLiteral(R"(^\| (\d+) \| (.+) \| (.+) \| `([^:]+): (.+)` \|$)"));
    for (const QString &line : lines)
        if (const auto match = kRow.match(line); match.hasMatch())
            list.append({match.captured(1).toInt(), match.captured(2), match.captured(3), match.captured(4), match.captured(5)});
    return list;
}

/// Whether the text begins with a message that the program has, whatever its arguments.
bool isMessage(const QString &text)
{
    static const QRegularExpression kArgument(QStringLiteral("%\\d"));
    for (const MessageRow &row : allMessages()) {
        QString pattern = QStringLiteral("^");
        const QStringList parts = QString::fromUtf8(row.text).split(kArgument);
        for (qsizetype i = 0; i < parts.size(); ++i)
            pattern += (i > 0 ? QStringLiteral(".+") : QString()) + QRegularExpression::escape(parts[i]);
        if (parts.join(QString()).size() > 8 && QRegularExpression(pattern).match(text).hasMatch())
            return true;
    }
    return false;
}

} // namespace

/// Every number of the list of hostile inputs has its tests, these exist and are built, and the messages are the program's.
class TestHostileList : public QObject
{
    Q_OBJECT

private slots:
    void everyNumberHasATest()
    {
        std::set<int> numbers;
        for (const Entry &entry : entries())
            numbers.insert(entry.number);
        for (int number = 1; number <= kNumbers; ++number)
            QVERIFY2(numbers.contains(number), qPrintable(QString::number(number)));
    }

    void testsExist_data()
    {
        QTest::addColumn<int>("index");
        const QList<Entry> list = entries();
        for (int i = 0; i < list.size(); ++i)
            QTest::addRow("%d %s (%d)", list[i].number, qPrintable(list[i].what), i) << i;
    }

    void testsExist()
    {
        QFETCH(int, index);
        const Entry entry = entries()[index];
        const QString &file = entry.file;
        const QString &name = entry.test;
        static const QString kSays = QStringLiteral("says: ");
        if (const qsizetype at = entry.answer.indexOf(kSays); at >= 0)
            QVERIFY2(isMessage(entry.answer.mid(at + kSays.size())), qPrintable(entry.answer));
        const QString tests = QStringLiteral(HALFTONE_SOURCE_DIR "/tests/");
        const QString source = contentOf(tests + file + QStringLiteral(".cpp"));
        const bool isFunction = source.contains(QStringLiteral("void ") + name + QStringLiteral("()"));
        const bool isRow = source.contains(QLatin1Char('"') + name + QLatin1Char('"'));
        QVERIFY2(isFunction || isRow, qPrintable(file + QStringLiteral(": ") + name));
        QString lists;
        for (const QString &list : QDir(tests + file.section(QLatin1Char('/'), 0, 0)).entryList({QStringLiteral("*.cmake")}))
            lists += contentOf(tests + file.section(QLatin1Char('/'), 0, 0) + QLatin1Char('/') + list);
        const QString target = file.section(QLatin1Char('/'), 1);
        QVERIFY2(lists.contains(QRegularExpression(QStringLiteral("\\b%1\\b").arg(target))), qPrintable(file));
    }
};

QTEST_GUILESS_MAIN(TestHostileList)
#include "tst_hostile_list.moc"
