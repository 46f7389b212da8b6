// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/reader.h"
#include "core/ops/fact.h"
#include "core/quant/algorithms/findings.h"
#include "core/quant/algorithms/quantize_on_data.h"
#include "core/quant/compare.h"
#include "core/quant/compare_cache.h"
#include "core/quant/errors.h"
#include "core/quant/evaluate.h"
#include "core/quant/sensitivity_search.h"
#include "core/quant/suggest.h"
#include "tests/support/labelled_images.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>

using namespace halftone;

namespace {

/// A model read, preprocessed and calibrated once for all tests that use it.
struct Subject
{
    PreparedGraph prepared;
    GraphFacts facts;
    std::unique_ptr<test::LabelledImages> calibration;
    std::unique_ptr<test::LabelledImages> labelled;
    Statistics statistics;
};

Subject &subject(const std::string &name, const QString &data)
{
    static std::map<std::string, Subject> all;
    const auto [entry, isNew] = all.try_emplace(name);
    if (!isNew)
        return entry->second;
    Subject &result = entry->second;
    NoProgress progress;
    const auto model = readModel(std::string(HALFTONE_TEST_DATA "/models/") + name + ".onnx");
    if (!model)
        qFatal("%s", model.error().debugText().c_str());
    result.prepared = *preprocess(*model, progress);
    result.facts = *inferFacts(*result.prepared.model, {}, progress);
    const Graph &graph = *result.prepared.model->graph;
    const std::string input = graph.value(graph.inputs().front()).name;
    result.calibration = std::make_unique<test::LabelledImages>(data + QStringLiteral("/calibration"), input);
    result.labelled = std::make_unique<test::LabelledImages>(data + QStringLiteral("/test"), input);
    CalibrationOptions options;
    options.samples = 48;
    auto statistics = calibrate(result.prepared.model, *result.calibration, options, progress);
    if (!statistics)
        qFatal("%s", statistics.error().debugText().c_str());
    result.statistics = std::move(*statistics);
    return result;
}

Subject &yolo() { return subject("digits_yolov8", QStringLiteral("scenes")); }
Subject &resnet() { return subject("digits_resnet", QStringLiteral("digits")); }

QuantizeResult quantized(const Subject &subject, const Recipe &recipe)
{
    NoProgress progress;
    auto result = quantize(subject.prepared, subject.facts, subject.statistics, recipe, progress);
    if (!result)
        qFatal("%s", result.error().debugText().c_str());
    return std::move(*result);
}

double accuracy(const std::shared_ptr<const Model> &model, const SampleSource &samples, EvaluationTask task)
{
    NoProgress progress;
    const auto result = evaluate(model, samples, task, {}, progress);
    if (!result)
        qFatal("%s", result.error().debugText().c_str());
    return result->value;
}

ErrorReport compared(const Subject &subject, const QuantizeResult &result, CompareOptions options)
{
    NoProgress progress;
    auto report = compare(subject.prepared.model, result, *subject.calibration, options, progress);
    if (!report)
        qFatal("%s", report.error().debugText().c_str());
    return std::move(*report);
}

Recipe plainRecipe()
{
    Recipe recipe;
    recipe.profile = QuantProfile::Plain;
    return recipe;
}

/// A source that breaks some samples of another.
class Broken final : public SampleSource
{
public:
    explicit Broken(const SampleSource &source) : m_source(source) { }
    std::int64_t count() const override { return 6; }
    std::string name(std::int64_t index) const override { return m_source.name(index); }
    Result<Sample> load(std::int64_t index) const override
    {
        auto sample = m_source.load(index);
        if (!sample)
            return sample;
        if (index == 1)
            return Error(errc::kInternal, {"unreadable"});
        if (index == 2)
            sample->inputs.begin()->second.mutableAs<float>()[5] = std::numeric_limits<float>::quiet_NaN();
        if (index == 3)
            sample->inputs.begin()->second = *Tensor::allocate(DType::Float, {1, 2, 3});
        if (index == 4)
            sample->inputs.clear();
        return sample;
    }

private:
    const SampleSource &m_source;
};

class CancelAfter final : public Progress
{
public:
    explicit CancelAfter(int asked) : m_left(asked) { }
    bool report(std::int64_t, std::int64_t) override { return !cancelled(); }
    bool cancelled() const override { return --m_left < 0; }

private:
    mutable std::atomic<int> m_left;
};

} // namespace

