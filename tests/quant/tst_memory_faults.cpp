// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/exceptions.h"
#include "core/engine/executor.h"
#include "core/model/reader.h"
#include "core/model/writer.h"
#include "core/ops/fact.h"
#include "core/quant/compare.h"
#include "core/quant/quantize.h"
#include "core/quant/sample_inputs.h"
#include "core/samples/data_input.h"
#include "core/samples/synthetic_source.h"
#include "tests/support/graph_maker.h"
#include "tests/support/memory_faults.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <cstring>
#include <filesystem>
#include <optional>

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

    void everyAllocationOfARun_data()
    {
        QTest::addColumn<bool>("isQuantized");
        QTest::addColumn<bool>("isReplay");
        QTest::newRow("float, first run") << false << false;
        QTest::newRow("float, later run") << false << true;
        QTest::newRow("int8, first run") << true << false;
        QTest::newRow("int8, later run") << true << true;
    }

    /// Neither the executor whose run failed nor another of the same model meets anything half made.
    void everyAllocationOfARun()
    {
        QFETCH(bool, isQuantized);
        QFETCH(bool, isReplay);
        NoProgress progress;
        const auto model = isQuantized ? m_quantized.model : m_prepared.model;
        const auto sample = m_samples->load(0);
        QVERIFY(sample);
        const auto inputs = modelInputs(*model->graph, *sample);
        QVERIFY(inputs);
        const auto run = [&](Executor &executor) { return guarded([&] { return executor.run(*inputs, nullptr, progress); }); };
        const auto isRight = [&](Executor &executor, const Tensor &wanted) {
            const auto outputs = run(executor);
            return outputs && std::memcmp(outputs->front().tensor().raw(), wanted.raw(), wanted.bytes()) == 0;
        };
        std::optional<Tensor> wanted;
        for (long nth = 1;; ++nth) {
            const auto prepared = PreparedModel::prepare(model, {}, progress);
            QVERIFY(prepared);
            Executor executor(*prepared, 1);
            Executor other(*prepared, 1);
            if (isReplay || !wanted) {
                const auto outputs = run(executor);
                QVERIFY(outputs);
                wanted = outputs->front().tensor();
                if (!isReplay)
                    continue;
            }
            armMemoryFault(nth);
            const auto failed = run(executor);
            const long allocations = disarmMemoryFault();
            QVERIFY2(failed || failed.error().code() == errc::kOutOfMemory, std::to_string(nth).c_str());
            QVERIFY2(isRight(other, *wanted), std::to_string(nth).c_str());
            QVERIFY2(isRight(executor, *wanted), std::to_string(nth).c_str());
            if (nth > allocations)
                return;
        }
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
