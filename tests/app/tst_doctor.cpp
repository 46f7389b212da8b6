// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

class TestDoctor : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatTheMachineIsAndThatItsKernelsAreRight()
    {
        const auto run = runProgram(
            {QStringLiteral("doctor"), QStringLiteral("--only"), QStringLiteral("pointwise convolution, uint8"), QStringLiteral("--json")});
        QVERIFY2(run.status == 0, run.out.constData());
        const auto figures = QJsonDocument::fromJson(run.out).object();
        for (const char *key : {"version", "onednn", "qt", "system", "processor"})
            QVERIFY2(!figures.value(QLatin1String(key)).toString().isEmpty(), key);
        QVERIFY(figures.value(QLatin1String("threads")).toInt() > 0);
        QVERIFY(figures.value(QLatin1String("memory_mib")).toInt() > 0);
        QVERIFY(figures.value(QLatin1String("cases")).toInt() > 1);
        QVERIFY(figures.value(QLatin1String("faults")).toArray().isEmpty());
        // Each set once, the best first.
        const auto sets = figures.value(QLatin1String("covered")).toArray().toVariantList();
        QVERIFY(!sets.isEmpty());
        for (const QVariant &set : sets)
            QCOMPARE(sets.count(set), 1);
    }
    void coversWhatItPrints()
    {
        const auto run = runProgram(
            {QStringLiteral("doctor"), QStringLiteral("--only"), QStringLiteral("softmax, float,"), QStringLiteral("--in-this-process")});
        QCOMPARE(run.status, 0);
        QVERIFY(run.out.startsWith("set "));
        QVERIFY(run.out.contains("case 0 softmax, float, seed 0\n"));
        QVERIFY(run.out.endsWith("done\n"));
    }
};

QTEST_GUILESS_MAIN(TestDoctor)
#include "tst_doctor.moc"
