// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/reader.h"
#include "core/ops/fact.h"
#include "core/quant/compare.h"
#include "core/quant/compare_cache.h"
#include "tests/support/graph_maker.h"
#include "tests/support/labelled_images.h"
#include "tests/support/random_samples.h"

#include <QTest>

using namespace halftone;

namespace {

constexpr int kSamples = 4;

struct Subject
{
    std::shared_ptr<const Model> original;
    QuantizeResult quantized;
    std::unique_ptr<test::LabelledImages> samples;
};

Result<Subject> makeSubject(QuantFormat format)
{
    NoProgress progress;
    HALFTONE_TRY(const auto model, readModel(HALFTONE_TEST_DATA "/models/digits_resnet.onnx"));
    HALFTONE_TRY(const auto prepared, preprocess(model, progress));
    HALFTONE_TRY(const auto facts, inferFacts(*prepared.model, {}, progress));
    Subject subject;
    subject.original = prepared.model;
    const Graph &graph = *prepared.model->graph;
    subject.samples
        = std::make_unique<test::LabelledImages>(QStringLiteral("digits/calibration"), graph.value(graph.inputs().front()).name);
    CalibrationOptions options;
    options.samples = kSamples;
    HALFTONE_TRY(const auto statistics, calibrate(prepared.model, *subject.samples, options, progress));
    Recipe recipe;
    recipe.profile = QuantProfile::Plain;
    recipe.format.type = format;
    HALFTONE_TRY(subject.quantized, quantize(prepared, facts, statistics, recipe, progress));
    return subject;
}

/// The tensor and the figure in which two reports differ, or nothing.
QString difference(const ErrorReport &a, const ErrorReport &b)
{
    if (a.sampleNames != b.sampleNames || a.tensors.size() != b.tensors.size())
        return QStringLiteral("other samples or tensors");
    const auto same = [](const ErrorFigures &x, const ErrorFigures &y) {
        return x.mse == y.mse && x.maxAbs == y.maxAbs && x.cosine == y.cosine && x.samplesDb.size() == y.samplesDb.size()
            && x.channelsDb.size() == y.channelsDb.size();
    };
    for (std::size_t i = 0; i < a.tensors.size(); ++i) {
        const TensorError &x = a.tensors[i];
        const TensorError &y = b.tensors[i];
        if (x.tensor != y.tensor || !same(x.accumulated, y.accumulated) || !same(x.local, y.local))
            return QString::fromStdString(x.tensor);
    }
    return {};
}

} // namespace

/// Comparisons of a float model and its quantized form.
class TestCompare : public QObject
{
    Q_OBJECT
private slots:
    void reportsDoNotDependOnWorkersOrCache_data();
    void reportsDoNotDependOnWorkersOrCache();
    void integersOfAMeasuredScaleAreNoObstacle();
};

void TestCompare::reportsDoNotDependOnWorkersOrCache_data()
{
    QTest::addColumn<int>("format");
    QTest::newRow("QuantizeLinear and DequantizeLinear") << static_cast<int>(QuantFormat::Qdq);
    QTest::newRow("integer operators") << static_cast<int>(QuantFormat::QOperator);
    QTest::newRow("ranges measured as the model runs") << static_cast<int>(QuantFormat::Dynamic);
}

void TestCompare::reportsDoNotDependOnWorkersOrCache()
{
    QFETCH(const int, format);
    const auto subject = makeSubject(static_cast<QuantFormat>(format));
    QVERIFY2(subject, subject ? "" : subject.error().debugText().c_str());
    NoProgress progress;
    const auto compared = [&](int workers, std::shared_ptr<CompareCache> cache) {
        CompareOptions options;
        options.samples = kSamples;
        options.workers = workers;
        options.cache = std::move(cache);
        return compare(subject->original, subject->quantized, *subject->samples, options, progress);
    };
    const auto wanted = compared(1, nullptr);
    QVERIFY2(wanted, wanted ? "" : wanted.error().debugText().c_str());
    QCOMPARE(wanted->sampleNames.size(), std::size_t{kSamples});
    // Each time everything is lowered anew, by all workers at once.
    for (int turn = 0; turn < 15; ++turn) {
        const auto found = compared(2 + turn % 3, nullptr);
        QVERIFY2(found, found ? "" : found.error().debugText().c_str());
        QCOMPARE(difference(*found, *wanted), QString());
    }
    const auto cache = std::make_shared<CompareCache>(std::int64_t{1} << 30);
    for (int turn = 0; turn < 2; ++turn) {
        const auto cached = compared(3, cache);
        QVERIFY(cached);
        QCOMPARE(difference(*cached, *wanted), QString());
    }
}

/// What moves integers whose scale is measured as the model runs (a Transpose here) has no parameters to be compared by; all else is.
void TestCompare::integersOfAMeasuredScaleAreNoObstacle()
{
    const auto weights = [](auto element) {
        std::vector<decltype(element)> values(16);
        for (int i = 0; i < 16; ++i)
            values[static_cast<std::size_t>(i)] = static_cast<decltype(element)>(i * 5 % 13 - 6);
        return Tensor::of<decltype(element)>({4, 4}, std::span<const decltype(element)>(values));
    };
    const auto original = test::GraphMaker()
                              .input("x", {4, 4})
                              .constant("w", weights(1.0F))
                              .node("Transpose", "turn", {"x"}, {"t"})
                              .node("MatMul", "product", {"t", "w"}, {"y"})
                              .output("y")
                              .model();
    const auto quantized = test::GraphMaker()
                               .input("x", {4, 4})
                               .constant("w_quantized", weights(std::int8_t(1)))
                               .constant("w_scale", Tensor::scalar<float>(1))
                               .constant("w_zero", Tensor::scalar<std::int8_t>(0))
                               .constant("y_scale", Tensor::scalar<float>(0.5F))
                               .constant("y_zero", Tensor::scalar<std::uint8_t>(128))
                               .node("DynamicQuantizeLinear", "measure", {"x"}, {"xq", "x_scale", "x_zero"})
                               .node("Transpose", "turn", {"xq"}, {"tq"})
                               .node("QLinearMatMul", "product",
                                   {"tq", "x_scale", "x_zero", "w_quantized", "w_scale", "w_zero", "y_scale", "y_zero"}, {"yq"})
                               .node("DequantizeLinear", "result", {"yq", "y_scale", "y_zero"}, {"y"})
                               .output("y")
                               .model();
    const test::RandomSamples samples(original, 3);
    NoProgress progress;
    CompareOptions options;
    options.local = true;
    const auto report = compare(original, matchModels(original, quantized), samples, options, progress);
    QVERIFY2(report, report ? "" : report.error().debugText().c_str());
    QCOMPARE(report->sampleNames.size(), std::size_t{3});
    const auto y = std::find_if(report->tensors.begin(), report->tensors.end(), [](const TensorError &each) { return each.tensor == "y"; });
    QVERIFY(y != report->tensors.end());
    QVERIFY(y->accumulated.sqnrDb > 25 && y->local.sqnrDb > 25);
}

QTEST_GUILESS_MAIN(TestCompare)
#include "tst_compare.moc"
