// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document/session.h"
#include "core/document/session_writer.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
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

    void statisticsAreWrittenOnce()
    {
        QStandardPaths::setTestModeEnabled(true);
        Session session;
        session.modelPath = QStringLiteral("/tmp/written once.onnx");
        QFile statistics(statisticsPath(session.modelPath));
        const auto seen = std::make_shared<const Statistics>(Statistics{.tensors = {}, .samples = 7});
        const auto unexpected = [](const Error &) { QFAIL("not written"); };
        SessionWriter writer;
        writer.write(session, seen, unexpected);
        writer.wait();
        QCOMPARE(readSession(sessionPath(session.modelPath))->statisticsPath, statistics.fileName());
        QCOMPARE(loadStatistics(statistics.fileName().toStdString())->samples, 7);
        // The same again leaves the file alone, which a mark in it shows; whatever is queued is written in order.
        QVERIFY(statistics.open(QIODevice::WriteOnly) && statistics.write("mark") == 4);
        statistics.close();
        for (int i = 0; i < 20; ++i) {
            session.data.samples = i;
            writer.write(session, seen, unexpected);
        }
        writer.wait();
        QCOMPARE(readSession(sessionPath(session.modelPath))->data.samples, 19);
        QCOMPARE(statistics.size(), 4);
        // Other statistics are written, and so are the same ones whose file is gone.
        const auto more = std::make_shared<const Statistics>(Statistics{.tensors = {}, .samples = 8});
        writer.write(session, more, unexpected);
        writer.wait();
        QCOMPARE(loadStatistics(statistics.fileName().toStdString())->samples, 8);
        QVERIFY(statistics.remove());
        writer.write(session, more, unexpected);
        writer.wait();
        QCOMPARE(loadStatistics(statistics.fileName().toStdString())->samples, 8);
        // A place that cannot be written to is said.
        QVERIFY(QFile::remove(sessionPath(session.modelPath)) && QDir().mkpath(sessionPath(session.modelPath)));
        std::atomic<int> failures = 0;
        writer.write(session, more, [&](const Error &error) { failures += error.code() == errc::kSessionNotWritten ? 1 : 100; });
        writer.wait();
        QCOMPARE(failures.load(), 1);
        QVERIFY(QDir().rmdir(sessionPath(session.modelPath)));
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
