// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layout/graph_boxes.h"
#include "core/layout/layout.h"
#include "core/model/reader.h"
#include "core/model/writer.h"
#include "core/ops/fact.h"
#include "core/quant/compare.h"
#include "core/quant/evaluate.h"
#include "core/quant/quantize.h"
#include "tests/support/labelled_images.h"

#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <functional>

using namespace halftone;

namespace {

using Clock = std::chrono::steady_clock;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::chrono::seconds kPatience(10);
#else
constexpr std::chrono::seconds kPatience(1);
#endif
constexpr int kMoments = 6;

/// Cancelled from a moment on, as by somebody who clicks.
class CancelAt final : public Progress
{
public:
    explicit CancelAt(Clock::time_point moment) : m_moment(moment) { }
    bool report(std::int64_t, std::int64_t) override { return !cancelled(); }
    bool cancelled() const override { return Clock::now() >= m_moment; }

private:
    Clock::time_point m_moment;
};

} // namespace

/// hostile-inputs.md 47: every stage of the main job ends within a second of being cancelled, whenever that happens.
class TestCancel : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::map<QString, std::function<Status(Progress &)>> m_stages;
    std::shared_ptr<const Model> m_model;
    PreparedGraph m_prepared;
    GraphFacts m_facts;
    std::unique_ptr<test::LabelledImages> m_images;
    Statistics m_statistics;
    QuantizeResult m_quantized;

    template <typename Work>
    void add(const char *name, Work work)
    {
        m_stages[QString::fromLatin1(name)] = [work](Progress &progress) {
            const auto result = work(progress);
            return result ? Status() : Status(result.error());
        };
    }

private slots:
    void initTestCase()
    {
        NoProgress progress;
        const std::string path = HALFTONE_TEST_DATA "/models/digits_yolov8.onnx";
        m_model = *readModel(path);
        m_prepared = *preprocess(m_model, progress);
        m_facts = *inferFacts(*m_prepared.model, {}, progress);
        const Graph &graph = *m_prepared.model->graph;
        m_images = std::make_unique<test::LabelledImages>(QStringLiteral("scenes/test"), graph.value(graph.inputs().front()).name);
        CalibrationOptions few;
        few.samples = 4;
        m_statistics = *calibrate(m_prepared.model, *m_images, few, progress);
        m_quantized = *quantize(m_prepared, m_facts, m_statistics, Recipe(), progress);
        add("read", [path](Progress &p) { return readModel(path, {}, p); });
        add("facts", [this](Progress &p) { return inferFacts(*m_model, {}, p); });
        add("preprocess", [this](Progress &p) { return preprocess(m_model, p); });
        add("calibrate", [this](Progress &p) { return calibrate(m_prepared.model, *m_images, {}, p); });
        add("quantize", [this](Progress &p) { return quantize(m_prepared, m_facts, m_statistics, Recipe(), p); });
        add("compare", [this](Progress &p) { return compare(m_prepared.model, m_quantized, *m_images, {}, p); });
        add("evaluate", [this](Progress &p) { return evaluate(m_quantized.model, *m_images, EvaluationTask::Detect, {}, p); });
        add("write", [this](Progress &p) {
            return writeModel(*m_quantized.model, m_folder.filePath(QStringLiteral("q.onnx")).toStdString(), {}, p);
        });
        add("layout", [this](Progress &p) {
            const TableTextMeasurer measurer;
            return layoutGraph(
                buildGraphBoxes(*m_model, *m_model->graph, nullptr, BoxOptions{}, BoxMetrics{}, measurer).layout, LayoutOptions{}, p);
        });
    }

    void endsWithinASecond_data()
    {
        QTest::addColumn<QString>("stage");
        for (const char *name : {"read", "facts", "preprocess", "calibrate", "quantize", "compare", "evaluate", "write", "layout"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void endsWithinASecond()
    {
        QFETCH(QString, stage);
        const auto &work = m_stages.at(stage);
        NoProgress whole;
        const auto start = Clock::now();
        QVERIFY(work(whole));
        const auto duration = Clock::now() - start;
        std::chrono::duration<double, std::milli> slowest(0);
        for (int i = 0; i < kMoments; ++i) {
            const auto moment = Clock::now() + duration * i / kMoments;
            CancelAt progress(moment);
            const Status result = work(progress);
            const auto late = Clock::now() - moment;
            slowest = std::max<std::chrono::duration<double, std::milli>>(slowest, late);
            // Later than the first moment the work may just have been faster.
            if (i == 0)
                QVERIFY(!result);
            if (!result)
                QVERIFY2(result.error().code() == errc::kCancelled, result.error().debugText().c_str());
            QVERIFY2(late < kPatience, qPrintable(QString::number(slowest.count())));
        }
        qInfo("%s: %.0f ms of work, cancelled within %.1f ms", qPrintable(stage),
            std::chrono::duration<double, std::milli>(duration).count(), slowest.count());
        QVERIFY(work(whole));
    }
};

QTEST_GUILESS_MAIN(TestCancel)
#include "tst_cancel.moc"