class TestReferenceModels : public QObject
{
    Q_OBJECT
private slots:
    void classifiersKeepTheirAccuracy_data();
    void classifiersKeepTheirAccuracy();
    void detectorSuffersInItsHead();
    void excludingTheHeadMendsIt();
    void theDefaultDecidesByItself();
    void entropyRuinsNothing();
    void unequalChannelsAreMended();
    void sensitivityNamesTheHead();
    void searchesQuantizeOnSamples();
    void aCancelledRankingIsKept();
    void tunedWeightsDisturbLess();
    void statisticsDoNotDependOnWorkers();
    void badSamplesAreSkippedWithTheirReason();
    void cancelStopsWithinANode();
    void upgradedModelsGiveTheSameResults();
    void matchedModelsGiveTheSameReport();
};

void TestReferenceModels::classifiersKeepTheirAccuracy_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<double>("expected");
    QTest::newRow("residual") << QStringLiteral("digits_resnet") << 0.992;
    QTest::newRow("inverted residuals") << QStringLiteral("digits_mobilenet") << 0.996;
}

void TestReferenceModels::classifiersKeepTheirAccuracy()
{
    QFETCH(QString, model);
    QFETCH(double, expected);
    const Subject &s = subject(model.toStdString(), QStringLiteral("digits"));
    const double original = accuracy(s.prepared.model, *s.labelled, EvaluationTask::Classify);
    QVERIFY2(std::fabs(original - expected) < 0.0005, qPrintable(QString::number(original)));
    const auto result = quantized(s, plainRecipe());
    const double int8 = accuracy(result.model, *s.labelled, EvaluationTask::Classify);
    QVERIFY2(std::fabs(int8 - original) <= 0.0041, qPrintable(QString::number(int8)));
    for (const NodeDecision &decision : result.decisions)
        QVERIFY2(decision.precision == Precision::Int8, decision.node.c_str());
}

void TestReferenceModels::detectorSuffersInItsHead()
{
    const double original = accuracy(yolo().prepared.model, *yolo().labelled, EvaluationTask::Detect);
    QVERIFY2(std::fabs(original - 0.984) < 0.001, qPrintable(QString::number(original)));
    const auto result = quantized(yolo(), plainRecipe());
    const double f1 = accuracy(result.model, *yolo().labelled, EvaluationTask::Detect);
    QVERIFY2(f1 > 0.955 && f1 < 0.972, qPrintable(QString::number(f1)));
    const ErrorReport report = compared(yolo(), result, {});
    // The whole tensor looks fine; its class channels do not.
    QVERIFY2(std::fabs(report.outputDb() - 40.5) < 1.5, qPrintable(QString::number(report.outputDb())));
    const TensorError *output = report.find("output");
    QVERIFY(output);
    QCOMPARE(output->accumulated.channelsDb.size(), 14U);
    for (std::size_t c = 0; c < 14; ++c) {
        const double db = output->accumulated.channelsDb[c];
        QVERIFY2(c < 4 ? db > 34 && db < 45 : db > 1 && db < 7.5, qPrintable(QStringLiteral("channel %1: %2 dB").arg(c).arg(db)));
    }
    const auto suggestions = suggestExclusions(*yolo().prepared.model, yolo().statistics, result, report, 3);
    QVERIFY(!suggestions.empty());
    QCOMPARE(suggestions.front().node, std::string("/Concat_37"));
    QVERIFY(suggestions.front().diagnosis.code == errc::kTwoRangesOneScale);
}

void TestReferenceModels::excludingTheHeadMendsIt()
{
    Recipe recipe = plainRecipe();
    recipe.exclude = {*NodePattern::parse("/Concat_37")};
    const auto result = quantized(yolo(), recipe);
    const double f1 = accuracy(result.model, *yolo().labelled, EvaluationTask::Detect);
    QVERIFY2(f1 >= 0.980, qPrintable(QString::number(f1)));
    CompareOptions options;
    options.samples = 8;
    QVERIFY(compared(yolo(), result, options).outputWorstChannelDb() > 20);
}

void TestReferenceModels::theDefaultDecidesByItself()
{
    const auto result = quantized(yolo(), Recipe());
    const double f1 = accuracy(result.model, *yolo().labelled, EvaluationTask::Detect);
    QVERIFY2(f1 >= 0.982, qPrintable(QString::number(f1)));
    const auto told = std::find_if(
        result.issues.begin(), result.issues.end(), [](const Issue &issue) { return issue.message.code() == errc::kWideJoin; });
    QVERIFY(told != result.issues.end());
    QCOMPARE(told->targetName, std::string("/Concat_37"));
    const auto floats = std::count_if(result.decisions.begin(), result.decisions.end(),
        [](const NodeDecision &decision) { return decision.cause == NodeDecision::Cause::Algorithm; });
    QVERIFY2(floats >= 1 && floats <= 4, qPrintable(QString::number(floats)));
}

