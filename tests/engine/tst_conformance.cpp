// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/compare_values.h"
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
    void toleranceOfEachType();
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
