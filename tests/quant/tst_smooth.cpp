// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quant/algorithms/findings.h"
#include "tests/support/graph_maker.h"
#include "tests/support/random_subject.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace halftone;
using test::calibrated;
using test::GraphMaker;
using test::hasIssue;
using test::outputDb;
using test::outputsOf;
using test::quantized;
using test::RandomSubject;

namespace {

constexpr std::int64_t kChannels = 32;

/// A vector of ones but for two channels.
Tensor withOutliers(float third, float ninth)
{
    std::vector<float> values(kChannels, 1.0F);
    values[3] = third;
    values[9] = ninth;
    return Tensor::of<float>({kChannels}, std::span<const float>(values));
}

GraphMaker normalized()
{
    return GraphMaker()
        .input("x", {1, 16, kChannels})
        .constant("g", withOutliers(40, 90))
        .weight("b", {kChannels}, 0.1F)
        .node("LayerNormalization", "norm", {"x", "g", "b"}, {"n"}, {GraphMaker::integer("axis", -1)})
        .weight("wq", {kChannels, 24}, 0.1F)
        .weight("wk", {kChannels, 24}, 0.1F)
        .node("MatMul", "q", {"n", "wq"}, {"q"})
        .node("MatMul", "k", {"n", "wk"}, {"k"})
        .output("q")
        .output("k");
}

const NodeDecision *decision(const QuantizeResult &result, const std::string &node)
{
    const auto found = std::find_if(result.decisions.begin(), result.decisions.end(), [&](const auto &d) { return d.node == node; });
    return found == result.decisions.end() ? nullptr : &*found;
}

Recipe smoothing(Decision decision, double alpha = 0)
{
    Recipe recipe;
    recipe.algorithms.smooth = decision;
    recipe.algorithms.smoothAlpha = alpha;
    recipe.algorithms.outlierFloat = Decision::Off;
    return recipe;
}

} // namespace

class TestSmooth : public QObject
{
    Q_OBJECT
private slots:
    void keepsTheFunctionToTheBit_data();
    void keepsTheFunctionToTheBit();
    void outlierChannelsAreSmoothedByDefault();
    void alphaIsObeyed();
    void plainAndEvenChannelsAreLeftAlone();
    void productsThatStayNoisyAreFloat();
};

void TestSmooth::keepsTheFunctionToTheBit_data()
{
    QTest::addColumn<std::shared_ptr<const Model>>("model");
    QTest::addColumn<bool>("adds");
    QTest::newRow("folded into the normalization") << normalized().model() << false;
    QTest::newRow("a Mul where a residual sum reads the value too")
        << normalized().node("Add", "residual", {"n", "x"}, {"r"}).output("r").model() << true;
    const auto written = GraphMaker()
                             .input("x", {1, 16, kChannels})
                             .constant("g", withOutliers(0.01F, 120))
                             .weight("b", {kChannels})
                             .weight("w", {24, kChannels})
                             .node("Mul", "scaled", {"x", "g"}, {"s"})
                             .node("Add", "shifted", {"b", "s"}, {"n"})
                             .node("Reshape", "rows", {"n", "shape"}, {"f"})
                             .constant("shape", Tensor::of<std::int64_t>({2}, std::vector<std::int64_t>{16, kChannels}))
                             .node("Gemm", "product", {"f", "w"}, {"y"}, {GraphMaker::integer("transB", 1)})
                             .output("y")
                             .model();
    QTest::newRow("a Mul behind a Reshape, weights transposed") << written << true;
    const auto apart = GraphMaker()
                           .input("x", {1, 16, kChannels})
                           .constant("g", withOutliers(0.01F, 120))
                           .weight("b", {kChannels})
                           .weight("w", {kChannels, 24})
                           .node("Mul", "scaled", {"x", "g"}, {"s"})
                           .node("Add", "shifted", {"b", "s"}, {"n"})
                           .node("MatMul", "product", {"n", "w"}, {"y"})
                           .output("y")
                           .model();
    QTest::newRow("folded into Mul and Add") << apart << false;
}

