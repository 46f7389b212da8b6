// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/compare_values.h"
#include "core/engine/conformance.h"
#include "tests/engine/expected_findings.h"

#include <QDir>
#include <QFile>
#include <QtTest>

using namespace halftone;

/// ONNX's own backend tests, as Debian installs them (package libonnx-testdata) and those of the newest onnx package.
class TestConformance : public QObject
{
    Q_OBJECT

private slots:
    void casesByName_data();
    void casesByName();
    void unexpected_data();
    void unexpected();
    void folderWithoutCases();
    void badFilter();
    void toleranceOfEachType();
};

void TestConformance::casesByName_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("list");
    QTest::addColumn<bool>("oneDnn");
    const QString debian = QStringLiteral("/usr/share/libonnx-testdata/data");
    const QString newest = qEnvironmentVariable("HALFTONE_ONNX_CASES");
    for (const bool oneDnn : {false, true}) {
        const char *way = oneDnn ? "oneDNN" : "reference kernels";
        QTest::addRow("Debian, %s", way) << debian << QStringLiteral("debian") << oneDnn;
        QTest::addRow("newest, %s", way) << newest << QStringLiteral("onnx") << oneDnn;
    }
}

void TestConformance::casesByName()
{
    QFETCH(QString, folder);
    QFETCH(QString, list);
    QFETCH(bool, oneDnn);
    if (folder.isEmpty())
        QSKIP("HALFTONE_ONNX_CASES names no folder; packaging/test makes one with tests/interop/node_cases.py");
    QFile file(QStringLiteral(HALFTONE_SOURCE_DIR "/tests/conformance/%1.txt").arg(list));
    QVERIFY(file.open(QIODevice::ReadOnly));
    ConformanceOptions options;
    options.oneDnn = oneDnn;
    NoProgress progress;
    const auto report = runConformance(folder.toStdString(), options, progress);
    QVERIFY2(report, qPrintable(folder));
    const QStringList unexpected = unexpectedFindings(*report, readExpectedFindings(QString::fromUtf8(file.readAll())));
    QVERIFY2(unexpected.isEmpty(), qPrintable(unexpected.join(QLatin1Char('\n'))));
}

void TestConformance::unexpected_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<int>("complaints");
    const QString good = QStringLiteral("cases 9\n\nReason.\n failed a\n unsupported b\n");
    QTest::newRow("as expected") << good << 0;
    QTest::newRow("a failure that is not listed") << QStringLiteral("cases 9\n\nReason.\n unsupported b\n") << 1;
    QTest::newRow("a listed one passes") << good + QStringLiteral(" failed c\n") << 1;
    QTest::newRow("failed, not unsupported") << QStringLiteral("cases 9\n\nReason.\n unsupported a\n unsupported b\n") << 1;
    QTest::newRow("cases are missing") << QStringLiteral("cases 10\n\nReason.\n failed a\n unsupported b\n") << 1;
    QTest::newRow("without a reason") << QStringLiteral("cases 9\n\n failed a\n\nReason.\n unsupported b\n") << 2;
}

void TestConformance::unexpected()
{
    QFETCH(QString, list);
    QFETCH(int, complaints);
    ConformanceReport report;
    report.total = 9;
    report.passed = 7;
    report.failed.push_back({"a", Error(errc::kOutputDiffers, {})});
    report.unsupported.push_back({"b", Error(errc::kOutputDiffers, {})});
    QCOMPARE(unexpectedFindings(report, readExpectedFindings(list)).size(), complaints);
}

void TestConformance::folderWithoutCases()
{
    QTemporaryDir empty;
    NoProgress progress;
    const auto report = runConformance(empty.path().toStdString(), {}, progress);
    QVERIFY(!report);
    QVERIFY(report.error().code() == errc::kNoTestCases);
}

void TestConformance::badFilter()
{
    const auto cases = findConformanceCases(QDir::tempPath().toStdString(), "(");
    QVERIFY(!cases);
    QVERIFY(cases.error().code() == errc::kBadFilter);
}

void TestConformance::toleranceOfEachType()
{
    const auto differ = [](Tensor a, Tensor b, const Tolerance &tolerance) {
        return differenceBetween(RuntimeValue(std::move(a)), RuntimeValue(std::move(b)), tolerance).has_value();
    };
    const auto bytes = [](std::uint8_t value) { return Tensor::scalar(value); };
    QVERIFY(differ(bytes(67), bytes(68), {}));
    QVERIFY(!differ(bytes(67), bytes(68), {0, 0, 1}));
    QVERIFY(differ(bytes(66), bytes(68), {0, 0, 1}));
    QVERIFY(differ(Tensor::scalar(1.0F), Tensor::scalar(1.01F), {}));
    // 1, and that plus two and three units in the last place.
    const auto narrow = [](std::uint16_t bits) {
        const auto store = std::make_shared<const Tensor>(Tensor::scalar(bits));
        return Tensor::borrow(DType::BFloat16, Shape{}, const_cast<std::byte *>(store->raw()), store);
    };
    QVERIFY(!differ(narrow(0x3f80), narrow(0x3f82), {}));
    QVERIFY(differ(narrow(0x3f80), narrow(0x3f83), {}));
}

QTEST_GUILESS_MAIN(TestConformance)
#include "tst_conformance.moc"