void TestReferenceModels::entropyRuinsNothing()
{
    // Unguarded, 2048 bins and 128 levels clip scores to nothing: F1 0.
    Recipe recipe = plainRecipe();
    recipe.method = RangeMethod::Entropy;
    recipe.exclude.push_back(*NodePattern::parse("/Concat_37"));
    const auto result = quantized(yolo(), recipe);
    const auto fallbacks = std::count_if(
        result.issues.begin(), result.issues.end(), [](const Issue &issue) { return issue.message.code() == errc::kEntropyFallback; });
    QVERIFY2(fallbacks >= 10, qPrintable(QString::number(fallbacks)));
    const double f1 = accuracy(result.model, *yolo().labelled, EvaluationTask::Detect);
    QVERIFY2(f1 > 0.975, qPrintable(QString::number(f1)));
    Subject &strings = subject("digits_crnn", QStringLiteral("strings"));
    Recipe plain = plainRecipe();
    plain.method = RangeMethod::Entropy;
    const double exact = accuracy(quantized(strings, plain).model, *strings.labelled, EvaluationTask::Ctc);
    QVERIFY2(exact > 0.77, qPrintable(QString::number(exact)));
}

void TestReferenceModels::unequalChannelsAreMended()
{
    const Subject &s = subject("digits_resnet_skewed", QStringLiteral("digits"));
    const double plain = accuracy(quantized(s, plainRecipe()).model, *s.labelled, EvaluationTask::Classify);
    const double mended = accuracy(quantized(s, Recipe()).model, *s.labelled, EvaluationTask::Classify);
    QVERIFY2(plain < 0.5 && mended >= 0.99, qPrintable(QStringLiteral("%1 → %2").arg(plain).arg(mended)));
}

void TestReferenceModels::sensitivityNamesTheHead()
{
    NoProgress progress;
    const auto result = quantized(yolo(), plainRecipe());
    SensitivityOptions options;
    options.samples = 6;
    options.cache = std::make_shared<CompareCache>(std::int64_t{256} << 20);
    int partial = 0;
    options.partial = [&](const SensitivityReport &) { ++partial; };
    const auto ranking = measureSensitivity(result.reference, result, *yolo().calibration, options, progress);
    QVERIFY2(ranking, ranking ? "" : ranking.error().debugText().c_str());
    QVERIFY(ranking->complete);
    QCOMPARE(ranking->samples, 6);
    QCOMPARE(partial, 6);
    QCOMPARE(ranking->nodes.front().node, std::string("/Concat_37"));
    QVERIFY(ranking->nodes.size() > 100);
    QVERIFY(std::is_sorted(ranking->nodes.begin(), ranking->nodes.end(), [](const auto &a, const auto &b) { return a.sqnrDb < b.sqnrDb; }));
    QCOMPARE(outstandingNodes(*ranking), std::vector<std::string>{"/Concat_37"});
    // The same whoever works.
    options.workers = 3;
    options.cache = nullptr;
    const auto again = measureSensitivity(result.reference, result, *yolo().calibration, options, progress);
    QVERIFY(again && again->nodes.size() == ranking->nodes.size());
    for (std::size_t i = 0; i < again->nodes.size(); ++i) {
        QCOMPARE(again->nodes[i].node, ranking->nodes[i].node);
        QCOMPARE(again->nodes[i].sqnrDb, ranking->nodes[i].sqnrDb);
    }

    const auto target = AccuracyTarget::parse("sqnr >= 15");
    QVERIFY(target);
    const auto found = searchExclusions(
        {yolo().prepared, yolo().facts, yolo().statistics, *yolo().calibration}, plainRecipe(), *ranking, *target, options, progress);
    QVERIFY(found && found->reached);
    QCOMPARE(found->nodes, std::vector<std::string>{"/Concat_37"});
    QVERIFY(found->before < 8 && found->after >= 15);
    QCOMPARE(found->recipe.exclude, std::vector<NodePattern>{*NodePattern::parse("/Concat_37")});
    QVERIFY(!AccuracyTarget::parse("sqnr=30") && !AccuracyTarget::parse("psnr>=30") && !AccuracyTarget::parse("sqnr>=3x"));
}