void TestSmooth::keepsTheFunctionToTheBit()
{
    QFETCH(const std::shared_ptr<const Model>, model);
    QFETCH(const bool, adds);
    const RandomSubject subject = calibrated(model);
    const QuantizeResult result = quantized(subject, smoothing(Decision::On, 0.5));
    QVERIFY(hasIssue(result, errc::kSmoothed));
    QVERIFY(result.reference != subject.prepared.model);
    QCOMPARE(result.reference->graph->nodes().size(), subject.prepared.model->graph->nodes().size() + (adds ? 1 : 0));
    for (std::int64_t i = 0; i < subject.samples->count(); ++i)
        QCOMPARE(outputsOf(result.reference, *subject.samples, i), outputsOf(subject.prepared.model, *subject.samples, i));
}

void TestSmooth::outlierChannelsAreSmoothedByDefault()
{
    for (const bool residual : {false, true}) {
        GraphMaker maker = normalized();
        if (residual)
            maker.node("Add", "residual", {"n", "x"}, {"r"}).output("r");
        const RandomSubject subject = calibrated(maker.model());
        const QuantizeResult before = quantized(subject, smoothing(Decision::Off));
        QVERIFY(!hasIssue(before, errc::kSmoothed));
        const QuantizeResult after = quantized(subject, smoothing(Decision::Auto));
        QVERIFY(hasIssue(after, errc::kSmoothed));
        for (const char *product : {"q", "k"})
            QVERIFY(decision(after, product)->precision == Precision::Int8);
        const NodeDecision *mul = decision(after, "n_smooth");
        QCOMPARE(mul != nullptr, residual);
        QVERIFY(!mul || (mul->precision == Precision::Float && mul->reason == errc::kScalesChannels));
        QVERIFY2(outputDb(subject, after) > outputDb(subject, before) + 2,
            qPrintable(QStringLiteral("%1 → %2").arg(outputDb(subject, before)).arg(outputDb(subject, after))));
    }
}

void TestSmooth::alphaIsObeyed()
{
    const RandomSubject subject = calibrated(normalized().model());
    const auto rangeOf = [&](double alpha) {
        const QuantParams params = quantized(subject, smoothing(Decision::On, alpha)).params.at("n");
        return params.maximum - params.minimum;
    };
    // The more moves into the weights, the less is left.
    const float little = rangeOf(0.2);
    const float much = rangeOf(0.8);
    QVERIFY2(much * 4 < little, qPrintable(QStringLiteral("%1, %2").arg(little).arg(much)));
}

void TestSmooth::plainAndEvenChannelsAreLeftAlone()
{
    const RandomSubject subject = calibrated(normalized().model());
    Recipe plain;
    plain.profile = QuantProfile::Plain;
    const QuantizeResult result = quantized(subject, plain);
    QCOMPARE(result.reference, subject.prepared.model);
    QVERIFY(result.issues.empty());
    const RandomSubject even = calibrated(GraphMaker()
                                              .input("x", {1, 16, kChannels})
                                              .weight("w", {kChannels, 24})
                                              .node("MatMul", "product", {"x", "w"}, {"y"})
                                              .output("y")
                                              .model());
    QVERIFY(!hasIssue(quantized(even, Recipe()), errc::kSmoothed));
    QVERIFY(!hasIssue(quantized(even, Recipe()), errc::kOutliersFloat));
}

void TestSmooth::productsThatStayNoisyAreFloat()
{
    // A large mean leaves the part that differs few levels, whatever the channels' factors.
    std::vector<float> mean(kChannels, 400.0F);
    const auto model = GraphMaker()
                           .input("x", {1, 16, kChannels})
                           .constant("mean", Tensor::of<float>({kChannels}, std::span<const float>(mean)))
                           .weight("w", {kChannels, 24})
                           .node("Add", "shifted", {"x", "mean"}, {"s"})
                           .node("MatMul", "product", {"s", "w"}, {"y"})
                           .output("y")
                           .model();
    const RandomSubject subject = calibrated(model);
    const QuantizeResult result = quantized(subject, Recipe());
    QVERIFY(hasIssue(result, errc::kOutliersFloat));
    QVERIFY(decision(result, "product")->reason == errc::kOutlierInput);
    Recipe off;
    off.algorithms.outlierFloat = Decision::Off;
    QVERIFY(decision(quantized(subject, off), "product")->precision == Precision::Int8);
}

QTEST_APPLESS_MAIN(TestSmooth)
#include "tst_smooth.moc"
