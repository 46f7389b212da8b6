// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/session.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace halftone;

class TestSession : public QObject
{
    Q_OBJECT

private slots:
    void whatIsWrittenIsReadBack()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("s.json"));
        Session session;
        session.modelPath = QStringLiteral("/tmp/ä model.onnx");
        session.modelBytes = 5'000'000'000;
        session.modelTime = QDateTime::fromMSecsSinceEpoch(1700000000123);
        session.data.data = {"/data", "mask=/masks"};
        session.data.preprocess = "scale=1/255";
        session.data.samples = 7;
        session.data.dims = {{"N", 4}};
        session.recipe.method = RangeMethod::Entropy;
        session.recipe.exclude = {NodePattern::parse("re:/head/.*").value()};
        Attempt attempt;
        attempt.id = 3;
        attempt.name = QStringLiteral("best");
        attempt.recipe = session.recipe;
        attempt.bytes = 12;
        attempt.outputDb = std::numeric_limits<double>::infinity();
        attempt.worstChannelDb = 2.25;
        session.attempts = {attempt};
        session.saved = QDateTime::fromMSecsSinceEpoch(1700000001000);
        QVERIFY(writeSession(session, path));

        const auto read = readSession(path);
        QVERIFY(read);
        QCOMPARE(read->modelPath, session.modelPath);
        QCOMPARE(read->modelBytes, session.modelBytes);
        QCOMPARE(read->modelTime, session.modelTime);
        QVERIFY(read->data == session.data);
        QVERIFY(read->recipe == session.recipe);
        QCOMPARE(read->attempts.size(), std::size_t{1});
        QCOMPARE(read->attempts.front().name, attempt.name);
        QVERIFY(read->attempts.front().recipe == attempt.recipe);
        QVERIFY(std::isinf(read->attempts.front().outputDb));
        QCOMPARE(read->attempts.front().worstChannelDb, 2.25);
        QVERIFY(std::isnan(read->attempts.front().accuracy));
        QVERIFY(!read->matchesFile());
    }

    void damagedFilesAreErrors_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("<html>");
        QTest::newRow("other version") << QByteArray(R"({"version": 99})");
        QTest::newRow("no recipe") << QByteArray(R"({"version": 1, "model": "m.onnx"})");
    }

    void damagedFilesAreErrors()
    {
        QFETCH(QByteArray, content);
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("s.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        QVERIFY(!readSession(file.fileName()));
    }
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
