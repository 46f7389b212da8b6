// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/exceptions.h"
#include "core/model/reader.h"
#include "core/model/writer.h"
#include "core/ops/fact.h"
#include "core/quant/compare.h"
#include "core/quant/quantize.h"
#include "core/samples/data_input.h"
#include "core/samples/synthetic_source.h"
#include "tests/support/graph_maker.h"
#include "tests/support/memory_faults.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

using namespace halftone;
using namespace halftone::test;

namespace {

/// Failures tried for each stage, spread over its allocations.
constexpr int kFailures = 60;

std::shared_ptr<const Model> smallModel()
{
    return GraphMaker()
        .input("x", {1, 3, 8, 8})
        .weight("w", {4, 3, 3, 3})
        .weight("b", {4})
        .node("Conv", "c", {"x", "w", "b"}, {"f"})
        .node("Relu", "r", {"f"}, {"g"})
        .node("GlobalAveragePool", "p", {"g"}, {"h"})
        .node("Flatten", "fl", {"h"}, {"i"})
        .weight("m", {4, 5})
        .node("MatMul", "mm", {"i", "m"}, {"y"})
        .output("y")
        .model();
}

} // namespace

/// hostile-inputs.md 48: the nth allocation fails, in whatever stage and thread: an error, and the same work succeeds afterwards.
class TestMemoryFaults : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::string m_path;
    std::shared_ptr<const Model> m_model;
    PreparedGraph m_prepared;
    GraphFacts m_facts;
    std::unique_ptr<SyntheticSource> m_samples;
    Statistics m_statistics;
    QuantizeResult m_quantized;

    /// One stage of the main job.
    Status stage(const QString &name)
    {
        NoProgress progress;
        const auto status = [](const auto &result) { return result ? Status() : Status(result.error()); };
        if (name == QLatin1String("read"))
            return status(readModel(m_path));
        if (name == QLatin1String("facts"))
            return status(inferFacts(*m_model, {}, progress));
        if (name == QLatin1String("preprocess"))
            return status(preprocess(m_model, progress));
        CalibrationOptions calibration;
        calibration.workers = 2;
        if (name == QLatin1String("calibrate"))
            return status(calibrate(m_prepared.model, *m_samples, calibration, progress));
        if (name == QLatin1String("quantize"))
            return status(quantize(m_prepared, m_facts, m_statistics, Recipe(), progress));
        CompareOptions options;
        options.workers = 2;
        if (name == QLatin1String("compare"))
            return status(compare(m_prepared.model, m_quantized, *m_samples, options, progress));
        return status(writeModel(*m_quantized.model, m_folder.filePath(QStringLiteral("q.onnx")).toStdString(), {}, progress));
    }

private slots:
    void initTestCase()
    {
        NoProgress progress;
        m_path = m_folder.filePath(QStringLiteral("m.onnx")).toStdString();
        QVERIFY(writeModel(*smallModel(), m_path, {}, progress));
        m_model = *readModel(m_path);
        m_prepared = *preprocess(m_model, progress);
        m_facts = *inferFacts(*m_prepared.model, {}, progress);
        m_samples = std::make_unique<SyntheticSource>(*m_prepared.model, m_facts, dataInputs(*m_prepared.model, m_facts, {}), 4, 1);
        m_statistics = *calibrate(m_prepared.model, *m_samples, {}, progress);
        m_quantized = *quantize(m_prepared, m_facts, m_statistics, Recipe(), progress);
    }

    void everyStage_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"read", "facts", "preprocess", "calibrate", "quantize", "compare", "write"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void everyStage()
    {
        QFETCH(QString, name);
        QVERIFY(stage(name));
        armMemoryFault(0);
        QVERIFY(stage(name));
        const long allocations = disarmMemoryFault();
        QVERIFY(allocations > 10);
        int failed = 0;
        for (int i = 0; i < kFailures; ++i) {
            const long nth = 1 + allocations * i / kFailures;
            armMemoryFault(nth);
            const Status result = guarded([&] { return stage(name); });
            disarmMemoryFault();
            failed += result ? 0 : 1;
            // What could be done without, a sort's buffer for instance, does not fail the work.
            if (!result)
                QVERIFY2(result.error().code() == errc::kOutOfMemory, (std::to_string(nth) + ": " + result.error().debugText()).c_str());
        }
        QVERIFY2(failed > kFailures / 2, qPrintable(QString::number(failed)));
        QVERIFY(stage(name));
        QCOMPARE(QDir(m_folder.path()).entryList({QStringLiteral("*.part")}, QDir::Files), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestMemoryFaults)
#include "tst_memory_faults.moc"
