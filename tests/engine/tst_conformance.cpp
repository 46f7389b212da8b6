// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/conformance.h"

#include <QDir>
#include <QtTest>

using namespace halftone;

/// ONNX's own backend tests, as Debian installs them (package libonnx-testdata).
class TestConformance : public QObject
{
    Q_OBJECT

private slots:
    void debianSet_data();
    void debianSet();
    void folderWithoutCases();
    void badFilter();
};

namespace {

const QString kRoot = QStringLiteral("/usr/share/libonnx-testdata/data/");

void listFindings(const char *title, const std::vector<ConformanceReport::Finding> &findings)
{
    for (const auto &finding : findings)
        qInfo("%s %s: %s", title, finding.name.c_str(), finding.why.debugText().c_str());
}

} // namespace

void TestConformance::debianSet_data()
{
    QTest::addColumn<bool>("oneDnn");
    QTest::newRow("reference kernels") << false;
    QTest::newRow("oneDNN") << true;
}

void TestConformance::debianSet()
{
    QFETCH(bool, oneDnn);
    if (!QDir(kRoot).exists())
        QSKIP("libonnx-testdata is not installed");
    ConformanceOptions options;
    options.oneDnn = oneDnn;
    NoProgress progress;
    int total = 0;
    int passed = 0;
    for (const char *folder : {"node", "simple", "pytorch-operator", "pytorch-converted"}) {
        const auto report = runConformance((kRoot + QString::fromLatin1(folder)).toStdString(), options, progress);
        QVERIFY(report);
        listFindings("failed", report->failed);
        listFindings("unsupported", report->unsupported);
        qInfo("%s: %d of %d passed", folder, report->passed, report->total);
        total += report->total;
        passed += report->passed;
    }
    // Six cases draw random numbers that cannot be reproduced.
    QVERIFY(passed * 1000 >= total * 985);
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

QTEST_GUILESS_MAIN(TestConformance)
#include "tst_conformance.moc"