void TestReferenceModels::searchesQuantizeOnSamples()
{
    NoProgress progress;
    const Subject &s = resnet();
    Recipe recipe = plainRecipe();
    recipe.algorithms.adaround = Decision::On;
    TuningOptions tuning;
    tuning.samples = 8;
    const auto tuned = quantizeOnData(s.prepared, s.facts, s.statistics, recipe, {s.calibration.get(), tuning, nullptr}, progress);
    QVERIFY(tuned);
    CompareOptions compareOptions;
    compareOptions.samples = 8;
    const double expected = compared(s, *tuned, compareOptions).outputWorstChannelDb();
    SensitivityOptions options;
    options.samples = 8;
    const auto found = searchExclusions({s.prepared, s.facts, s.statistics, *s.calibration}, recipe, SensitivityReport(),
        *AccuracyTarget::parse("sqnr>=500"), options, progress);
    QVERIFY(found && !found->reached);
    QCOMPARE(found->before, expected);
    QVERIFY(std::abs(expected - compared(s, quantized(s, plainRecipe()), compareOptions).outputWorstChannelDb()) > 0.1);
}

void TestReferenceModels::aCancelledRankingIsKept()
{
    const auto result = quantized(yolo(), plainRecipe());
    class Stop final : public Progress
    {
    public:
        bool report(std::int64_t done, std::int64_t) override
        {
            if (done >= 40)
                m_stopped = true;
            return !m_stopped;
        }
        bool cancelled() const override { return m_stopped; }

    private:
        std::atomic<bool> m_stopped = false;
    } stop;
    SensitivityOptions options;
    options.workers = 1;
    const auto ranking = measureSensitivity(result.reference, result, *yolo().calibration, options, stop);
    QVERIFY2(ranking, ranking ? "" : ranking.error().debugText().c_str());
    QVERIFY(!ranking->complete);
    QVERIFY(ranking->nodes.size() > 20 && ranking->nodes.size() <= 40);
}

void TestReferenceModels::tunedWeightsDisturbLess()
{
    const Subject &s = resnet();
    NoProgress progress;
    Recipe recipe = plainRecipe();
    recipe.algorithms.adaround = Decision::On;
    recipe.algorithms.biasCorrection = Decision::On;
    TuningOptions options;
    options.samples = 32;
    const auto tuning = tuneWeights(s.prepared, s.facts, s.statistics, recipe, *s.calibration, options, progress);
    QVERIFY2(tuning, tuning ? "" : tuning.error().debugText().c_str());
    QVERIFY((*tuning)->layers.size() >= 9);
    for (const auto &layer : (*tuning)->layers)
        QVERIFY2(layer.after <= layer.before, layer.node.c_str());
    QVERIFY2((*tuning)->afterDb() > (*tuning)->beforeDb() + 3,
        qPrintable(QStringLiteral("%1 → %2").arg((*tuning)->beforeDb()).arg((*tuning)->afterDb())));
    options.workers = 3;
    const auto again = tuneWeights(s.prepared, s.facts, s.statistics, recipe, *s.calibration, options, progress);
    QCOMPARE((*again)->afterDb(), (*tuning)->afterDb());
    // The scales stay, and the levels that were chosen arrive in the model.
    const auto tuned = quantizeOnData(s.prepared, s.facts, s.statistics, recipe, {s.calibration.get(), options, nullptr}, progress);
    QVERIFY(tuned);
    const auto nearest = quantized(s, plainRecipe());
    for (const auto &[name, tensor] : (*tuning)->constants) {
        if (nearest.params.at(name).dtype == DType::Int8)
            QCOMPARE(tuned->params.at(name).scale, nearest.params.at(name).scale);
    }
    CompareOptions compareOptions;
    compareOptions.samples = 24;
    const double before = compared(s, nearest, compareOptions).outputDb();
    const double after = compared(s, *tuned, compareOptions).outputDb();
    QVERIFY2(after > before, qPrintable(QStringLiteral("%1 → %2").arg(before).arg(after)));
    const double top1 = accuracy(tuned->model, *s.labelled, EvaluationTask::Classify);
    QVERIFY2(top1 >= 0.99, qPrintable(QString::number(top1)));
}

void TestReferenceModels::statisticsDoNotDependOnWorkers()
{
    NoProgress progress;
    CalibrationOptions options;
    options.samples = 12;
    options.workers = 1;
    const auto one = calibrate(yolo().prepared.model, *yolo().calibration, options, progress);
    options.workers = 4;
    const auto four = calibrate(yolo().prepared.model, *yolo().calibration, options, progress);
    QVERIFY(one && four);
    QCOMPARE(one->tensors.size(), four->tensors.size());
    QCOMPARE(one->sampleNames, four->sampleNames);
    for (const auto &[name, a] : one->tensors) {
        const TensorStatistics &b = four->tensors.at(name);
        QCOMPARE(a.minimum, b.minimum);
        QCOMPARE(a.maximum, b.maximum);
        QCOMPARE(a.sum, b.sum);
        QCOMPARE(a.sumOfSquares, b.sumOfSquares);
        QVERIFY2(a.histogram == b.histogram, name.c_str());
        QCOMPARE(a.channelMaximum, b.channelMaximum);
        QCOMPARE(a.sampleMaximum, b.sampleMaximum);
    }
}

void TestReferenceModels::badSamplesAreSkippedWithTheirReason()
{
    NoProgress progress;
    const Broken broken(*resnet().calibration);
    const auto statistics = calibrate(resnet().prepared.model, broken, {}, progress);
    QVERIFY(statistics);
    QCOMPARE(statistics->samples, 2);
    QCOMPARE(statistics->skipped.size(), 4U);
    QVERIFY(statistics->skipped[0].message.code() == errc::kInternal);
    QVERIFY(statistics->skipped[1].message.code() == errc::kInputNonFinite);
    QVERIFY(statistics->skipped[2].message.code() == errc::kSampleMismatch);
    QVERIFY(statistics->skipped[3].message.code() == errc::kSampleLacksInput);
    for (const auto &[name, tensor] : statistics->tensors)
        QCOMPARE(tensor.finiteCount, tensor.count);
    const auto report = compare(resnet().prepared.model, quantized(resnet(), Recipe()), broken, {}, progress);
    QVERIFY(report);
    QVERIFY(report->sampleNames.size() <= 3);
}

void TestReferenceModels::cancelStopsWithinANode()
{
    for (const int asked : {0, 3, 200, 1000}) {
        CancelAfter progress(asked);
        QElapsedTimer timer;
        timer.start();
        const auto statistics = calibrate(yolo().prepared.model, *yolo().calibration, {}, progress);
        QVERIFY(!statistics);
        QVERIFY(statistics.error().code() == errc::kCancelled);
        QVERIFY(timer.elapsed() < 5000);
    }
}

void TestReferenceModels::upgradedModelsGiveTheSameResults()
{
    NoProgress progress;
    const auto model = readModel(HALFTONE_TEST_DATA "/models/mnist.onnx");
    QVERIFY(model);
    const auto prepared = preprocess(*model, progress);
    QVERIFY(prepared);
    QVERIFY(prepared->model->opset() >= 13);
    QCOMPARE(prepared->model->graph->inputs().size(), 1U);
    const Graph &graph = *(*model)->graph;
    auto image = Tensor::allocate(DType::Float, {1, 1, 28, 28});
    QVERIFY(image);
    for (std::size_t i = 0; i < 784; ++i)
        image->mutableAs<float>()[i] = static_cast<float>((i * 37) % 256);
    const std::vector<RuntimeValue> inputs{*image};
    QCOMPARE(graph.value(graph.inputs().front()).name, prepared->model->graph->value(prepared->model->graph->inputs().front()).name);
    std::vector<Tensor> outputs;
    for (const auto &each : {*model, prepared->model}) {
        const auto ready = PreparedModel::prepare(each, {}, progress);
        QVERIFY(ready);
        auto result = Executor(*ready, 1).run(inputs, nullptr, progress);
        QVERIFY(result);
        outputs.push_back(result->front().tensor());
    }
    QCOMPARE(outputs[0].count(), 10);
    for (std::size_t i = 0; i < 10; ++i)
        QVERIFY(std::fabs(outputs[0].as<float>()[i] - outputs[1].as<float>()[i]) <= 1e-4F * std::fabs(outputs[0].as<float>()[i]) + 1e-3F);
}

void TestReferenceModels::matchedModelsGiveTheSameReport()
{
    const auto result = quantized(resnet(), plainRecipe());
    CompareOptions options;
    options.samples = 4;
    const ErrorReport own = compared(resnet(), result, options);
    const ErrorReport matched = compared(resnet(), matchModels(resnet().prepared.model, result.model), options);
    for (const TensorError &error : own.tensors) {
        const TensorError *other = matched.find(error.tensor);
        QVERIFY2(other, error.tensor.c_str());
        // The same integers of the same scales, added up in the same order.
        QVERIFY2(other->accumulated.mse == error.accumulated.mse, error.tensor.c_str());
    }
}

QTEST_GUILESS_MAIN(TestReferenceModels)
#include "tst_reference_models.moc"
